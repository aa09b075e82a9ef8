//! Offers: what can be learnt, wherever and whenever it is.

use serde::{Deserialize, Serialize};

use super::{Assured, Cost, Source};
use crate::id::Id;
use crate::text::Text;
use crate::vocabulary::{Access, Audience, OfferType, UnescoCharacteristic};

/// Something that can be learnt (HSDS `service`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    /// The offer's slug.
    pub id: Id,
    /// Its title.
    pub title: Text,
    /// What form it takes.
    pub offer_type: OfferType,
    /// Who offers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_id: Option<Id>,
    /// Where it takes place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub place_ids: Vec<Id>,
    /// Its themes, the first one first.
    pub themes: Vec<Id>,
    /// Its topics.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Id>,
    /// Which of UNESCO's six characteristics it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unesco: Vec<UnescoCharacteristic>,
    /// What one learns, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    /// What it costs; absent where not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
    /// For whom it is meant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audiences: Vec<Audience>,
    /// The languages it is given in, as BCP 47 tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Box<str>>,
    /// The lowest age in years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_min: Option<u8>,
    /// The highest age in years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_max: Option<u8>,
    /// How one gets in touch or comes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub access: Vec<Access>,
    /// Papers to bring, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required_documents: Vec<Text>,
    /// Who last confirmed all this, and when; absent where nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assured: Option<Assured>,
    /// Where these facts come from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}
