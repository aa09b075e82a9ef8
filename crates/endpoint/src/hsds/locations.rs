//! Places as locations, with their address, telephones, languages and hours.

use chava_catalogue::records::{Kind, Phone as RecordPhone, Place};
use chava_catalogue::sections::section;
use chava_catalogue::vocabulary::Precision;
use uuid::Uuid;

use super::attributes::Owner;
use super::phrases::french;
use super::shape::{Accessibility, Address, Contact, Language, Location, Phone, Tangible};
use super::view::{Depth, View};
use super::{ids, taxonomy};
use crate::labels::label;

/// Whose identifiers those of the catalogue are.
pub(super) const OURS: &str = "ChaVa";

impl View<'_> {
    /// A place; none where the catalogue has none of this identifier.
    pub(super) fn location(&self, place: &str, depth: Depth) -> Option<Location> {
        let place = self.catalogue.place(place)?;
        let id = ids::of_record(&Kind::Place, place.id.as_str());
        let owner = Owner { id, entity: "location" };
        let flat = Location {
            id,
            location_type: Tangible::Physical,
            external_identifier: place.id.as_str().to_owned(),
            external_identifier_type: OURS,
            organization_id: place.organisation_id.as_ref().and_then(|id| self.organization_id(id.as_str())),
            name: Some(place.name.to_string()),
            description: french(place.description.as_ref()),
            transportation: french(place.transport.as_ref()),
            latitude: place.position.as_ref().map(|position| position.lat),
            longitude: place.position.as_ref().map(|position| position.lon),
            // Who only reads a list must see as well that a position is rough.
            attributes: precision(owner, &place),
            ..Location::default()
        };
        if depth == Depth::Flat {
            return Some(flat);
        }
        let of_place = |id| Language { location_id: Some(id), ..Language::default() };
        Some(Location {
            languages: languages(id, &place.languages, of_place(id)),
            addresses: address(id, &place).into_iter().collect(),
            contacts: place.email.iter().map(|email| contact(id, email)).collect(),
            accessibility: place.accessibility.iter().map(|it| accessibility(id, it.as_str())).collect(),
            phones: phones(&place.phones, id, |phone| Phone { location_id: Some(id), ..phone }),
            schedules: self.opening(&place),
            attributes: [flat.attributes, self.attributes_of(&place, owner)].concat(),
            ..flat
        })
    }

    fn attributes_of(&self, place: &Place, owner: Owner) -> Vec<super::shape::Attribute> {
        let mut attributes = self.classified(owner, &taxonomy::of_place(place));
        attributes.extend(place.website.iter().map(|website| owner.said("website", website)));
        attributes.extend(place.cost.iter().map(|cost| owner.said("cost", &super::phrases::cost(cost))));
        attributes.extend(place.assured.iter().map(|assured| owner.said("assured_date", &assured.at)));
        attributes.extend(owner.sources(&place.sources));
        attributes
    }
}

fn precision(owner: Owner, place: &Place) -> Vec<super::shape::Attribute> {
    let rough = place.position.as_ref().filter(|position| position.precision != Precision::Exact);
    rough.map(|position| owner.said("position_precision", position.precision.as_str())).into_iter().collect()
}

/// The address, as one writes it on an envelope; none where not even the town is known.
///
/// HSDS requires a first line. Where no street is known, the name of the place stands there, which finds it as well.
fn address(location: Uuid, place: &Place) -> Option<Address> {
    let address = &place.address;
    let city = address.section.as_deref()?;
    let of_section = || section(city).map(|section| section.postal_code);
    let postal_code = address.postal_code.as_deref().or_else(of_section)?;
    let street = address.street.as_deref().map(|street| match address.number.as_deref() {
        Some(number) => format!("{street} {number}"),
        None => street.to_owned(),
    });
    Some(Address {
        id: ids::part_of(location, "address", "physical"),
        location_id: location,
        address_1: street.unwrap_or_else(|| place.name.to_string()),
        city: city.to_owned(),
        state_province: province(postal_code)?,
        postal_code: postal_code.to_owned(),
        country: "BE",
        address_type: Tangible::Physical,
    })
}

/// The province of a Belgian postal code.
fn province(postal_code: &str) -> Option<&'static str> {
    Some(match postal_code.parse().ok()? {
        1000..=1299 => "Bruxelles-Capitale",
        1300..=1499 => "Brabant wallon",
        1500..=1999 | 3000..=3499 => "Brabant flamand",
        2000..=2999 => "Anvers",
        3500..=3999 => "Limbourg",
        4000..=4999 => "Liège",
        5000..=5999 => "Namur",
        6000..=6599 | 7000..=7999 => "Hainaut",
        6600..=6999 => "Luxembourg",
        8000..=8999 => "Flandre-Occidentale",
        9000..=9999 => "Flandre-Orientale",
        _ => return None,
    })
}

fn contact(location: Uuid, email: &str) -> Contact {
    Contact { id: ids::part_of(location, "contact", email), location_id: location, email: email.to_owned() }
}

fn accessibility(location: Uuid, code: &str) -> Accessibility {
    let id = ids::part_of(location, "accessibility", code);
    Accessibility { id, location_id: location, description: label("accessibility", code) }
}

/// Telephones of an owner.
pub(super) fn phones(phones: &[RecordPhone], owner: Uuid, of: impl Fn(Phone) -> Phone) -> Vec<Phone> {
    let phone = |phone: &RecordPhone| {
        of(Phone {
            id: ids::part_of(owner, "phone", &phone.number),
            number: phone.number.to_string(),
            r#type: phone.phone_type.as_deref().map(str::to_owned),
            ..Phone::default()
        })
    };
    phones.iter().map(phone).collect()
}

/// Languages that are spoken, from their BCP 47 tags.
pub(super) fn languages(owner: Uuid, tags: &[Box<str>], of: Language) -> Vec<Language> {
    let language = |tag: &str| {
        let code = tag.split('-').next().unwrap_or_default();
        Language {
            id: ids::part_of(owner, "language", tag),
            code: code.to_owned(),
            name: label("spoken", code),
            note: (tag != code).then(|| tag.to_owned()),
            ..of.clone()
        }
    };
    tags.iter().map(|tag| language(tag)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(address_json: &str) -> Option<String> {
        let json =
            format!(r#"{{"id":"p","name":"Maison","placeType":"library","themes":[],"address":{address_json}}}"#);
        let address = address(Uuid::nil(), &serde_json::from_str(&json).unwrap())?;
        Some([&*address.address_1, &address.postal_code, &address.city, address.state_province].join("|"))
    }

    #[test]
    fn an_address_has_every_line_or_is_absent() {
        for (address, expected) in [
            (
                r#"{"street":"rue Basse","number":"3","postalCode":"6060","section":"Gilly"}"#,
                "rue Basse 3|6060|Gilly|Hainaut",
            ),
            (r#"{"street":"rue Basse","section":"Gilly"}"#, "rue Basse|6060|Gilly|Hainaut"),
            (r#"{"postalCode":"5000","section":"Namur"}"#, "Maison|5000|Namur|Namur"),
        ] {
            assert_eq!(written(address).as_deref(), Some(expected));
        }
        for too_little in
            ["{}", r#"{"section":"Gerpinnes"}"#, r#"{"postalCode":"6000"}"#, r#"{"postalCode":"x","section":"y"}"#]
        {
            assert_eq!(written(too_little), None, "{too_little}");
        }
    }
}
