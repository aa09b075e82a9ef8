//! What the interface knows besides the catalogue: one store a file, pure.

pub mod favourites;
pub mod model;
pub mod near;
pub mod settings;
pub mod sync;
