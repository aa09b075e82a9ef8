//! `agenda --from DATE --to DATE`: what takes place, one JSON object a line.

use std::io::{self, BufWriter, Write, stdout};

use chava_catalogue::civil::Date;
use chava_catalogue::recurrence::Occurrence;
use clap::Args;
use serde::Serialize;

use super::CommandError;
use super::ask::{self, AskArgs};

#[derive(Args, Debug)]
pub(super) struct AgendaArgs {
    /// Le premier jour, par exemple 2026-11-25
    #[arg(long, value_name = "DATE", value_parser = day)]
    from: Date,
    /// Le dernier jour, compris
    #[arg(long, value_name = "DATE", value_parser = day)]
    to: Date,
    #[command(flatten)]
    ask: AskArgs,
}

/// A line of the agenda, in wall-clock time of Europe/Brussels.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    /// A mere day where the hour is not known.
    start: String,
    /// Null where hour or duration are not known.
    end: Option<String>,
    status: &'a str,
}

pub(super) async fn run(args: AgendaArgs) -> Result<(), CommandError> {
    let catalogue = ask::catalogue(&args.ask).await?;
    let out = BufWriter::new(stdout().lock());
    Ok(write(&catalogue.agenda(args.from, args.to), out)?)
}

fn write(agenda: &[Occurrence], mut out: impl Write) -> io::Result<()> {
    for occurrence in agenda {
        let line = Line {
            id: occurrence.session.as_str(),
            start: occurrence.start().map_or_else(|| occurrence.date.to_string(), |start| start.to_string()),
            end: occurrence.end().map(|end| end.to_string()),
            status: occurrence.status.as_str(),
        };
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// Reads a day as it is typed.
pub(super) fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "une date s’écrit AAAA-MM-JJ, par exemple 2026-11-25".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chava_catalogue::vocabulary::SessionStatus;

    fn occurrence(date: &str, minute: Option<u16>, status: SessionStatus) -> Occurrence {
        let date = Date::parse(date).unwrap();
        Occurrence { session: "s".into(), date, minute, duration_minutes: Some(60), status }
    }

    #[test]
    fn an_occurrence_is_a_line() {
        let agenda = [
            occurrence("2026-03-29", None, SessionStatus::Full),
            occurrence("2026-03-29", Some(90), SessionStatus::Cancelled),
        ];
        let mut out = Vec::new();
        write(&agenda, &mut out).unwrap();
        let expected = concat!(
            r#"{"id":"s","start":"2026-03-29","end":null,"status":"full"}"#,
            "\n",
            r#"{"id":"s","start":"2026-03-29T01:30","end":"2026-03-29T03:30","status":"cancelled"}"#,
            "\n",
        );
        assert_eq!(String::from_utf8(out).unwrap(), expected);
        assert!(day("25/11/2026").is_err() && day("2026-11-25").is_ok());
    }
}
