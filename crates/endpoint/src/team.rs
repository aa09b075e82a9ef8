//! The city team's side: who they are, what they may do, what they see and do, and the log of it.

pub mod limit;
pub mod log;
pub mod password;
pub mod role;
pub mod session;
