//! What a person does with their contributions: keep, finish, edit, take back, delete, carry away.

use chava_contribution::Uid;

use super::runtime::Runtime;
use crate::context::Ask;
use crate::platform::crypto;

/// Does what pages ask for.
pub fn answer(runtime: &Runtime, ask: Ask) {
    if let Ask::NewId(called_back) = ask {
        called_back.emit(new_id(runtime));
    }
}

/// A new id, by the endpoint's clock as far as it is known.
fn new_id(runtime: &Runtime) -> Uid {
    Uid::new(runtime.unix_ms(), crypto::random_bytes())
}
