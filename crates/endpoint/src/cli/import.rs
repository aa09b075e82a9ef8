//! `import FILE`: brings a catalogue document into the database.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use super::CommandError;
use crate::clock::Instant;
use crate::config::StoreArgs;
use crate::contributions::rescue::is_rescue;
use crate::import::{Mode, import};
use crate::store::Store;

/// How many warnings are worth a look at once.
const SHOWN_WARNINGS: usize = 20;

#[derive(Args, Debug)]
pub(super) struct ImportArgs {
    /// Le catalogue à importer, ou la sauvegarde d’un téléphone (JSON)
    file: PathBuf,
    /// Ajoute et modifie sans rien retirer
    #[arg(long)]
    merge: bool,
    #[command(flatten)]
    store: StoreArgs,
}

pub(super) async fn run(args: ImportArgs) -> Result<(), CommandError> {
    let bytes = fs::read(&args.file).map_err(|source| CommandError::Read { path: args.file.clone(), source })?;
    if is_rescue(&bytes) {
        return super::import_contributions::import(&bytes, &args.store).await;
    }
    let store = Store::open(&args.store.database()).await?;
    let mode = if args.merge { Mode::Merge } else { Mode::Replace };
    let outcome = import(&store, &bytes, mode, Instant::now()).await;
    store.close().await;
    let outcome = outcome?;
    for warning in outcome.warnings.iter().take(SHOWN_WARNINGS) {
        eprintln!("à vérifier : {warning}");
    }
    if outcome.warnings.len() > SHOWN_WARNINGS {
        eprintln!("… et {} autres remarques", outcome.warnings.len() - SHOWN_WARNINGS);
    }
    println!("{outcome}");
    Ok(())
}
