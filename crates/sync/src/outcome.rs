//! What a sync came to, in terms that a page can say in words.

use chava_catalogue::live::{Change, LiveSet};
use thiserror::Error;

use crate::clock::ClockReading;
use crate::ports::{ApiError, StoreError};

/// What a sync is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It asks what there is.
    Asking,
    /// It receives the whole catalogue.
    Downloading {
        /// Bytes received, without content coding.
        received: u64,
        /// Bytes in all.
        total: u64,
    },
    /// It compares and stores what came.
    Storing,
}

/// Why a sync didn't end fresh.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Trouble {
    /// No connection, or it broke.
    #[error("no connection")]
    Unreachable,
    /// Nothing came for too long.
    #[error("nothing came for too long")]
    Timeout,
    /// Something between phone and endpoint answers with pages of its own, as the Wi-Fi of a station does.
    #[error("a sign-in page answered in the endpoint's place")]
    Portal,
    /// The endpoint answered with an error.
    #[error("the endpoint answered {code}")]
    Status {
        /// The HTTP status.
        code: u16,
        /// How long the endpoint asks to wait, in milliseconds.
        retry_after_ms: Option<u64>,
    },
    /// What came is not what the protocol says.
    #[error("what came can't be read: {0}")]
    Garbage(&'static str),
    /// The snapshot is not the one that was announced.
    #[error("the catalogue came damaged")]
    WrongHash,
    /// The records that came don't add up to the endpoint's own digest.
    #[error("the catalogue doesn't add up")]
    WrongDigest,
    /// Changes came out of order, or the feed leads nowhere.
    #[error("the feed goes astray: {0}")]
    Astray(&'static str),
    /// The device couldn't store what came.
    #[error(transparent)]
    Storage(#[from] StoreError),
}

impl Trouble {
    /// Says whether this is a matter of connection rather than a fault.
    pub fn is_offline(&self) -> bool {
        matches!(self, Self::Unreachable | Self::Timeout | Self::Portal)
    }

    /// How long the endpoint asks to wait, in milliseconds.
    pub fn retry_after_ms(&self) -> Option<u64> {
        match self {
            Self::Status { retry_after_ms, .. } => *retry_after_ms,
            _ => None,
        }
    }

    /// A stable code for programs and messages.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Timeout => "timeout",
            Self::Portal => "portal",
            Self::Status { .. } => "status",
            Self::Garbage(_) => "garbage",
            Self::WrongHash => "wrong-hash",
            Self::WrongDigest => "wrong-digest",
            Self::Astray(_) => "astray",
            Self::Storage(StoreError::Full) => "storage-full",
            Self::Storage(_) => "storage",
        }
    }
}

impl From<ApiError> for Trouble {
    fn from(error: ApiError) -> Self {
        match error {
            ApiError::Unreachable(_) => Self::Unreachable,
            ApiError::Timeout => Self::Timeout,
            // RFC 6585: a captive portal that says what it is.
            ApiError::Status { code: 511, .. } => Self::Portal,
            ApiError::Status { code, retry_after_ms } => Self::Status { code, retry_after_ms },
        }
    }
}

/// How a sync ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// What the endpoint has is durably stored, and the digests are equal.
    Fresh,
    /// Another tab is at it.
    Busy,
    /// There is no connection; what was held is still there.
    Offline(Trouble),
    /// Something went wrong; what was held is still there.
    Failed(Trouble),
}

impl From<Trouble> for Ending {
    fn from(trouble: Trouble) -> Self {
        if trouble.is_offline() { Self::Offline(trouble) } else { Self::Failed(trouble) }
    }
}

/// What a sync came to.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How it ended.
    pub ending: Ending,
    /// The live set as it is stored now, where it differs from the one that was passed in.
    ///
    /// It may be there although the sync ended in trouble: what was received before is kept.
    pub live: Option<LiveSet>,
    /// What differs from the live set that was passed in; empty on the first load.
    pub changes: Vec<Change>,
    /// The device's clock against the endpoint's, where it was learnt.
    pub clock: Option<ClockReading>,
}
