//! A rescue file of a phone, taken in at the endpoint: the same checks as over the network, and no doubles.

use std::fmt;
use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::value::RawValue;
use thiserror::Error;

use super::judge::{arriving, read};
use crate::attachments::{AppendError, AttachmentFolder, FileHash};
use crate::clock::Instant;
use crate::store::{Store, StoreError, Taken};

/// The word by which a phone's rescue file is known.
pub const FORMAT: &str = "chava-rescue";

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    items: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    attachments: Vec<Carried<'a>>,
}

#[derive(Deserialize)]
struct Carried<'a> {
    sha256: &'a str,
    base64: &'a str,
}

/// Why a file wasn't taken in.
#[derive(Debug, Error)]
pub enum RescueError {
    /// It is no such file.
    #[error("ce fichier n’est pas une sauvegarde de contributions : {0}")]
    NotOne(#[from] serde_json::Error),
    /// No randomness for receipts.
    #[error("le système ne donne pas de nombres aléatoires : {0}")]
    Random(getrandom::Error),
    /// The disk refused an attachment. What was taken in before stays; the file can be imported again.
    #[error("un fichier joint ne peut pas être écrit : {0}")]
    Disk(#[from] io::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What was taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Contributions that are new.
    pub new: u32,
    /// Contributions that were there already.
    pub known: u32,
    /// Attachments that are whole now.
    pub files: u32,
    /// What was refused and why, in words.
    pub refused: Vec<String>,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let refused = self.refused.len();
        write!(
            f,
            "{} contribution(s) nouvelle(s), {} déjà là, {refused} refusée(s) ; {} fichier(s) joint(s)",
            self.new, self.known, self.files
        )
    }
}

/// Says whether a file is a rescue file and no catalogue.
pub fn is_rescue(bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Head<'a> {
        #[serde(borrow)]
        format: std::borrow::Cow<'a, str>,
    }
    serde_json::from_slice::<Head<'_>>(bytes).is_ok_and(|head| head.format == FORMAT)
}

/// Takes a rescue file in, its contributions in one transaction.
///
/// # Errors
/// When it is no such file, or nothing can be stored.
pub async fn take(bytes: &[u8], store: &Store, folder: &AttachmentFolder) -> Result<Outcome, RescueError> {
    let file: File<'_> = serde_json::from_slice(bytes)?;
    let mut outcome = Outcome::default();
    let mut items = Vec::new();
    for (item, number) in file.items.into_iter().zip(1..) {
        match read(item.get()) {
            Ok(checked) => items.push(arriving(checked).map_err(RescueError::Random)?.0),
            Err((_, fault)) => outcome.refused.push(format!("n° {number} : {}", fault.message())),
        }
    }
    let mut write = store.write().await?;
    let taken = write.take(&items, Instant::now()).await?;
    write.commit().await?;
    for (taken, item) in taken.into_iter().zip(&items) {
        match taken {
            Taken::New(_) => outcome.new += 1,
            Taken::Same(_) => outcome.known += 1,
            Taken::Conflict => outcome.refused.push(format!("{} : un autre message a déjà ce numéro", item.checked.id)),
        }
    }
    for carried in file.attachments {
        outcome.files += u32::from(keep(&carried, folder)?);
    }
    Ok(outcome)
}

/// Keeps a file that fits its hash; says whether it is new.
fn keep(carried: &Carried<'_>, folder: &AttachmentFolder) -> Result<bool, io::Error> {
    let (Some(hash), Ok(bytes)) = (FileHash::parse(carried.sha256), STANDARD.decode(carried.base64)) else {
        return Ok(false);
    };
    let length = bytes.len() as u64;
    if length > chava_contribution::limits::ATTACHMENT_BYTES {
        return Ok(false);
    }
    // A part of it may be here from an upload that was cut; what is missing is added.
    let at = folder.progress(&hash)?.offset();
    let rest = usize::try_from(at).ok().and_then(|at| bytes.get(at..)).unwrap_or_default();
    match folder.append(&hash, length, at, rest) {
        Ok(_) => Ok(!rest.is_empty()),
        Err(AppendError::Disk(error)) => Err(error),
        Err(_) => Ok(false),
    }
}
