//! Bringing a catalogue document into the store: all of it or nothing, and only what differs.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chava_catalogue::document::{Document, DocumentError};
use chava_catalogue::id::Id;
use chava_catalogue::records::{Kind, Record};
use chava_catalogue::validate::{Fault, Known, read_json, validate};
use chava_catalogue::wire::MAX_CHANGE;
use serde_json::Value;
use thiserror::Error;

use crate::clock::Instant;
use crate::rare_rules::expand_rare_rules;
use crate::store::{Beside, Changes, Dataset, Row, Store, StoreError, Write};

/// For how many days a deletion is told, so that a phone that slept a year still hears of it.
pub const TOMBSTONE_DAYS: i64 = 400;

/// How a document relates to what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The document is the whole truth: what it omits is gone.
    Replace,
    /// The document adds and changes; what it omits stays.
    Merge,
}

/// Why a document wasn't imported. Nothing was changed then.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The document has faults; warnings stand among them.
    #[error("le document contient {} faute(s), rien n’a été importé :\n{}", blocking(.0), lines(.0))]
    Faults(Vec<Fault>),
    /// The document passed its validation and yet can't be taken apart.
    #[error("le document ne peut pas être lu, rien n’a été importé : {0}")]
    Document(#[from] DocumentError),
    /// No change numbers are left.
    #[error("il n’y a plus de numéros de changement ; commencez une nouvelle génération avec new-epoch")]
    NumbersExhausted,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn blocking(faults: &[Fault]) -> usize {
    faults.iter().filter(|fault| fault.blocks()).count()
}

fn lines(faults: &[Fault]) -> String {
    let lines: Vec<_> = faults.iter().filter(|fault| fault.blocks()).map(|fault| format!("  {fault}")).collect();
    lines.join("\n")
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Records that are new or came back.
    pub added: u32,
    /// Records that are different now.
    pub changed: u32,
    /// Records that are gone.
    pub removed: u32,
    /// Records that stayed as they were.
    pub unchanged: u32,
    /// The newest change number afterwards.
    pub change: u64,
    /// What is worth a look, in words.
    pub warnings: Vec<Box<str>>,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} ajoutée(s), {} modifiée(s), {} retirée(s), {} inchangée(s) ; changement n° {}",
            self.added, self.changed, self.removed, self.unchanged, self.change
        )
    }
}

/// Imports a document in one transaction.
///
/// # Errors
/// With every fault of the document, or when the store fails. Nothing was changed then.
pub async fn import(store: &Store, bytes: &[u8], mode: Mode, now: Instant) -> Result<Outcome, ImportError> {
    let value = read_json(bytes).map_err(|fault| ImportError::Faults(vec![*fault]))?;
    let mut write = store.write().await?;
    let outcome = import_within(&mut write, value, mode, now).await?;
    write.commit().await?;
    Ok(outcome)
}

/// Imports a document as a part of a larger transaction.
///
/// # Errors
/// As [`import`]; then the transaction must not be committed.
pub async fn import_within(write: &mut Write, value: Value, mode: Mode, now: Instant) -> Result<Outcome, ImportError> {
    let before = write.all().await?;
    let (document, faults) = checked(value, &known(&before, mode))?;

    let mut dataset = before.dataset.clone();
    let mut beside = before.beside.clone();
    match mode {
        Mode::Replace => (beside.license, beside.extra) = (document.license.clone(), document.extra.clone()),
        Mode::Merge => beside.extra.extend(document.extra.clone()),
    }
    let mut plan = Plan::new(&before, &document.records, mode);
    if plan.rows.is_empty() && beside != before.beside {
        // The document differs though no record does: its snapshot needs an address of its own.
        dataset.change += 1;
    }
    for row in &mut plan.rows {
        dataset.change += 1;
        row.modified = dataset.change;
        write.put(row, now).await?;
    }
    if dataset.change > MAX_CHANGE {
        return Err(ImportError::NumbersExhausted);
    }
    if let Some(highest) = write.drop_tombstones(now.days_ago(TOMBSTONE_DAYS)).await? {
        dataset.oldest_change = dataset.oldest_change.max(highest);
    }
    if dataset != before.dataset {
        write.set_dataset(&dataset).await?;
    }
    if beside != before.beside {
        write.set_beside(&beside).await?;
    }
    let warnings = faults.iter().map(|fault| fault.to_string().into()).collect();
    Ok(Outcome { change: dataset.change, warnings, ..plan.outcome })
}

