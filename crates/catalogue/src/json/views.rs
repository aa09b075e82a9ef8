//! How each typed record is read; the same fields as serde's derives beside the types.

use super::{FromJson, Object, Value, decode};
use crate::id::Id;
use crate::language::Language;
use crate::records::{
    Address, Assured, Call, Cost, Need, Notice, Offer, Organisation, Phone, Place, Position, RecordRef, Reply, Session,
    Source, Theme, Topic,
};
use crate::text::Text;
use crate::wire::{Pointer, SnapshotPointer};

impl FromJson for Box<str> {
    fn from_json(value: Value<'_>) -> Option<Self> {
        Some(value.text()?.into())
    }
}

impl FromJson for Id {
    fn from_json(value: Value<'_>) -> Option<Self> {
        Some(Self::from(&*value.text()?))
    }
}

impl FromJson for u64 {
    fn from_json(value: Value<'_>) -> Option<Self> {
        value.raw().parse().ok()
    }
}

impl FromJson for u32 {
    fn from_json(value: Value<'_>) -> Option<Self> {
        u64::from_json(value)?.try_into().ok()
    }
}

impl FromJson for u8 {
    fn from_json(value: Value<'_>) -> Option<Self> {
        u64::from_json(value)?.try_into().ok()
    }
}

impl FromJson for f64 {
    fn from_json(value: Value<'_>) -> Option<Self> {
        decode::decimal(value.raw())
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: Value<'_>) -> Option<Self> {
        match value.raw() {
            "null" => Some(None),
            _ => T::from_json(value).map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: Value<'_>) -> Option<Self> {
        let mut all = Self::new();
        for part in value.list()? {
            all.push(T::from_json(part)?);
        }
        Some(all)
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

impl FromJson for Text {
    fn from_json(value: Value<'_>) -> Option<Self> {
        if let Some(text) = value.text() {
            return Some(Self::french(text));
        }
        let mut entries = Vec::new();
        for (tag, words) in value.object()?.entries() {
            entries.push((Language::from_code(&tag?), Box::from_json(words)?));
        }
        Some(Self::from_entries(entries))
    }
}

/// Reads an object's fields: `field: "key"`, and `field: required "key"` for lists that must be there.
macro_rules! view {
    ($type:ident { $($field:ident: $($required:ident)? $key:literal),+ $(,)? }) => {
        impl FromJson for $type {
            fn from_json(value: Value<'_>) -> Option<Self> {
                let object = value.object()?;
                Some(Self { $( $field: view!(@read object $($required)? $key), )+ })
            }
        }
    };
    (@read $object:ident required $key:literal) => { Object::required($object, $key)? };
    (@read $object:ident $key:literal) => { Object::field($object, $key)? };
}

view!(Theme { id: "id", label: "label", working_group: "workingGroup", topics: "topics" });
view!(Topic { id: "id", label: "label" });
view!(Organisation {
    id: "id",
    name: "name",
    description: "description",
    website: "website",
    phones: "phones",
    email: "email",
    themes: "themes",
    offers: "offers",
    seeks: "seeks",
    sources: "sources",
});
view!(Place {
    id: "id",
    name: "name",
    place_type: "placeType",
    organisation_id: "organisationId",
    themes: required "themes",
    topics: "topics",
    address: "address",
    position: "position",
    phones: "phones",
    email: "email",
    website: "website",
    opening_hours: "openingHours",
    description: "description",
    facilities: "facilities",
    accessibility: "accessibility",
    transport: "transport",
    languages: "languages",
    audiences: "audiences",
    cost: "cost",
    access: "access",
    assured: "assured",
    sources: "sources",
});
view!(Address { street: "street", number: "number", postal_code: "postalCode", section: "section" });
view!(Position { lat: "lat", lon: "lon", precision: "precision" });
view!(Offer {
    id: "id",
    title: "title",
    offer_type: "offerType",
    organisation_id: "organisationId",
    place_ids: "placeIds",
    themes: required "themes",
    topics: "topics",
    unesco: "unesco",
    description: "description",
    cost: "cost",
    audiences: "audiences",
    languages: "languages",
    age_min: "ageMin",
    age_max: "ageMax",
    access: "access",
    required_documents: "requiredDocuments",
    assured: "assured",
    sources: "sources",
});
view!(Session {
    id: "id",
    offer_id: "offerId",
    title: "title",
    place_id: "placeId",
    start: "start",
    duration_minutes: "durationMinutes",
    timezone: "timezone",
    rrule: "rrule",
    exdates: "exdates",
    rdates: "rdates",
    expanded_dates: "expandedDates",
    status: "status",
    booking: "booking",
    description: "description",
    cost: "cost",
    themes: "themes",
    topics: "topics",
    session_type: "sessionType",
    assured: "assured",
    sources: "sources",
});
view!(Notice { id: "id", about: "about", notice_type: "noticeType", from: "from", to: "to", text: "text" });
view!(Call {
    id: "id",
    title: "title",
    text: "text",
    themes: "themes",
    opens: "opens",
    closes: "closes",
    contact: "contact",
    sources: "sources",
});
view!(Need {
    id: "id",
    theme: "theme",
    topic: "topic",
    section: "section",
    title: "title",
    voices: "voices",
    status: "status",
    since: "since",
});
view!(Reply { id: "id", need_id: "needId", text: "text", at: "at", by: "by" });
view!(Cost { kind: "kind", note: "note" });
view!(Phone { number: "number", phone_type: "type" });
view!(Assured { at: "at", by: "by" });
view!(Source { url: "url", seen: "seen", facts: "facts" });
view!(RecordRef { kind: "kind", id: "id" });
view!(Pointer {
    epoch: "epoch",
    change: "change",
    snapshot: "snapshot",
    feed: "feed",
    digest: "digest",
    server_time: "serverTime",
});
view!(SnapshotPointer { url: "url", bytes: "bytes", brotli_bytes: "brotliBytes", sha256: "sha256" });
