//! The catalogue as the Human Services Data Specification (HSDS) 3.0 of Open Referral has it.
//!
//! Offers are services, places are locations, organisations are organizations; sessions and plain opening hours are
//! schedules; themes, topics and the closed lists are taxonomies. A session without an offer is a service of its own as
//! long as it isn't over. Nothing is said that the catalogue doesn't say: what is not known is absent, and the words that
//! HSDS requires nevertheless say that it isn't known. Pure: no clock, no HTTP; the day comes in with the index.

mod ask;
mod attributes;
mod ids;
mod index;
mod locations;
mod organizations;
mod page;
mod phrases;
mod rule;
mod schedules;
mod services;
mod shape;
mod taxonomy;
mod view;

pub use ask::{Ask, AskError, Format, MAX_PER_PAGE};
pub use index::{Found, Index, KeptIndex, Resource};
pub use view::View;

/// The version of the specification.
pub const VERSION: &str = "3.0";

/// Where the specification stands: there is no profile beyond it.
pub const PROFILE: &str = "https://docs.openreferral.org/en/3.0/";
