//! What the interface knows besides the catalogue: one store a file, pure.

pub mod contributions;
pub mod favourites;
pub mod media;
pub mod model;
pub mod near;
pub mod settings;
pub mod sync;
