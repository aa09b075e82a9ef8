//! The dates of rules, as an independent implementation (python-dateutil) gives them.
#![allow(clippy::unwrap_used, reason = "helpers of a test")]

#[path = "recurrence/table.rs"]
mod table;

fn holds(table: &str, rows: usize) {
    let checked = table::check(table);
    assert!(checked.differences.is_empty(), "{}", checked.differences[..checked.differences.len().min(20)].join("\n"));
    assert!(checked.rows >= rows && checked.occurrences > checked.rows, "{} rows", checked.rows);
    println!("{} rules, {} occurrences", checked.rows, checked.occurrences);
}

#[test]
fn two_thousand_rules_give_the_dates_of_dateutil() {
    holds(include_str!("recurrence/golden.tsv"), 2000);
}

/// By hand, on another table: see `recurrence/make.py`.
#[test]
fn so_does_any_other_table() {
    if let Some(path) = std::env::var_os("RECURRENCE_TABLE") {
        holds(&std::fs::read_to_string(path).unwrap(), 1);
    }
}
