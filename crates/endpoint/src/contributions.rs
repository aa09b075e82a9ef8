//! What people say, from the bytes of a request to a durable row: read, check, hold back, store.

pub mod envelope;
pub mod export;
pub mod form;
pub mod hold;
pub mod inbox;
pub mod judge;
pub mod limiter;
pub mod rescue;
