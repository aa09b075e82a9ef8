//! How complete and how fresh a record is, as a number and as the list of what is missing: for the city's team.
//!
//! After the quality score of data·inclusion, which weighs by what a person needs to act on a record: can one go there,
//! call, know when and for how much, and is it still true? What may be unknown for good reasons weighs nothing.

use crate::civil::Date;
use crate::freshness::{Freshness, STALE_AFTER_DAYS, freshness};
use crate::hours::Hours;
use crate::language::Language;
use crate::records::{Address, Assured, Offer, Organisation, Phone, Place, Session, Source};
use crate::text::Text;
use crate::vocabulary::Precision;

/// How many characters of French a description needs to say something.
const TELLING_CHARS: usize = 60;
/// After how many days a confirmation is worth nothing any more.
const WORTHLESS_AFTER_DAYS: u32 = 2 * STALE_AFTER_DAYS as u32;

/// What a record lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gap {
    /// Nobody confirmed it for [`STALE_AFTER_DAYS`], or ever.
    Confirmation,
    /// No source.
    Source,
    /// Neither telephone nor e-mail nor web address.
    Contact,
    /// No telephone number: the surest way to ask what is not known.
    Phone,
    /// No opening hours.
    Hours,
    /// Opening hours that can't be read.
    UnreadableHours,
    /// No street or no section.
    Address,
    /// No position, or only a rough one.
    Position,
    /// No description, or one that hardly says anything.
    Description,
    /// No word on what it costs.
    Cost,
    /// Nothing on steps, lifts and the like.
    Accessibility,
    /// No word on the languages spoken.
    Languages,
    /// No word on whom it is for.
    Audiences,
    /// No word on how one comes or signs up.
    Access,
    /// No place where it is.
    Place,
    /// No organisation behind it.
    Organisation,
    /// No hour, or no duration.
    Time,
}

impl Gap {
    /// The gap's code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Source => "source",
            Self::Contact => "contact",
            Self::Phone => "phone",
            Self::Hours => "hours",
            Self::UnreadableHours => "unreadable-hours",
            Self::Address => "address",
            Self::Position => "position",
            Self::Description => "description",
            Self::Cost => "cost",
            Self::Accessibility => "accessibility",
            Self::Languages => "languages",
            Self::Audiences => "audiences",
            Self::Access => "access",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Time => "time",
        }
    }
}

/// The quality of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quality {
    /// From 0, nothing but a name, to 100.
    pub score: u8,
    /// What is missing, what weighs most first.
    pub gaps: Vec<Gap>,
}

/// The quality of a place on `today`.
pub fn of_place(place: &Place, today: Date) -> Quality {
    let mut sheet = Sheet::default();
    sheet.freshness(place.assured.as_ref(), &place.sources, today);
    match place.opening_hours.as_deref().map(Hours::parse) {
        None => sheet.ask(20, Gap::Hours, false),
        Some(hours) => sheet.ask(20, Gap::UnreadableHours, hours.is_ok()),
    }
    sheet.contact(&place.phones, place.email.is_some() || place.website.is_some());
    let Address { street, section, .. } = &place.address;
    // An itinerant place has neither address nor position, and lacks none.
    if place.address != Address::default() || place.position.is_some() {
        sheet.ask(10, Gap::Address, street.is_some() && section.is_some());
        let is_exact = place.position.as_ref().is_some_and(|position| position.precision == Precision::Exact);
        sheet.ask(5, Gap::Position, is_exact);
    }
    sheet.description(place.description.as_ref());
    sheet.ask(10, Gap::Cost, place.cost.is_some());
    sheet.ask(5, Gap::Accessibility, !place.accessibility.is_empty());
    sheet.ask(3, Gap::Languages, !place.languages.is_empty());
    sheet.ask(2, Gap::Audiences, !place.audiences.is_empty());
    sheet.quality()
}

/// The quality of an offer on `today`.
pub fn of_offer(offer: &Offer, today: Date) -> Quality {
    let mut sheet = Sheet::default();
    sheet.freshness(offer.assured.as_ref(), &offer.sources, today);
    sheet.ask(15, Gap::Place, !offer.place_ids.is_empty());
    sheet.ask(10, Gap::Organisation, offer.organisation_id.is_some());
    sheet.description(offer.description.as_ref());
    sheet.ask(15, Gap::Cost, offer.cost.is_some());
    sheet.ask(10, Gap::Access, !offer.access.is_empty());
    sheet.ask(5, Gap::Audiences, !offer.audiences.is_empty());
    sheet.ask(5, Gap::Languages, !offer.languages.is_empty());
    sheet.quality()
}

