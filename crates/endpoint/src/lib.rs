//! The small endpoint of ChaVa: the catalogue as pointer, snapshots and feed, the pages, and the keepers' commands.
//!
//! Architecture invariant: the endpoint and the PWA meet in `chava-catalogue`'s wire types; of the PWA it calls one
//! function, which renders a page.
//!
//! Modules, in reading order: what is stored, what people send in, what is published, how it is answered, the commands.

pub mod clock;
pub mod config;
pub mod import;
pub mod rare_rules;
pub mod store;

pub mod attachments;
pub mod contributions;

pub mod calendars;
pub mod export;
pub mod feed;
pub mod hsds;
pub mod labels;
pub mod made;
pub mod published;
pub mod snapshot;
pub mod watch;

pub mod pages;
pub mod receipt_page;
pub mod site;
pub mod sitemap;

pub mod team;

pub mod answer;
pub mod coding;
pub mod error;
pub mod routes;
pub mod security;
pub mod state;
pub mod write_error;

pub mod cli;
