//! `quality`: how complete and fresh each record is and what it lacks, one JSON object a line, the worst first.

use std::io::{self, BufWriter, Write, stdout};

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::Date;
use chava_catalogue::quality::{self, Quality};
use chava_catalogue::records::Kind;
use clap::Args;
use serde::Serialize;

use super::CommandError;
use super::agenda::day;
use super::ask::{self, AskArgs};
use crate::clock::Instant;

#[derive(Args, Debug)]
pub(super) struct QualityArgs {
    /// Le jour qui compte comme aujourd’hui, par exemple 2026-11-25
    #[arg(long, value_name = "JOUR", value_parser = day)]
    on: Option<Date>,
    #[command(flatten)]
    ask: AskArgs,
}

/// A record and what it lacks.
#[derive(Serialize)]
struct Line {
    kind: &'static str,
    id: String,
    name: Option<String>,
    /// From 0 to 100.
    score: u8,
    /// What is missing, what weighs most first.
    missing: Vec<&'static str>,
}

pub(super) async fn run(args: QualityArgs) -> Result<(), CommandError> {
    let catalogue = ask::catalogue(&args.ask).await?;
    let today = args.on.unwrap_or_else(|| Instant::now().in_brussels().date);
    Ok(write(&catalogue, today, BufWriter::new(stdout().lock()))?)
}

fn write(catalogue: &Catalogue, today: Date, mut out: impl Write) -> io::Result<()> {
    for line in lines(catalogue, today) {
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn lines(catalogue: &Catalogue, today: Date) -> Vec<Line> {
    let mut lines = Vec::new();
    for (code, kind) in [
        ("place", Kind::Place),
        ("offer", Kind::Offer),
        ("session", Kind::Session),
        ("organisation", Kind::Organisation),
    ] {
        for id in catalogue.list(&kind, 0, usize::MAX) {
            let Some(Quality { score, gaps }) = quality_of(catalogue, &kind, id.as_str(), today) else { continue };
            let missing = gaps.iter().map(|gap| gap.as_str()).collect();
            let name = catalogue.name_of(&kind, id.as_str());
            lines.push(Line { kind: code, id: id.to_string(), name, score, missing });
        }
    }
    lines.sort_by(|a, b| (a.score, a.kind, &a.id).cmp(&(b.score, b.kind, &b.id)));
    lines
}

fn quality_of(catalogue: &Catalogue, kind: &Kind, id: &str, today: Date) -> Option<Quality> {
    match kind {
        Kind::Place => catalogue.place(id).map(|place| quality::of_place(&place, today)),
        Kind::Offer => catalogue.offer(id).map(|offer| quality::of_offer(&offer, today)),
        Kind::Session => catalogue.session(id).map(|session| quality::of_session(&session, today)),
        Kind::Organisation => catalogue.organisation(id).map(|organisation| quality::of_organisation(&organisation)),
        _ => None,
    }
}
