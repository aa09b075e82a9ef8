//! Notices what another process imported, and publishes it within two seconds.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::state::SharedState;

/// How often the store is looked at: one row of one table.
const EVERY: Duration = Duration::from_millis(300);

/// Looks for changes for ever. A failure is told once, until it is over; the old state stays readable meanwhile.
pub async fn watch(state: SharedState) {
    let mut look = interval(EVERY);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut told = None;
    loop {
        look.tick().await;
        match state.refresh().await {
            Ok(_) => told = None,
            Err(error) => {
                let text = error.to_string();
                if told.as_ref() != Some(&text) {
                    eprintln!("le changement n’est pas encore publié : {text}");
                    told = Some(text);
                }
            }
        }
    }
}
