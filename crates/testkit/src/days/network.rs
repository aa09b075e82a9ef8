//! What the network does to a request.

use chava_sync::outbox::{Reply, Request, Sender};
use chava_sync::ports::{ApiError, Clock as _};

use super::device::Device;
use super::endpoint::CUTTER;

/// How the network is for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weather {
    /// As it should be.
    Good,
    /// There is none.
    None,
    /// Somebody's sign-in page answers everything.
    Portal,
    /// Something answers with half a truth.
    Garbage,
    /// Requests and answers get lost, cut and doubled.
    Lossy,
    /// The endpoint, or what stands before it, fails.
    Failing,
    /// The endpoint asks for time.
    Busy,
}

impl Weather {
    pub(super) const ALL: [Self; 7] =
        [Self::Good, Self::None, Self::Portal, Self::Garbage, Self::Lossy, Self::Failing, Self::Busy];

    fn name(self) -> &'static str {
        match self {
            Self::Good => "request on a good network (no fault)",
            Self::None => "no network",
            Self::Portal => "captive portal",
            Self::Garbage => "garbage with status 200",
            Self::Lossy => "request on a lossy network",
            Self::Failing => "500, 502, 503 or 504",
            Self::Busy => "429 with Retry-After",
        }
    }
}

impl Sender for Device {
    async fn send(&self, request: Request<'_>) -> Result<Reply, ApiError> {
        let weather = self.weather.get();
        self.pass(if weather == Weather::Lossy { 900.0 } else { 120.0 });
        self.count(|tally| {
            tally.requests += 1;
            tally.bytes += request.body.len() as u64;
            tally.fault(weather.name());
        });
        let asked_ms = self.monotonic_ms();
        self.meanwhile();
        // Whatever another tab has asked since.
        self.asked_ms.set(asked_ms);
        if self.dead.get() {
            return Err(ApiError::Unreachable("dead".into()));
        }
        let reply = match weather {
            Weather::Good => self.ask(&request),
            Weather::None => Err(ApiError::Unreachable("none".into())),
            Weather::Portal => Ok(html()),
            Weather::Garbage => {
                Ok(Reply { status: 200, body: br#"{"serverTime":"x","res"#.to_vec(), ..Reply::default() })
            }
            Weather::Failing => {
                let status = [500, 502, 503, 504][self.roll(4)];
                Ok(Reply { status, body: b"<h1>error</h1>".to_vec(), ..Reply::default() })
            }
            Weather::Busy => Ok(Reply { status: 429, retry_after_ms: Some(20_000), ..Reply::default() }),
            Weather::Lossy => self.lossy(&request),
        };
        // The app may die with the answer in the air.
        self.maybe_die("app killed at a request");
        if let Ok(reply) = &reply {
            self.count(|tally| tally.bytes += reply.body.len() as u64);
        }
        if self.dead.get() { Err(ApiError::Unreachable("dead".into())) } else { reply }
    }
}

impl Device {
    fn ask(&self, request: &Request<'_>) -> Result<Reply, ApiError> {
        if request.body.windows(CUTTER.len()).any(|words| words == CUTTER.as_bytes()) {
            return Err(ApiError::Unreachable("cut".into()));
        }
        let reply = self.endpoint.borrow_mut().answer(request, self.true_ms());
        self.check_ages();
        Ok(reply)
    }

    fn lossy(&self, request: &Request<'_>) -> Result<Reply, ApiError> {
        let lost = || Err(ApiError::Unreachable("lost".into()));
        match self.roll(8) {
            0 => {
                self.count(|tally| tally.fault("request lost"));
                lost()
            }
            1 => {
                self.count(|tally| tally.fault("reply lost"));
                self.ask(request)?;
                lost()
            }
            2 => {
                self.count(|tally| tally.fault("reply cut at some byte, and taken for whole"));
                let mut reply = self.ask(request)?;
                reply.body.truncate(self.roll(reply.body.len().max(1)));
                Ok(reply)
            }
            3 => {
                self.count(|tally| tally.fault("request twice"));
                self.ask(request)?;
                self.ask(request)
            }
            4 => {
                self.count(|tally| tally.fault("nothing comes for too long"));
                let taken = self.ask(request);
                self.pass(15_000.0);
                taken.and(Err(ApiError::Timeout))
            }
            5 => {
                self.count(|tally| tally.fault("endpoint restarted in the middle"));
                if self.roll(2) == 0 {
                    self.ask(request)?;
                }
                self.endpoint.borrow_mut().restart();
                lost()
            }
            6 => {
                self.count(|tally| tally.fault("receipt of something else"));
                let mut reply = self.ask(request)?;
                // As a broken cache might: another hash in an answer that is well-formed.
                reply.body =
                    String::from_utf8_lossy(&reply.body).replace("\"sha256\":\"", "\"sha256\":\"0").into_bytes();
                Ok(reply)
            }
            _ => self.ask(request),
        }
    }
}

fn html() -> Reply {
    Reply { status: 200, body: b" <!doctype html><p>Bienvenue</p>".to_vec(), ..Reply::default() }
}
