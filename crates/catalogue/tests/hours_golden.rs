//! The golden table of hours: what independent evaluators and reasoning say, row by row.
#![allow(clippy::unwrap_used, reason = "a test that can't go on stops loudly")]

use chava_catalogue::civil::DateTime;
use chava_catalogue::hours::{Hours, moment};

/// Where the rows come from stands at the table's top.
const TABLE: &str = include_str!("hours/golden.tsv");

#[test]
fn every_row_of_the_golden_table_holds() {
    let rows: Vec<_> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(rows.len() >= 500, "{}", rows.len());
    let wrong: Vec<String> = rows.iter().filter_map(|row| fault(row)).collect();
    assert!(wrong.is_empty(), "{} rows don't hold:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is wrong with a row, if anything.
fn fault(row: &str) -> Option<String> {
    let columns: Vec<&str> = row.split('\t').collect();
    let [hours, now, state, until, _why] = columns[..] else { return Some(format!("not five columns: {row}")) };
    let now = DateTime::parse(now).unwrap();
    let said = moment(Hours::parse(hours).ok().as_ref(), &[], now);
    let said_until = said.next.map_or("-".to_owned(), |(time, _)| time.to_string());
    let holds = said.state.as_str() == state && (until == "?" || said_until == until);
    (!holds).then(|| format!("{row}: {} {said_until}", said.state.as_str()))
}
