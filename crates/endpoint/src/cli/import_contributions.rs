//! `import-contributions FILE`: takes in a rescue file of a phone, or a batch, without doubles.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use super::CommandError;
use crate::attachments::AttachmentFolder;
use crate::config::StoreArgs;
use crate::contributions::rescue::take;
use crate::store::Store;

#[derive(Args, Debug)]
pub(super) struct ImportContributionsArgs {
    /// Le fichier de sauvegarde d’un téléphone (JSON)
    file: PathBuf,
    #[command(flatten)]
    store: StoreArgs,
}

pub(super) async fn run(args: ImportContributionsArgs) -> Result<(), CommandError> {
    let bytes = fs::read(&args.file).map_err(|source| CommandError::Read { path: args.file.clone(), source })?;
    import(&bytes, &args.store).await
}

/// Takes the file in and says what was new.
pub(super) async fn import(bytes: &[u8], store: &StoreArgs) -> Result<(), CommandError> {
    let folder = store.attachments();
    let attachments =
        AttachmentFolder::open(&folder).map_err(|source| CommandError::Write { path: folder.clone(), source })?;
    let store = Store::open(&store.database()).await?;
    let outcome = take(bytes, &store, &attachments).await;
    store.close().await;
    let outcome = outcome?;
    for refused in &outcome.refused {
        eprintln!("refusée : {refused}");
    }
    println!("{outcome}");
    Ok(())
}
