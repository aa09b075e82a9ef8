//! `export --format …`: writes what the database holds.

use std::io::{Write as _, stdout};

use clap::{Args, ValueEnum};

use super::CommandError;
use crate::config::StoreArgs;
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
}

pub(super) async fn run(args: ExportArgs) -> Result<(), CommandError> {
    let store = Store::open(&args.store.database()).await?;
    let text = match args.format {
        Format::Catalogue => document_of(&store.changes_after(0).await?),
    };
    store.close().await;
    let mut out = stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
