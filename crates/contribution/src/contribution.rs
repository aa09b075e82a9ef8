//! A contribution on its way: made on the phone, sealed with its hash, sent in a batch.

use chava_catalogue::digest::sha256_hex;
use chava_catalogue::json::{Document, Value};

use crate::body::Body;
use crate::canonical::{NotCanonical, hashed_part};
use crate::id::Uid;
use crate::json::{Writer, number_of, text_of};
use crate::kind::Kind;
use crate::limits::SCHEMA;

/// A recording or a photo that belongs to a contribution and travels on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The lower-case hex SHA-256 of its bytes.
    pub sha256: Box<str>,
    /// How many bytes it has.
    pub bytes: u64,
    /// What the device calls it, such as `audio/webm`.
    pub media_type: Box<str>,
}

/// What somebody says, when and in which language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Made on the device.
    pub id: Uid,
    /// The language of the interface, as a tag such as `fr`.
    pub lang: Box<str>,
    /// What is said.
    pub body: Body,
    /// Recordings and photos.
    pub attachments: Vec<Attachment>,
}

/// A contribution that doesn't change any more, with the hash that its receipt must bear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Its identifier.
    pub id: Uid,
    /// The lower-case hex SHA-256 of `json`.
    pub sha256: Box<str>,
    /// The hashed part, in its canonical form.
    pub json: Box<str>,
}

impl Contribution {
    /// Seals the contribution.
    ///
    /// # Errors
    /// When a proposed record or a change in it is no JSON, or has numbers that a phone can't write.
    pub fn seal(&self) -> Result<Sealed, NotCanonical> {
        let mut out = Writer::new();
        let id = self.id.to_string();
        out.text("id", &id);
        out.number("schema", SCHEMA);
        out.text("kind", self.body.kind().as_str());
        out.text("lang", &self.lang);
        out.raw("body", &self.body.write());
        let attachments: Vec<_> = self.attachments.iter().map(Attachment::write).collect();
        out.list("attachments", &attachments);
        let written = out.finish();
        let document = Document::parse(written.as_bytes()).ok_or(NotCanonical::Syntax)?;
        let json = hashed_part(document.root())?;
        Ok(Sealed { id: self.id, sha256: sha256_hex(json.as_bytes()).into(), json: json.into() })
    }

    /// Reads a contribution from an item or from the hashed part of one.
    pub fn read(item: Value<'_>) -> Option<Self> {
        let object = item.object()?;
        let kind = Kind::from_code(&text_of(object, "kind")?);
        Some(Self {
            id: Uid::parse(&text_of(object, "id")?)?,
            lang: text_of(object, "lang")?,
            body: Body::read(&kind, object.get("body")?)?,
            attachments: match object.get("attachments") {
                Some(list) => list.list()?.map(Attachment::read).collect::<Option<_>>()?,
                None => Vec::new(),
            },
        })
    }

    /// Reads a contribution from the text of an item.
    pub fn read_text(json: &str) -> Option<Self> {
        Self::read(Document::parse(json.as_bytes())?.root())
    }
}

impl Sealed {
    /// The item as it travels: `created_at` is RFC 3339 with an offset; the age is left out where it isn't known.
    pub fn item(&self, created_at: &str, age_seconds: Option<u64>) -> String {
        let mut rest = Writer::new();
        rest.text("createdAt", created_at);
        rest.text("sha256", &self.sha256);
        if let Some(age) = age_seconds {
            rest.number("ageSeconds", age);
        }
        let rest = rest.finish();
        [self.json.strip_suffix('}').unwrap_or(&self.json), ",", rest.strip_prefix('{').unwrap_or(&rest)].concat()
    }
}

impl Attachment {
    fn write(&self) -> String {
        let mut out = Writer::new();
        out.text("sha256", &self.sha256);
        out.number("bytes", self.bytes);
        out.text("mediaType", &self.media_type);
        out.finish()
    }

    /// Reads an attachment's description.
    pub fn read(value: Value<'_>) -> Option<Self> {
        let object = value.object()?;
        Some(Self {
            sha256: text_of(object, "sha256")?,
            bytes: number_of(object, "bytes")?,
            media_type: text_of(object, "mediaType")?,
        })
    }
}

/// What starts the body of a request, before its first item.
pub const BATCH_START: &str = "{\"items\":[";

/// What ends the body of a request, after its last item. Items are parted by a comma.
pub const BATCH_END: &str = "]}";

/// The body of a request.
pub fn batch(items: &[String]) -> String {
    [BATCH_START, &items.join(","), BATCH_END].concat()
}
