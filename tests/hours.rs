//! The golden table of hours inside a browser: the phone reckons as the tests on the desk do.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "helpers of a test")]

use chava_catalogue::civil::DateTime;
use chava_catalogue::hours::{Hours, moment};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The table that is also checked natively; where its rows come from stands at its top.
const TABLE: &str = include_str!("../crates/catalogue/tests/hours/golden.tsv");

#[wasm_bindgen_test]
fn every_row_of_the_golden_table_holds_in_a_browser() {
    let mut rows = 0;
    for row in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = row.split('\t');
        let (hours, now) = (columns.next().unwrap(), DateTime::parse(columns.next().unwrap()).unwrap());
        let (state, until) = (columns.next().unwrap(), columns.next().unwrap());
        let said = moment(Hours::parse(hours).ok().as_ref(), &[], now);
        assert_eq!(said.state.as_str(), state, "{row}");
        if until != "?" {
            assert_eq!(said.next.map_or("-".to_owned(), |(time, _)| time.to_string()), until, "{row}");
        }
        rows += 1;
    }
    assert!(rows >= 500, "{rows}");
}