/// The quality of a session on `today`; what it takes from its offer is the offer's matter.
pub fn of_session(session: &Session, today: Date) -> Quality {
    let mut sheet = Sheet::default();
    let is_own = session.offer_id.is_none();
    if is_own || session.assured.is_some() || !session.sources.is_empty() {
        sheet.freshness(session.assured.as_ref(), &session.sources, today);
    }
    sheet.ask(25, Gap::Time, session.start.contains('T') && session.duration_minutes.is_some());
    sheet.ask(10, Gap::Access, session.booking.is_some());
    if is_own {
        sheet.description(session.description.as_ref());
        sheet.ask(15, Gap::Cost, session.cost.is_some());
    }
    sheet.quality()
}

/// The quality of an organisation.
pub fn of_organisation(organisation: &Organisation) -> Quality {
    let mut sheet = Sheet::default();
    sheet.ask(10, Gap::Source, !organisation.sources.is_empty());
    sheet.contact(&organisation.phones, organisation.email.is_some() || organisation.website.is_some());
    sheet.description(organisation.description.as_ref());
    sheet.quality()
}

/// What was asked of a record: the weight, how much of it is there in hundredths, and what is missing otherwise.
#[derive(Default)]
struct Sheet(Vec<(u32, u32, Gap)>);

impl Sheet {
    fn ask(&mut self, weight: u32, gap: Gap, is_there: bool) {
        self.0.push((weight, if is_there { 100 } else { 0 }, gap));
    }

    fn contact(&mut self, phones: &[Phone], has_other: bool) {
        self.ask(10, Gap::Contact, has_other || !phones.is_empty());
        self.ask(5, Gap::Phone, !phones.is_empty());
    }

    fn description(&mut self, text: Option<&Text>) {
        let chars = text.map_or(0, |text| text.get(&Language::French).chars().count());
        self.ask(10, Gap::Description, chars >= TELLING_CHARS);
    }

    /// A confirmation counts in full at first, then less and less.
    fn freshness(&mut self, assured: Option<&Assured>, sources: &[Source], today: Date) {
        let fresh = freshness(assured, sources, today);
        let worth = match &fresh {
            Freshness::Confirmed { days, .. } if !fresh.is_stale() => 100 - days * 50 / STALE_AFTER_DAYS as u32,
            Freshness::Confirmed { days, .. } => {
                WORTHLESS_AFTER_DAYS.saturating_sub(*days) * 100 / WORTHLESS_AFTER_DAYS
            }
            Freshness::Sourced { .. } | Freshness::Unknown => 0,
        };
        self.0.push((20, worth, Gap::Confirmation));
        self.ask(5, Gap::Source, !sources.is_empty());
    }

