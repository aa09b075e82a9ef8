//! p
use super::runtime::Runtime;
use crate::state::settings::Settings;
use chava_catalogue::records::RecordRef;
/// s
pub fn set_settings(_: &Runtime, _: Settings) {}
/// f
pub fn toggle_favourite(_: &Runtime, _: RecordRef) {}
