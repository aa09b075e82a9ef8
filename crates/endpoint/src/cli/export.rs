//! `export --format …`: writes what the database holds.

use std::io::{BufWriter, Write, stdout};

use clap::{Args, ValueEnum};

use super::CommandError;
use crate::config::StoreArgs;
use crate::contributions::export::line;
use crate::published::document_of;
use crate::store::Store;

#[derive(Args, Debug)]
pub(super) struct ExportArgs {
    /// Ce qui est écrit
    #[arg(long, value_enum)]
    format: Format,
    #[command(flatten)]
    store: StoreArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Le catalogue, comme import le lit
    Catalogue,
    /// Tout ce que les gens ont dit, un objet JSON par ligne
    Contributions,
}

/// How many contributions are read at once.
const PAGE: u32 = 500;

pub(super) async fn run(args: ExportArgs) -> Result<(), CommandError> {
    let store = Store::open(&args.store.database()).await?;
    let mut out = BufWriter::new(stdout().lock());
    match args.format {
        Format::Catalogue => out.write_all(document_of(&store.changes_after(0).await?).as_bytes())?,
        Format::Contributions => contributions(&store, &mut out).await?,
    }
    store.close().await;
    Ok(out.flush()?)
}

async fn contributions(store: &Store, out: &mut impl Write) -> Result<(), CommandError> {
    let mut after = None;
    loop {
        let page = store.contributions_after(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.receipt.id);
        for contribution in &page {
            writeln!(out, "{}", line(contribution))?;
        }
    }
}
