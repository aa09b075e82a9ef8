//! Every kind of record of the catalogue document, as typed views of its JSON.
//!
//! A record travels and is stored as JSON text (see [`Record`]), so fields and values that this version
//! doesn't know survive; these types are what the rules and the pages read out of it.
//! Names follow the contract (camelCase on the wire), which follows HSDS 3 and schema.org where they have a word.

mod call;
mod kind;
mod needs;
mod notice;
mod offer;
mod organisation;
mod place;
mod record;
mod session;
mod shared;
mod theme;

pub use call::Call;
pub use kind::Kind;
pub use needs::{Need, Reply, VOICES_SHOWN_FROM};
pub use notice::Notice;
pub use offer::Offer;
pub use organisation::Organisation;
pub use place::{Address, Place, Position};
pub use record::Record;
pub use session::Session;
pub use shared::{Assured, Cost, Phone, RecordRef, Source};
pub use theme::{Theme, Topic};
