//! The parts that pages are made of: one component, or one family of small views, a file.

pub mod card;
pub mod confirm;
pub mod contact;
pub mod copy_button;
pub mod facts;
pub mod forms;
pub mod hours_table;
pub mod icon;
pub mod language_select;
pub mod links;
pub mod map;
pub mod near;
pub mod news;
pub mod pager;
pub mod search_start;
pub mod sessions;
pub mod shape;
pub mod states;
pub mod status;
pub mod subscribe;
pub mod sync_bar;
pub mod text;
pub mod theme_tiles;
pub mod toasts;
