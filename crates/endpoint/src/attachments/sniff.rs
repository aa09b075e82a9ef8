//! What a file is, by its first bytes: what a device calls it is not believed.

/// The types of sound and picture that the team is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// Opus in WebM, as most browsers record.
    WebmAudio,
    /// Opus or Vorbis in Ogg.
    OggAudio,
    /// AAC in MP4, as Safari records.
    Mp4Audio,
    /// AAC without a container.
    AacAudio,
    /// A photo.
    Jpeg,
    /// A picture.
    Png,
    /// A photo or picture.
    Webp,
}

impl MediaType {
    /// Reads a type from the first sixteen bytes of a file.
    pub fn of(start: &[u8]) -> Option<Self> {
        Some(match start {
            [0x1a, 0x45, 0xdf, 0xa3, ..] => Self::WebmAudio,
            [b'O', b'g', b'g', b'S', ..] => Self::OggAudio,
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => Self::Mp4Audio,
            [0xff, 0xd8, 0xff, ..] => Self::Jpeg,
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Self::Png,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Self::Webp,
            // The sync word of ADTS, with its layer, which is always 0.
            [0xff, second, ..] if second & 0xf6 == 0xf0 => Self::AacAudio,
            _ => return None,
        })
    }

    /// The media type for browsers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WebmAudio => "audio/webm",
            Self::OggAudio => "audio/ogg",
            Self::Mp4Audio => "audio/mp4",
            Self::AacAudio => "audio/aac",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }

    /// Says whether one listens to it rather than looks at it.
    pub fn is_audio(self) -> bool {
        matches!(self, Self::WebmAudio | Self::OggAudio | Self::Mp4Audio | Self::AacAudio)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_begins_with() {
        for (start, expected) in [
            (&b"\x1aE\xdf\xa3\x9fB\x86\x81"[..], Some("audio/webm")),
            (b"OggS\0\x02", Some("audio/ogg")),
            (b"\0\0\0\x1cftypiso5", Some("audio/mp4")),
            (b"\xff\xf1\x50\x80", Some("audio/aac")),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Some("image/jpeg")),
            (b"\x89PNG\r\n\x1a\n", Some("image/png")),
            (b"RIFF\x24\0\0\0WEBPVP8 ", Some("image/webp")),
            (b"RIFF\x24\0\0\0WAVEfmt ", None),
            (b"<html><script>", None),
            (b"GIF89a", None),
            (b"%PDF-1.7", None),
            (b"\xff", None),
            (b"", None),
        ] {
            assert_eq!(MediaType::of(start).map(MediaType::as_str), expected, "{start:?}");
        }
    }
}