/// The changes that an empty dataset would have after importing a document, without any store.
///
/// # Errors
/// With every fault of the document.
pub fn first_changes(bytes: &[u8], epoch: &str) -> Result<Changes, ImportError> {
    let value = read_json(bytes).map_err(|fault| ImportError::Faults(vec![*fault]))?;
    let (Document { license, records, extra }, _) = checked(value, &Known::default())?;
    let row = |(record, modified): (Record, u64)| Row {
        kind: record.kind,
        id: record.id,
        modified,
        json: Some(record.json.into()),
    };
    let rows: Vec<_> = records.into_iter().zip(1..).map(row).collect();
    let change = rows.last().map_or(0, |row| row.modified);
    let dataset = Dataset { epoch: epoch.into(), change, oldest_change: 0 };
    Ok(Changes { dataset, beside: Beside { license, extra }, rows })
}

/// The document of a JSON value, with the dates of its rare rules and what is worth a look in it.
fn checked(mut value: Value, known: &Known) -> Result<(Document, Vec<Fault>), ImportError> {
    let mut faults = validate(&value, known);
    expand_rare_rules(&mut value, &mut faults);
    if faults.iter().any(Fault::blocks) {
        return Err(ImportError::Faults(faults));
    }
    Ok((Document::from_value(value)?, faults))
}

/// What references of a document may point to beside itself.
fn known(before: &Changes, mode: Mode) -> Known {
    match mode {
        Mode::Replace => Known::default(),
        Mode::Merge => Known::of_records(&live_records(&before.rows)),
    }
}

/// The records that live among some rows.
pub fn live_records(rows: &[Row]) -> Vec<Record> {
    let record = |row: &Row| {
        let json = row.json.as_deref()?.into();
        Some(Record { kind: row.kind.clone(), id: row.id.clone(), modified: row.modified, json })
    };
    rows.iter().filter_map(record).collect()
}

/// The rows to write, in the order in which they get their numbers: records by kind and id, then tombstones.
struct Plan {
    rows: Vec<Row>,
    outcome: Outcome,
}

impl Plan {
    fn new(before: &Changes, records: &[Record], mode: Mode) -> Self {
        let mut old: BTreeMap<(&Kind, &Id), &Row> = before.rows.iter().map(|row| ((&row.kind, &row.id), row)).collect();
        let mut plan = Self { rows: Vec::new(), outcome: Outcome::default() };
        for record in records {
            let stored = old.remove(&(&record.kind, &record.id)).and_then(|row| row.json.as_deref());
            match stored {
                // Both are in the one canonical form, so equal records are equal texts.
                Some(json) if *json == *record.json => {
                    plan.outcome.unchanged += 1;
                    continue;
                }
                Some(_) => plan.outcome.changed += 1,
                None => plan.outcome.added += 1,
            }
            plan.push(&record.kind, &record.id, Some(Arc::from(&*record.json)));
        }
        let left = old.into_values().filter(|row| row.json.is_some());
        match mode {
            Mode::Merge => plan.outcome.unchanged += u32::try_from(left.count()).unwrap_or(u32::MAX),
            Mode::Replace => {
                for row in left {
                    plan.outcome.removed += 1;
                    plan.push(&row.kind, &row.id, None);
                }
            }
        }
        plan
    }

    fn push(&mut self, kind: &Kind, id: &Id, json: Option<Arc<str>>) {
        self.rows.push(Row { kind: kind.clone(), id: id.clone(), modified: 0, json });
    }
}
