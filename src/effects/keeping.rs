//! Saved records: saving and forgetting them, and telling their owner what happened to them. All of it is kept at once.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::records::RecordRef;
use wasm_bindgen_futures::spawn_local;

use super::runtime::Runtime;
use crate::platform::persist;
use crate::state::favourites::{Favourite, Favourites};
use crate::state::model::Action;

/// Saves a record on this phone with what is known of it, or forgets it. Shown once it is stored.
pub fn toggle(runtime: &Runtime, record: RecordRef) {
    let runtime = runtime.clone();
    spawn_local(async move {
        let Some(model) = runtime.model() else { return };
        let stored = if model.favourites.contains(&record) {
            runtime.database().remove_favourite(&record).await
        } else {
            let Some(catalogue) = &model.catalogue else { return };
            // The first thing that is theirs: the moment to ask the browser not to throw it away.
            persist::ask_to_keep().await;
            let favourite = Favourite::new(catalogue, record, runtime.unix_ms());
            runtime.database().add_favourite(&favourite).await
        };
        if stored.is_ok()
            && let Ok(all) = runtime.database().favourites().await
        {
            runtime.dispatch(Action::SetFavourites(Favourites::new(all)));
        }
    });
}

/// Compares what is saved with a catalogue: after each sync, and at the start, since the app may have been ended between
/// the two.
pub async fn compare(runtime: &Runtime, catalogue: &Catalogue) {
    let today = runtime.now().date;
    if runtime.model().is_some_and(|model| !model.favourites.all().is_empty()) {
        revise(runtime, &mut |favourite| favourite.compare(catalogue, today)).await;
    }
}

/// The person has been told.
pub fn told(runtime: &Runtime) {
    revise_soon(runtime, |favourite| match &mut favourite.news {
        Some(news) if !news.told => {
            news.told = true;
            true
        }
        _ => false,
    });
}

/// The person knows what happened to a saved record.
pub fn put_news_away(runtime: &Runtime, record: RecordRef) {
    revise_soon(runtime, move |favourite| favourite.record == record && favourite.news.take().is_some());
}

fn revise_soon(runtime: &Runtime, mut change: impl FnMut(&mut Favourite) -> bool + 'static) {
    let runtime = runtime.clone();
    spawn_local(async move { revise(&runtime, &mut change).await });
}

async fn revise(runtime: &Runtime, change: &mut dyn FnMut(&mut Favourite) -> bool) {
    let all = match runtime.database().revise_favourites(change).await {
        Ok(all) => all,
        // A full disk is no reason not to tell.
        Err(_) => {
            let Some(model) = runtime.model() else { return };
            let mut all = model.favourites.all().to_vec();
            for favourite in &mut all {
                change(favourite);
            }
            all
        }
    };
    runtime.dispatch(Action::SetFavourites(Favourites::new(all)));
}
