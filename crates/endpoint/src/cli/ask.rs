//! The catalogue that a question on the command line is about: a document, or what the database holds.

use std::fs;
use std::path::PathBuf;

use chava_catalogue::catalogue::{Catalogue, Version};
use clap::Args;

use super::CommandError;
use crate::config::StoreArgs;
use crate::import::{first_changes, live_records};
use crate::store::Store;

/// What is asked.
#[derive(Args, Debug)]
pub(super) struct AskArgs {
    /// Le catalogue à interroger (JSON), au lieu de la base de données
    #[arg(long, value_name = "FICHIER")]
    catalogue: Option<PathBuf>,
    #[command(flatten)]
    store: StoreArgs,
}

/// The catalogue meant.
///
/// # Errors
/// When the document has faults, or file or database can't be read.
pub(super) async fn catalogue(args: &AskArgs) -> Result<Catalogue, CommandError> {
    let changes = match &args.catalogue {
        Some(path) => {
            let bytes = fs::read(path).map_err(|source| CommandError::Read { path: path.clone(), source })?;
            first_changes(&bytes, "")?
        }
        None => {
            let store = Store::open(&args.store.database()).await?;
            let changes = store.changes_after(0).await;
            store.close().await;
            changes?
        }
    };
    Ok(Catalogue::new(Version::default(), live_records(&changes.rows)))
}
