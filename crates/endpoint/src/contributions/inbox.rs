//! The one writer of contributions: batches that arrive while the disk is busy are committed together.
//!
//! Nothing is answered before its transaction is on the disk (SQLite in WAL mode with `synchronous=FULL`: each commit
//! ends with an fsync of the log). A crowd of phones shares those fsyncs.

use thiserror::Error;
use tokio::sync::{mpsc, oneshot};

use crate::clock::Instant;
use crate::store::{Arriving, Store, StoreError, Taken};

/// The most contributions of one transaction: a batch never waits for more than this many of others.
const GROUP_ITEMS: usize = 2000;

/// The most batches that wait; whoever comes then waits at the door.
const WAITING: usize = 64;

/// Why nothing was stored; the phone will send it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotTaken {
    /// The database refused: a full disk, most often.
    #[error("the database refused")]
    Database,
    /// The endpoint is about to end.
    #[error("the endpoint is about to end")]
    Ending,
}

impl NotTaken {
    /// The reason for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Database => "store-failed",
            Self::Ending => "ending",
        }
    }
}

struct Job {
    items: Vec<Arriving>,
    answer: oneshot::Sender<Result<Vec<Taken>, NotTaken>>,
}

/// Where contributions go in.
#[derive(Clone, Debug)]
pub struct Inbox {
    jobs: mpsc::Sender<Job>,
}

impl Inbox {
    /// Opens the inbox of a store. It works until the last copy of it is dropped.
    pub fn open(store: Store) -> Self {
        let (jobs, waiting) = mpsc::channel(WAITING);
        tokio::spawn(work(store, waiting));
        Self { jobs }
    }

    /// Stores contributions; what comes back is on the disk.
    ///
    /// # Errors
    /// When they couldn't be stored. None of them was, then.
    pub async fn take(&self, items: Vec<Arriving>) -> Result<Vec<Taken>, NotTaken> {
        let (answer, answered) = oneshot::channel();
        self.jobs.send(Job { items, answer }).await.map_err(|_| NotTaken::Ending)?;
        answered.await.map_err(|_| NotTaken::Ending)?
    }
}

async fn work(store: Store, mut waiting: mpsc::Receiver<Job>) {
    while let Some(first) = waiting.recv().await {
        let mut count = first.items.len();
        let mut group = vec![first];
        while count < GROUP_ITEMS {
            let Ok(next) = waiting.try_recv() else { break };
            count += next.items.len();
            group.push(next);
        }
        match write(&store, &group).await {
            Ok(taken) => {
                for (job, taken) in group.into_iter().zip(taken) {
                    answer(job, Ok(taken));
                }
            }
            Err(_) if group.len() > 1 => alone(&store, group).await,
            Err(error) => group.into_iter().for_each(|job| refuse(job, &error)),
        }
    }
}

/// Writes each batch in a transaction of its own, after one of them spoiled the common one.
async fn alone(store: &Store, group: Vec<Job>) {
    for job in group {
        match write(store, std::slice::from_ref(&job)).await {
            Ok(taken) => answer(job, Ok(taken.into_iter().flatten().collect())),
            Err(error) => refuse(job, &error),
        }
    }
}

async fn write(store: &Store, group: &[Job]) -> Result<Vec<Vec<Taken>>, StoreError> {
    let mut write = store.write().await?;
    let now = Instant::now();
    let mut taken = Vec::with_capacity(group.len());
    for job in group {
        taken.push(write.take(&job.items, now).await?);
    }
    write.commit().await?;
    Ok(taken)
}

fn answer(job: Job, taken: Result<Vec<Taken>, NotTaken>) {
    // Whoever asked may have gone. What is stored stays, and its receipt is given when it is asked for again.
    let _ = job.answer.send(taken);
}

fn refuse(job: Job, error: &StoreError) {
    eprintln!("{} contribution(s) non enregistrée(s) : {error}", job.items.len());
    answer(job, Err(NotTaken::Database));
}
