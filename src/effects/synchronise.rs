//! s
use super::runtime::Runtime;
/// s
pub fn start(_: &Runtime) {}
/// n
pub fn now(_: &Runtime) {}
