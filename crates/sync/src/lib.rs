//! TBD by its first commit.
