//! The handle to the database: opened when needed, opened again when it died, and its transactions.

use std::cell::RefCell;
use std::rc::Rc;
use std::task::{Context, Waker};

use chava_sync::ports::StoreError;
use rexie::{Rexie, Transaction, TransactionMode};

use super::error::{from_rexie, is_dead_handle};
use super::schema;
use crate::platform::timers;

/// How long another tab may keep an upgrade waiting before the person is told, in milliseconds.
const BLOCKED_AFTER_MS: u32 = 5_000;

/// A handle to one database.
#[derive(Debug)]
pub(super) struct Connection {
    name: String,
    handle: RefCell<Option<Rc<Rexie>>>,
}

impl Connection {
    /// A handle that is opened when it is first needed.
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.into(), handle: RefCell::new(None) }
    }

    pub(super) async fn open(name: &str) -> Result<Self, StoreError> {
        let connection = Self::new(name);
        connection.handle().await?;
        Ok(connection)
    }

    pub(super) fn close(&self) {
        if let Some(handle) = self.handle.take()
            && let Ok(handle) = Rc::try_unwrap(handle)
        {
            handle.close();
        }
    }

    async fn handle(&self) -> Result<Rc<Rexie>, StoreError> {
        if let Some(handle) = self.handle.borrow().clone() {
            return Ok(handle);
        }
        let built = timers::within(BLOCKED_AFTER_MS, schema::builder(&self.name).build()).await;
        let handle = Rc::new(built.ok_or(StoreError::Blocked)?.map_err(from_rexie)?);
        *self.handle.borrow_mut() = Some(Rc::clone(&handle));
        Ok(handle)
    }

    /// Begins a transaction; a handle that another tab or the browser closed is opened again, once.
    async fn begin(&self, stores: &[&str], mode: TransactionMode) -> Result<Transaction, StoreError> {
        match self.handle().await?.transaction(stores, mode).map_err(from_rexie) {
            Err(error) if is_dead_handle(&error) => {
                self.handle.take();
                self.handle().await?.transaction(stores, mode).map_err(from_rexie)
            }
            other => other,
        }
    }

    /// Reads in one transaction. `work` awaits nothing but requests of its transaction.
    pub(super) async fn read<R>(
        &self,
        stores: &[&str],
        work: impl AsyncFnOnce(&Transaction) -> Result<R, StoreError>,
    ) -> Result<R, StoreError> {
        let transaction = self.begin(stores, TransactionMode::ReadOnly).await?;
        work(&transaction).await
    }

    /// Changes in one transaction: all of it is stored when this returns, or nothing is.
    pub(super) async fn write<R>(
        &self,
        stores: &[&str],
        work: impl AsyncFnOnce(&Transaction) -> Result<R, StoreError>,
    ) -> Result<R, StoreError> {
        let mut unfinished = Unfinished(Some(self.begin(stores, TransactionMode::ReadWrite).await?));
        let Some(transaction) = &unfinished.0 else { return Err(StoreError::Corrupt("no transaction")) };
        // Where this fails, `unfinished` rolls everything back.
        let result = work(transaction).await?;
        let Some(transaction) = unfinished.0.take() else { return Ok(result) };
        match transaction.done().await.map_err(from_rexie)? {
            done if done.is_committed() => Ok(result),
            _ => Err(StoreError::Other { name: "AbortError".into(), message: "the browser gave up".into() }),
        }
    }
}

/// A transaction that is rolled back unless it was taken out.
///
/// The browser commits a transaction that nobody asks anything of any more, and so half of what was meant
/// when the work on it fails or is dropped.
struct Unfinished(Option<Transaction>);

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(transaction) = self.0.take() {
            let mut abort = Box::pin(transaction.abort());
            // The first poll calls the browser; what it answers, nobody waits for.
            let _ = abort.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            // The browser still calls back into this.
            std::mem::forget(abort);
        }
    }
}

/// Deletes a database.
pub(super) async fn delete(name: &str) -> Result<(), StoreError> {
    Rexie::delete(name).await.map_err(from_rexie)
}
