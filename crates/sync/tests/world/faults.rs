//! A network between phone and endpoint that does to each request what it is told.

use std::cell::{Cell, RefCell};

use chava_catalogue::digest::sha256_hex;
use chava_catalogue::wire::SnapshotPointer;
use chava_sync::ports::{Api, ApiError, Download};

use crate::server::Server;

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    None,
    Unreachable,
    Timeout,
    Unavailable,
    NotFound,
    Html,
    Cut,
    Garbage,
    Reordered,
    NextBack,
    NextAhead,
    Flipped,
    WrongDigest,
    Endless,
}

impl Fault {
    pub const ALL: [Self; 12] = [
        Self::Unreachable,
        Self::Timeout,
        Self::Unavailable,
        Self::NotFound,
        Self::Html,
        Self::Cut,
        Self::Garbage,
        Self::Reordered,
        Self::NextBack,
        Self::NextAhead,
        Self::Flipped,
        Self::WrongDigest,
    ];
}

/// The network.
pub struct FaultyNetwork<'a> {
    server: &'a Server,
    faults: Vec<Fault>,
    at: Cell<usize>,
    asked: RefCell<Vec<&'static str>>,
    digests: RefCell<String>,
}

impl<'a> FaultyNetwork<'a> {
    pub fn new(server: &'a Server, faults: Vec<Fault>) -> Self {
        Self { server, faults, at: Cell::new(0), asked: RefCell::default(), digests: RefCell::default() }
    }

    pub fn requests(&self) -> usize {
        self.asked.borrow().len()
    }

    pub fn asked(&self) -> Vec<&'static str> {
        self.asked.borrow().clone()
    }

    /// Says whether this digest travelled in an answer.
    pub fn told_fresh(&self, digest: &str) -> bool {
        self.digests.borrow().contains(digest)
    }

    fn next(&self, what: &'static str) -> Result<Fault, ApiError> {
        self.asked.borrow_mut().push(what);
        let fault = self.faults.get(self.at.get()).copied().unwrap_or(Fault::None);
        self.at.set(self.at.get() + 1);
        match fault {
            Fault::Unreachable => Err(ApiError::Unreachable("cable".into())),
            Fault::Timeout => Err(ApiError::Timeout),
            Fault::Unavailable => Err(ApiError::Status { code: 503, retry_after_ms: Some(1000) }),
            Fault::NotFound => Err(ApiError::Status { code: 404, retry_after_ms: None }),
            fault => Ok(fault),
        }
    }

    fn deliver(&self, mut body: Vec<u8>, fault: Fault) -> Vec<u8> {
        match fault {
            Fault::Html => body = b"<!doctype html><title>Wi-Fi</title>".to_vec(),
            Fault::Cut => body.truncate(body.len() * 2 / 3),
            Fault::Garbage => body.iter_mut().for_each(|b| *b = b.wrapping_add(77)),
            _ => {}
        }
        self.digests.borrow_mut().push_str(&String::from_utf8_lossy(&body));
        body
    }
}

impl Api for FaultyNetwork<'_> {
    async fn pointer(&self) -> Result<Vec<u8>, ApiError> {
        let fault = self.next("pointer")?;
        let mut body = self.server.pointer();
        if fault == Fault::WrongDigest {
            body = String::from_utf8(body).unwrap().replace(&self.server.digest(), &"0".repeat(64)).into_bytes();
        }
        Ok(self.deliver(body, fault))
    }

    async fn feed(&self, after: u64) -> Result<Vec<u8>, ApiError> {
        let fault = self.next("feed")?;
        let (mut items, mut next) = self.server.items(after);
        match fault {
            Fault::Reordered => items.reverse(),
            Fault::NextBack => next = after.saturating_sub(1),
            Fault::NextAhead => next += 1,
            Fault::Endless => (items, next) = (Vec::new(), after + 1),
            Fault::Flipped => items.truncate(1),
            _ => {}
        }
        let mut body = self.server.page(&items, &format!("https://elsewhere.example/feed?afterChangeNumber={next}"));
        if fault == Fault::WrongDigest {
            body = String::from_utf8(body).unwrap().replace(&self.server.digest(), &"0".repeat(64)).into_bytes();
        }
        Ok(self.deliver(body, fault))
    }

    async fn snapshot(&self, _: &SnapshotPointer, progress: &mut dyn FnMut(u64)) -> Result<Download, ApiError> {
        let fault = self.next("snapshot")?;
        let mut bytes = self.server.snapshot();
        if fault == Fault::Flipped {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        }
        let bytes = self.deliver(bytes, fault);
        progress(bytes.len() as u64);
        let sha256 = sha256_hex(&bytes).into();
        Ok(Download { bytes, sha256 })
    }
}
