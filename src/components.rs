//! The parts that pages are made of: one component a file.
pub mod sync_bar;
