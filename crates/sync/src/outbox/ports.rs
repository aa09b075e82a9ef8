//! What the outbox needs from the world besides a store, a clock and the other tabs.
#![allow(async_fn_in_trait, reason = "one thread in the browser: the futures need not be Send")]

use chava_contribution::Uid;

use crate::ports::ApiError;

/// The methods of the endpoint's write side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Asks.
    Get,
    /// Asks how much of an attachment is there.
    Head,
    /// Sends a batch.
    Post,
    /// Sends a piece of an attachment.
    Patch,
    /// Takes back.
    Delete,
}

impl Method {
    /// The method's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// A request.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The method.
    pub method: Method,
    /// The path below the interface's own, such as `/contributions`; empty for the interface itself.
    pub path: &'a str,
    /// The body of a batch (JSON) or a piece of an attachment; empty where there is none.
    pub body: &'a [u8],
    /// Where in the attachment the piece begins, and how many bytes it has in all.
    pub upload: Option<(u64, u64)>,
}

impl<'a> Request<'a> {
    /// A request without a body.
    pub fn new(method: Method, path: &'a str) -> Self {
        Self { method, path, body: &[], upload: None }
    }
}

/// An answer, whatever its status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// How long the endpoint asks to wait, in milliseconds.
    pub retry_after_ms: Option<u64>,
    /// How much of an attachment is there.
    pub upload_offset: Option<u64>,
    /// The body.
    pub body: Vec<u8>,
}

/// The endpoint's write side. What to believe of an answer is decided here.
pub trait Sender {
    /// Sends a request and gives whatever comes back; an error where nothing whole does.
    async fn send(&self, request: Request<'_>) -> Result<Reply, ApiError>;
}

/// The world, as a run of the outbox sees it.
#[derive(Clone, Copy)]
pub struct Ports<'a, S, N, C, T> {
    /// Where entries, drafts and media lie.
    pub store: &'a S,
    /// The endpoint.
    pub sender: &'a N,
    /// The device's clock.
    pub clock: &'a C,
    /// By how many milliseconds the device's clock is behind the endpoint's, as far as it is known.
    pub clock_offset_ms: i64,
    /// The other tabs.
    pub tabs: &'a T,
    /// Makes a new id.
    pub new_id: &'a dyn Fn() -> Uid,
}
