//! How the phone keeps its catalogue equal to the endpoint's: the protocol, without I/O.
//!
//! Architecture invariant: network, storage, clock, locks and randomness come in through [`ports`];
//! this crate decides what to ask, what to believe and what to store, and can be tested as a whole on any machine.

pub mod outbox;
pub mod ports;

mod build;
mod clock;
mod compact;
mod feed;
mod load;
mod outcome;
mod run;
mod schedule;

#[cfg(feature = "testing")]
pub mod contract;
#[cfg(feature = "testing")]
pub mod memory;
#[cfg(feature = "testing")]
pub mod ready;

pub use build::build;
pub use chava_catalogue::instant::unix_ms_from_rfc3339;
pub use clock::{ClockReading, WRONG_CLOCK_MS, correction_at_start};
pub use compact::compact;
pub use load::{Opened, load, open};
pub use outcome::{Ending, Outcome, Progress, Trouble};
pub use run::{Ports, sync_once};
pub use schedule::{Schedule, Trigger};
