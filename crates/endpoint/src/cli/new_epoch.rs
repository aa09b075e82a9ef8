//! `new-epoch`: starts a new generation of the dataset, after a restored backup for instance.

use clap::Args;

use super::CommandError;
use crate::config::StoreArgs;
use crate::store::Store;

#[derive(Args, Debug)]
pub(super) struct NewEpochArgs {
    #[command(flatten)]
    store: StoreArgs,
}

pub(super) async fn run(args: NewEpochArgs) -> Result<(), CommandError> {
    let store = Store::open(&args.store.database()).await?;
    let dataset = store.new_epoch().await?;
    store.close().await;
    println!("nouvelle génération {} au changement n° {}", dataset.epoch, dataset.change);
    Ok(())
}
