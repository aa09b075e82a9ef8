//! `hours --at INSTANT`: which places are open then, and until when, one JSON object a line.

use std::io::{self, BufWriter, Write, stdout};

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::DateTime;
use chava_catalogue::hours::{Hours, Moment, moment};
use chava_catalogue::records::Kind;
use clap::Args;
use serde::Serialize;

use super::CommandError;
use super::ask::{self, AskArgs};

#[derive(Args, Debug)]
pub(super) struct HoursArgs {
    /// L’heure locale de Charleroi, par exemple 2026-11-25T14:30
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    at: DateTime,
    #[command(flatten)]
    ask: AskArgs,
}

/// A place at that time, in wall-clock time of Europe/Brussels.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    /// `open`, `closed` or `unknown`.
    state: &'static str,
    /// The next change of the state; null where none is in sight.
    until: Option<String>,
}

pub(super) async fn run(args: HoursArgs) -> Result<(), CommandError> {
    let catalogue = ask::catalogue(&args.ask).await?;
    Ok(write(&catalogue, args.at, BufWriter::new(stdout().lock()))?)
}

fn write(catalogue: &Catalogue, at: DateTime, mut out: impl Write) -> io::Result<()> {
    let mut ids = catalogue.list(&Kind::Place, 0, usize::MAX);
    ids.sort_unstable();
    for id in &ids {
        let Moment { state, next } = moment_of(catalogue, id.as_str(), at);
        let until = next.map(|(time, _)| time.to_string());
        serde_json::to_writer(&mut out, &Line { id: id.as_str(), state: state.as_str(), until })?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// Hours that are missing or can't be read are unknown; a notice counts all the same.
fn moment_of(catalogue: &Catalogue, id: &str, at: DateTime) -> Moment {
    let written = catalogue.place(id).and_then(|place| place.opening_hours);
    let hours = written.and_then(|text| Hours::parse(&text).ok());
    moment(hours.as_ref(), &catalogue.notices_about(&Kind::Place, id), at)
}

fn instant(text: &str) -> Result<DateTime, String> {
    DateTime::parse(text).ok_or_else(|| "une heure s’écrit AAAA-MM-JJTHH:MM, par exemple 2026-11-25T14:30".to_owned())
}
