//! The browser's start.
fn main() {}
