//! `generate`: a catalogue of any size for tests, always the same for the same arguments.

use std::io::{Write as _, stdout};

use chava_catalogue::document::Modified;
use clap::Args;

use super::CommandError;

#[derive(Args, Debug)]
pub(super) struct GenerateArgs {
    /// Nombre de lieux
    #[arg(long)]
    places: usize,
    /// Nombre de séances
    #[arg(long)]
    sessions: usize,
    /// Graine : une autre donne un autre catalogue
    #[arg(long)]
    seed: u64,
    #[command(flatten)]
    /// Taken like every command takes it, though nothing is stored.
    _store: crate::config::StoreArgs,
}

pub(super) fn run(args: &GenerateArgs) -> Result<(), CommandError> {
    let document = chava_testkit::generate(args.places, args.sessions, args.seed);
    let mut out = stdout().lock();
    out.write_all(document.write(Modified::Omitted).as_bytes())?;
    Ok(out.flush()?)
}
