//! What is said of a recording or a photo that is being made.

/// How a recording goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The microphone listens; what it records is of this media type.
    Started(Box<str>),
    /// This loud, from 0 to 100, after so many seconds.
    Level(u8, u32),
    /// It is over, and stored whole: so many bytes.
    Ended(u64),
    /// It could not begin, or could not go on; what was stored before is still there.
    Failed(MediaTrouble),
}

/// Why there is no recording or no photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaTrouble {
    /// The person, or the phone for them, does not give the microphone.
    Refused,
    /// There is no microphone, or this browser can't record.
    Missing,
    /// The phone is full.
    Full,
    /// The phone's storage does not answer.
    NotStored,
    /// The picture can't be read.
    Unreadable,
}
