//! preferences
