//! The fields of each kind and what each may hold, as the contract's table says it.

use crate::records::Kind;
use crate::vocabulary::{
    Access, Accessibility, Audience, CostKind, Facility, NeedStatus, NoticeType, OfferType, PlaceType, Precision,
    SessionStatus, SessionType, UnescoCharacteristic,
};

/// A field: its name, whether it must be there, and what it holds.
pub(super) struct Field {
    pub name: &'static str,
    pub required: bool,
    pub shape: Shape,
}

/// What a value may be.
pub(super) enum Shape {
    /// The record's own identifier, or a topic's.
    Id,
    /// The identifier of an existing record of a kind.
    Reference(Kind),
    /// The identifier of an existing topic.
    TopicReference,
    /// The kind and identifier of an existing record.
    RecordReference,
    /// A text by language.
    Text,
    /// A string with words.
    Words,
    /// A code of an open enumeration.
    Code(fn(&str) -> bool),
    /// A language tag.
    LanguageTag,
    /// A day.
    Day,
    /// A year, month or day.
    PartialDay,
    /// A day or a local time.
    DayOrTime,
    /// A day or an RFC 3339 instant.
    DayOrInstant,
    /// A whole number within bounds.
    Whole(u64, u64),
    /// A number within bounds.
    Number(f64, f64),
    /// A web address.
    Url,
    /// A web address, or null where there is none.
    UrlOrNull,
    /// An e-mail address.
    Email,
    /// An international telephone number.
    PhoneNumber,
    /// Four digits.
    PostalCode,
    /// A section of the city.
    Section,
    /// OpenStreetMap's `opening_hours`.
    Hours,
    /// RFC 5545's recurrence rule.
    Rule,
    /// An object with fields.
    Object(&'static [Field]),
    /// A list.
    List(&'static Shape),
}

const fn must(name: &'static str, shape: Shape) -> Field {
    Field { name, required: true, shape }
}

const fn may(name: &'static str, shape: Shape) -> Field {
    Field { name, required: false, shape }
}

use Shape::*;

const MODIFIED: Field = may("modified", Whole(0, crate::wire::MAX_CHANGE));
const THEMES: Shape = List(&Reference(Kind::Theme));
const TOPICS: Shape = List(&TopicReference);
const COST: Shape = Object(&[must("kind", Code(CostKind::knows)), may("note", Text)]);
const PHONES: Shape = List(&Object(&[must("number", PhoneNumber), may("type", Words)]));
const ASSURED: Shape = Object(&[must("at", Day), must("by", Words)]);
const SOURCES: Shape = List(&Object(&[may("url", UrlOrNull), may("seen", PartialDay), may("facts", List(&Words))]));
const ADDRESS: Shape =
    Object(&[may("street", Words), may("number", Words), may("postalCode", PostalCode), may("section", Section)]);
const POSITION: Shape = Object(&[
    must("lat", Number(-90.0, 90.0)),
    must("lon", Number(-180.0, 180.0)),
    must("precision", Code(Precision::knows)),
]);
const AUDIENCES: Shape = List(&Code(Audience::knows));
const ACCESS: Shape = List(&Code(Access::knows));
const LANGUAGES: Shape = List(&LanguageTag);
const THEME_TOPICS: Shape = List(&Object(&[must("id", Id), must("label", Text)]));
const AGE: Shape = Whole(0, 120);

/// The fields of a kind.
pub(super) fn of(kind: &Kind) -> &'static [Field] {
    match kind {
        Kind::Theme => THEME,
        Kind::Organisation => ORGANISATION,
        Kind::Place => PLACE,
        Kind::Offer => OFFER,
        Kind::Session => SESSION,
        Kind::Notice => NOTICE,
        Kind::Call => CALL,
        Kind::Need => NEED,
        Kind::Reply => REPLY,
        Kind::Other(_) => &[],
    }
}

const THEME: &[Field] =
    &[must("id", Id), MODIFIED, must("label", Text), may("workingGroup", Whole(1, 3)), may("topics", THEME_TOPICS)];

const ORGANISATION: &[Field] = &[
    must("id", Id),
    MODIFIED,
    must("name", Words),
    may("description", Text),
    may("website", Url),
    may("phones", PHONES),
    may("email", Email),
    may("themes", THEMES),
    may("offers", List(&Text)),
    may("seeks", List(&Text)),
    may("sources", SOURCES),
];

const PLACE: &[Field] = &[
    must("id", Id),
    MODIFIED,
    must("name", Words),
    must("placeType", Code(PlaceType::knows)),
    may("organisationId", Reference(Kind::Organisation)),
    must("themes", THEMES),
    may("topics", TOPICS),
    must("address", ADDRESS),
    may("position", POSITION),
    may("phones", PHONES),
    may("email", Email),
    may("website", Url),
    may("openingHours", Hours),
    may("description", Text),
    may("facilities", List(&Code(Facility::knows))),
    may("accessibility", List(&Code(Accessibility::knows))),
    may("transport", Text),
    may("languages", LANGUAGES),
    may("audiences", AUDIENCES),
    may("cost", COST),
    may("access", ACCESS),
    may("assured", ASSURED),
    may("sources", SOURCES),
];

const OFFER: &[Field] = &[
    must("id", Id),
    MODIFIED,
    must("title", Text),
    must("offerType", Code(OfferType::knows)),
    may("organisationId", Reference(Kind::Organisation)),
    may("placeIds", List(&Reference(Kind::Place))),
    must("themes", THEMES),
    may("topics", TOPICS),
    may("unesco", List(&Code(UnescoCharacteristic::knows))),
    may("description", Text),
    may("cost", COST),
    may("audiences", AUDIENCES),
    may("languages", LANGUAGES),
    may("ageMin", AGE),
    may("ageMax", AGE),
    may("access", ACCESS),
    may("requiredDocuments", List(&Text)),
    may("assured", ASSURED),
    may("sources", SOURCES),
];

const SESSION: &[Field] = &[
    must("id", Id),
    MODIFIED,
    may("offerId", Reference(Kind::Offer)),
    may("title", Text),
    must("placeId", Reference(Kind::Place)),
    must("start", DayOrTime),
    // A year at most: longer is a slip of the pen.
    may("durationMinutes", Whole(1, 366 * 24 * 60)),
    may("timezone", Words),
    may("rrule", Rule),
    may("exdates", List(&DayOrTime)),
    may("rdates", List(&DayOrTime)),
    may("expandedDates", List(&DayOrTime)),
    may("status", Code(SessionStatus::knows)),
    may("booking", Text),
    may("description", Text),
    may("cost", COST),
    may("themes", THEMES),
    may("topics", TOPICS),
    may("sessionType", Code(SessionType::knows)),
    may("assured", ASSURED),
    may("sources", SOURCES),
];

const NOTICE: &[Field] = &[
    must("id", Id),
    MODIFIED,
    must("about", RecordReference),
    must("noticeType", Code(NoticeType::knows)),
    must("from", DayOrTime),
    may("to", DayOrTime),
    must("text", Text),
];

const CALL: &[Field] = &[
    must("id", Id),
    MODIFIED,
    must("title", Text),
    must("text", Text),
    may("themes", THEMES),
    may("opens", Day),
    must("closes", Day),
    may("contact", Text),
    may("sources", SOURCES),
];

const NEED: &[Field] = &[
    must("id", Id),
    MODIFIED,
    must("theme", Reference(Kind::Theme)),
    may("topic", TopicReference),
    may("section", Section),
    must("title", Text),
    may("voices", Whole(0, u32::MAX as u64)),
    may("status", Code(NeedStatus::knows)),
    may("since", Day),
];

const REPLY: &[Field] = &[
    must("id", Id),
    MODIFIED,
    must("needId", Reference(Kind::Need)),
    must("text", Text),
    must("at", DayOrInstant),
    may("by", Words),
];
