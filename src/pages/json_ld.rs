//! schema.org JSON-LD of pages; addresses are relative to the page's own.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::records::{Address, Place, Session};
use chava_catalogue::text::Text;
use chava_catalogue::vocabulary::{CostKind, PlaceType, Precision, SessionStatus};
use serde_json::{Map, Value, json};

use crate::components::links::web;
use crate::messages::Messages;
use crate::pages::session::title_of;
use crate::route::Route;

/// The structured data of a page, as text.
pub fn json_ld(route: &Route, catalogue: &Catalogue, t: &Messages) -> Option<String> {
    let value = match route {
        Route::Home => Some(json!({
            "@type": "WebSite", "name": "ChaVa", "url": "/", "inLanguage": t.language().html_tag(),
            "potentialAction": {
                "@type": "SearchAction",
                "target": { "@type": "EntryPoint", "urlTemplate": "/chercher?q={search_term_string}" },
                "query-input": "required name=search_term_string",
            },
        })),
        Route::Place(id) => catalogue.place(id.as_str()).map(|place| place_value(&place, t)),
        Route::Offer(id) => catalogue.offer(id.as_str()).map(|offer| {
            let provider = offer.organisation_id.as_ref().and_then(|id| catalogue.organisation(id.as_str()));
            pruned(json!({
                "@type": "Course",
                "name": offer.title.get(t.language()),
                "description": text(offer.description.as_ref(), t).unwrap_or_else(|| offer.title.get(t.language()).to_owned()),
                "provider": provider.map(|provider| json!({ "@type": "Organization", "name": provider.name })),
                "isAccessibleForFree": offer.cost.as_ref().and_then(|cost| free(&cost.kind)),
            }))
        }),
        Route::Session(id) => catalogue.session(id.as_str()).and_then(|session| event_value(&session, catalogue, t)),
        Route::Organisation(id) => catalogue.organisation(id.as_str()).map(|organisation| {
            pruned(json!({
                "@type": "Organization",
                "name": organisation.name,
                "description": text(organisation.description.as_ref(), t),
                "url": organisation.website.as_deref().and_then(web),
                "email": organisation.email,
                "telephone": organisation.phones.first().map(|phone| &phone.number),
            }))
        }),
        _ => None,
    };
    let mut value = value?;
    value.as_object_mut()?.insert("@context".into(), "https://schema.org".into());
    Some(value.to_string())
}

fn place_value(place: &Place, t: &Messages) -> Value {
    let exact = place.position.as_ref().filter(|position| position.precision == Precision::Exact);
    pruned(json!({
        "@type": match place.place_type { PlaceType::Library => "Library", PlaceType::Museum => "Museum", _ => "Place" },
        "name": place.name,
        "description": text(place.description.as_ref(), t),
        "address": address_value(&place.address),
        "geo": exact.map(|position| json!({ "@type": "GeoCoordinates", "latitude": position.lat, "longitude": position.lon })),
        "telephone": place.phones.first().map(|phone| &phone.number),
        "url": place.website.as_deref().and_then(web),
        "isAccessibleForFree": place.cost.as_ref().and_then(|cost| free(&cost.kind)),
        "openingHours": place.opening_hours.as_deref().and_then(simple_hours),
    }))
}

fn event_value(session: &Session, catalogue: &Catalogue, t: &Messages) -> Option<Value> {
    let place = catalogue.place(session.place_id.as_str());
    let status = match session.status {
        Some(SessionStatus::Cancelled) => "https://schema.org/EventCancelled",
        Some(SessionStatus::Postponed) => "https://schema.org/EventPostponed",
        _ => "https://schema.org/EventScheduled",
    };
    Some(pruned(json!({
        "@type": "Event",
        "name": title_of(catalogue, session)?.get(t.language()),
        "description": text(session.description.as_ref(), t),
        "startDate": session.start,
        "eventStatus": status,
        "location": place.map(|place| json!({
            "@type": "Place", "name": place.name, "address": address_value(&place.address),
        })),
        "isAccessibleForFree": session.cost.as_ref().and_then(|cost| free(&cost.kind)),
    })))
}

fn address_value(address: &Address) -> Option<Value> {
    let street =
        [address.street.as_deref(), address.number.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    (address.street.is_some() || address.section.is_some()).then(|| {
        pruned(json!({
            "@type": "PostalAddress",
            "streetAddress": (!street.is_empty()).then_some(street),
            "postalCode": address.postal_code,
            "addressLocality": address.section,
            "addressCountry": "BE",
        }))
    })
}

fn text(text: Option<&Text>, t: &Messages) -> Option<String> {
    text.map(|text| text.get(t.language()).to_owned()).filter(|text| !text.is_empty())
}

/// Free or not, where that is a plain yes or no.
fn free(kind: &CostKind) -> Option<bool> {
    match kind {
        CostKind::Free => Some(true),
        CostKind::Paid => Some(false),
        CostKind::Conditional | CostKind::Other(_) => None,
    }
}

/// Hours that schema.org can say too: one span of weekdays and times, such as `Tu-Su 10:00-18:00`.
fn simple_hours(hours: &str) -> Option<&str> {
    let (days, times) = hours.split_once(' ')?;
    let days_fit =
        days.len() <= 20 && days.split([',', '-']).all(|day| ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].contains(&day));
    let time_fits = |time: &str| {
        time.len() == 5 && time.bytes().enumerate().all(|(n, b)| if n == 2 { b == b':' } else { b.is_ascii_digit() })
    };
    let times_fit = times.split_once('-').is_some_and(|(from, to)| time_fits(from) && time_fits(to));
    (days_fit && times_fit).then_some(hours)
}

/// Leaves out what is not known.
fn pruned(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            Value::Object(fields.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>())
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_simple_hours_are_given_to_search_engines() {
        assert_eq!(simple_hours("Tu-Su 10:00-18:00"), Some("Tu-Su 10:00-18:00"));
        assert_eq!(simple_hours("We,Fr 15:00-19:00"), Some("We,Fr 15:00-19:00"));
        for other in
            ["Tu-Fr 09:00-17:00; Sa-Su,PH 10:00-18:00", "24/7", "Mo-Fr 10:00-12:00,13:00-17:00", "Mo[1] 10:00-12:00"]
        {
            assert_eq!(simple_hours(other), None, "{other}");
        }
    }
}
