//! The dates of rules inside the browser: the same table as natively.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[path = "../crates/catalogue/tests/recurrence/table.rs"]
mod table;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn two_thousand_rules_give_the_dates_of_dateutil() {
    let checked = table::check(include_str!("../crates/catalogue/tests/recurrence/golden.tsv"));
    let differences = &checked.differences;
    assert!(differences.is_empty(), "{} differ: {:?}", differences.len(), differences.first());
    assert!(checked.rows >= 2000 && checked.occurrences > checked.rows);
}
