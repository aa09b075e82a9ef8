//! The PWA of ChaVa.