    fn quality(mut self) -> Quality {
        let whole: u32 = self.0.iter().map(|(weight, ..)| weight).sum();
        let have: u32 = self.0.iter().map(|(weight, worth, _)| weight * worth).sum();
        // A confirmation of last month is no gap, though worth less than today's.
        self.0.retain(|(_, worth, _)| *worth < 50);
        self.0.sort_by_key(|(weight, ..)| std::cmp::Reverse(*weight));
        Quality { score: (have / whole.max(1)).min(100) as u8, gaps: self.0.iter().map(|(.., gap)| *gap).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn today() -> Date {
        Date::parse("2026-11-22").unwrap()
    }

    fn place(more: Value) -> Quality {
        let mut record = json!({ "id": "p", "name": "P", "placeType": "library", "themes": ["t"], "address": {} });
        record.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        of_place(&serde_json::from_value(record).unwrap(), today())
    }

    fn whole() -> Value {
        json!({
            "address": { "street": "rue de la Paix", "section": "Gilly" },
            "position": { "lat": 50.4, "lon": 4.4, "precision": "exact" },
            "phones": [{ "number": "+32 71 00 00 00" }], "openingHours": "Mo-Fr 09:00-17:00",
            "description": "Une bibliothèque où l’on apprend, lit, joue et rencontre du monde, chaque jour.",
            "cost": { "kind": "free" }, "accessibility": ["step-free"], "languages": ["fr"], "audiences": ["everyone"],
            "assured": { "at": "2026-11-22", "by": "équipe" }, "sources": [{ "url": "https://a.example" }],
        })
    }

    fn with(field: &str, value: Value) -> Value {
        let mut record = whole();
        record[field] = value;
        record
    }

    #[test]
    fn a_place_with_all_a_person_needs_has_a_hundred() {
        assert_eq!(place(whole()), Quality { score: 100, gaps: vec![] });
    }

    #[test]
    fn a_mere_name_has_nothing_and_says_what_matters_first() {
        let bare = place(json!({}));
        assert_eq!(bare.score, 0);
        assert_eq!(bare.gaps[..3], [Gap::Confirmation, Gap::Hours, Gap::Contact]);
        assert_eq!(bare.gaps.len(), 10);
        assert_eq!(place(json!({ "address": { "section": "Gilly" } })).gaps.len(), 12);
    }

    #[test]
    fn each_gap_costs_its_weight() {
        for (field, value, gap, score) in [
            ("openingHours", json!("selon l’humeur"), Gap::UnreadableHours, 81),
            ("openingHours", Value::Null, Gap::Hours, 81),
            ("cost", Value::Null, Gap::Cost, 90),
            ("description", json!("Bibliothèque"), Gap::Description, 90),
            ("address", json!({ "street": "rue de la Paix" }), Gap::Address, 90),
            ("phones", json!([]), Gap::Phone, 85),
            ("position", json!({ "lat": 50.4, "lon": 4.4, "precision": "street" }), Gap::Position, 95),
        ] {
            let quality = place(with(field, value));
            assert!(quality.gaps.contains(&gap) && quality.score.abs_diff(score) <= 1, "{gap:?} {quality:?}");
        }
    }

    #[test]
    fn a_place_on_wheels_lacks_no_address() {
        let mut bus = with("address", json!({}));
        bus["position"] = Value::Null;
        assert_eq!(place(bus).score, 100);
    }

    #[test]
    fn a_confirmation_wears_off() {
        let at = |day: &str| place(with("assured", json!({ "at": day, "by": "équipe" })));
        let days = ["2026-11-22", "2026-09-01", "2026-05-20", "2025-12-01", "2024-01-01"];
        let scores: Vec<_> = days.iter().map(|day| at(day).score).collect();
        assert!(scores.is_sorted_by(|a, b| a > b), "{scores:?}");
        assert!(at("2026-09-01").gaps.is_empty());
        assert_eq!(at("2026-05-20").gaps, [Gap::Confirmation]);
        assert_eq!(at("2024-01-01").score, 80);
    }

    #[test]
    fn other_kinds_are_asked_what_belongs_to_them() {
        let offer = json!({ "id": "o", "title": "O", "offerType": "course", "themes": ["t"] });
        let offer = of_offer(&serde_json::from_value(offer).unwrap(), today());
        assert!(offer.score == 0 && offer.gaps.contains(&Gap::Place) && !offer.gaps.contains(&Gap::Hours));
        let session = json!({ "id": "s", "offerId": "o", "placeId": "p", "start": "2026-11-30T14:00",
            "durationMinutes": 60, "booking": "sans inscription" });
        assert_eq!(of_session(&serde_json::from_value(session).unwrap(), today()).score, 100);
        let alone = json!({ "id": "s", "title": "S", "placeId": "p", "start": "2026-11-30" });
        let alone = of_session(&serde_json::from_value(alone).unwrap(), today());
        assert_eq!((alone.score, alone.gaps[0]), (0, Gap::Time));
        let organisation = json!({ "id": "a", "name": "A", "email": "a@a.example", "sources": [{}] });
        let organisation = of_organisation(&serde_json::from_value(organisation).unwrap());
        assert_eq!((organisation.score, &*organisation.gaps), (57, &[Gap::Description, Gap::Phone][..]));
    }

    #[test]
    fn each_gap_has_a_code_of_its_own() {
        let mut codes: Vec<_> =
            place(json!({ "address": { "section": "Gilly" } })).gaps.iter().map(|gap| gap.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 12);
    }
}
