//! Places one can go to.

use serde::{Deserialize, Serialize};

use super::{Assured, Cost, Phone, Source};
use crate::id::Id;
use crate::text::Text;
use crate::vocabulary::{Access, Accessibility, Audience, Facility, PlaceType, Precision};

/// A place of learning (HSDS `location`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// The place's slug.
    pub id: Id,
    /// Its name.
    pub name: Box<str>,
    /// What kind of place it is.
    pub place_type: PlaceType,
    /// The organisation that runs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_id: Option<Id>,
    /// Its themes, the first one first.
    pub themes: Vec<Id>,
    /// Its topics.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Id>,
    /// Its address; an itinerant place has an empty one.
    pub address: Address,
    /// Where it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Its telephone numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// Its e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Box<str>>,
    /// Its web address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<Box<str>>,
    /// Opening hours in OpenStreetMap's `opening_hours` syntax; absent where not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening_hours: Option<Box<str>>,
    /// What it is and what one can learn there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    /// What one finds there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facilities: Vec<Facility>,
    /// What makes it easier or harder to enter and use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accessibility: Vec<Accessibility>,
    /// How to get there, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transport: Option<Text>,
    /// The languages spoken there, as BCP 47 tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Box<str>>,
    /// For whom it is meant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audiences: Vec<Audience>,
    /// What it costs; absent where not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
    /// How one gets in touch or comes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub access: Vec<Access>,
    /// Who last confirmed all this, and when; absent where nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assured: Option<Assured>,
    /// Where these facts come from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

impl Place {
    /// The name of the place and its address, as a map reads them.
    pub fn location(&self) -> String {
        let address = &self.address;
        let join = |parts: [&Option<Box<str>>; 2]| {
            parts.into_iter().flatten().map(|part| &**part).collect::<Vec<_>>().join(" ")
        };
        let mut parts = vec![
            self.name.to_string(),
            join([&address.street, &address.number]),
            join([&address.postal_code, &address.section]),
        ];
        parts.retain(|part| !part.is_empty());
        parts.join(", ")
    }
}

/// A Belgian postal address; every part may be unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Address {
    /// The street's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<Box<str>>,
    /// The house number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Box<str>>,
    /// The Belgian postal code, four digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<Box<str>>,
    /// The section of Charleroi or, outside the city, the municipality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Box<str>>,
}

/// A position in WGS 84.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Position {
    /// Latitude in degrees.
    pub lat: f64,
    /// Longitude in degrees.
    pub lon: f64,
    /// How well it is known.
    pub precision: Precision,
}

/// A position is read from JSON, which has no NaN.
impl Eq for Position {}

impl Position {
    /// Latitude and longitude with five decimals, about a metre.
    pub fn written(&self) -> (String, String) {
        (degrees(self.lat), degrees(self.lon))
    }
}

/// Without the standard library's printing of floating-point numbers, which is large for a phone.
fn degrees(degrees: f64) -> String {
    let scaled = (degrees * 100_000.0) as i64;
    let (whole, rest) = (scaled.abs() / 100_000, scaled.abs() % 100_000);
    let digits = (100_000 + rest).to_string();
    [if scaled < 0 { "-" } else { "" }, &whole.to_string(), ".", digits.get(1..).unwrap_or("0")].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_keep_their_sign_and_zeros() {
        assert_eq!(degrees(50.404), "50.40400");
        assert_eq!(degrees(-4.00007), "-4.00007");
    }
}
