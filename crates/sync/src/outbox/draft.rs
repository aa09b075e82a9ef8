//! A draft as it is stored.

use chava_catalogue::json::{Document, Value};
use chava_contribution::json::{Writer, number_of, text_of};
use chava_contribution::{Body, Kind, Sealed, Uid};

use super::entry::{parts, sealed_list, written_sealed};

/// A photo or recording of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftMedium {
    /// Its number in the store.
    pub number: u32,
    /// Its media type, such as `audio/webm`.
    pub media_type: Box<str>,
    /// Its size in bytes; 0 while it is being recorded.
    pub bytes: u64,
}

/// What a person hasn't finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The id that the contribution will have.
    pub id: Uid,
    /// What is said so far.
    pub body: Body,
    /// What the form remembers for itself.
    pub form: Box<str>,
    /// Photos and recordings.
    pub media: Vec<DraftMedium>,
    /// When it was last saved, in milliseconds since the Unix epoch.
    pub saved_ms: i64,
    /// Finished versions under the same id of which one may have left the phone, the oldest first.
    pub older: Vec<Sealed>,
}

impl Draft {
    /// Writes the draft as it is stored.
    pub fn write(&self) -> String {
        let mut out = Writer::new();
        out.text("kind", self.body.kind().as_str());
        out.raw("body", &self.body.write());
        out.text("form", &self.form);
        out.raw("savedMs", &self.saved_ms.to_string());
        let media: Vec<_> = self.media.iter().map(DraftMedium::write).collect();
        out.list("media", &media);
        let older: Vec<_> = self.older.iter().map(written_sealed).collect();
        out.list("older", &older);
        out.finish()
    }

    /// Reads a stored draft, none where this version can't: such a one stays where it is.
    pub fn read(id: &str, text: &str) -> Option<Self> {
        let document = Document::parse(text.as_bytes())?;
        let object = document.root().object()?;
        let kind = Kind::from_code(&text_of(object, "kind")?);
        Some(Self {
            id: Uid::parse(id)?,
            body: Body::read(&kind, object.get("body")?)?,
            form: text_of(object, "form").unwrap_or_default(),
            media: parts(object, "media").map(DraftMedium::read).collect::<Option<_>>()?,
            saved_ms: object.get("savedMs")?.raw().parse().ok()?,
            older: sealed_list(object, "older")?,
        })
    }
}

impl DraftMedium {
    fn write(&self) -> String {
        let mut out = Writer::new();
        out.number("number", u64::from(self.number));
        out.text("mediaType", &self.media_type);
        out.number("bytes", self.bytes);
        out.finish()
    }

    fn read(value: Value<'_>) -> Option<Self> {
        let object = value.object()?;
        Some(Self {
            number: u32::try_from(number_of(object, "number")?).ok()?,
            media_type: text_of(object, "mediaType")?,
            bytes: number_of(object, "bytes")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use chava_contribution::body::Said;

    use super::super::entry::tests::idea;
    use super::*;

    #[test]
    fn a_draft_is_read_as_it_was_written() {
        let draft = Draft {
            id: idea(3, "x").id,
            body: Body { text: Some("« é »\n".into()), ..Body::new(Said::Proposal { record: None }) },
            form: "pas 2".into(),
            media: vec![DraftMedium { number: 1, media_type: "image/jpeg".into(), bytes: 12 }],
            saved_ms: 1_790_000_000_000,
            older: vec![idea(3, "x")],
        };
        assert_eq!(Draft::read(&draft.id.to_string(), &draft.write()), Some(draft));
        assert_eq!(Draft::read("x", "{}"), None);
    }
}
