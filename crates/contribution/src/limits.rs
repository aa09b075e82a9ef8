//! How large a contribution may be, for phones that make them and the endpoint that takes them.

/// The version of the form that this crate writes and reads.
pub const SCHEMA: u64 = 1;

/// The bytes of the body of a request.
pub const BATCH_BYTES: usize = 1 << 20;

/// The items of a batch.
pub const BATCH_ITEMS: usize = 200;

/// The bytes of an item as it travels. Thirty of the largest fill a batch.
pub const ITEM_BYTES: usize = 32 << 10;

/// The bytes of a recording or a photo. A minute of sound at 128 kbit/s fits, should a browser record no smaller.
pub const ATTACHMENT_BYTES: u64 = 1 << 20;

/// The recordings and photos of a contribution.
pub const ATTACHMENTS: usize = 6;

/// The characters of what somebody writes.
pub const TEXT_CHARS: usize = 4000;

/// The characters of a contact, a theme, a topic, a section and their like.
pub const WORD_CHARS: usize = 200;

/// The entries of a list: obstacles, needs, changes.
pub const LIST_ENTRIES: usize = 50;

/// How deep lists and objects of an item may stand in one another.
pub const DEPTH: usize = 16;
