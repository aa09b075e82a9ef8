//! The interface of ChaVa: the same pages for the phone and, under the feature `ssr`, for the server.
//!
//! Architecture invariant: pages and components read contexts and ask with [`context::Ask`]; they touch no
//! browser API, store nothing and fetch nothing, so that they render natively too.
//!
//! Modules, in reading order.

// The steps of the macro in `markup`.
#![recursion_limit = "512"]

pub mod messages;
pub mod route;

pub mod state;

pub mod context;
pub mod hooks;

pub mod markup;

pub mod components;
pub mod frame;
pub mod pages;

#[cfg(feature = "ssr")]
pub mod ssr;

#[cfg(target_arch = "wasm32")]
pub mod platform;

#[cfg(target_arch = "wasm32")]
pub mod net;
#[cfg(target_arch = "wasm32")]
pub mod storage;

#[cfg(target_arch = "wasm32")]
pub mod effects;

#[cfg(target_arch = "wasm32")]
pub mod app;
