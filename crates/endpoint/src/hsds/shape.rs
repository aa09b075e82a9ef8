//! The objects of HSDS 3.0 as they are written, with the fields that the catalogue can fill.

use serde::Serialize;
use uuid::Uuid;

/// Declares an object: fields that are always there, fields that are absent where unknown, lists that are absent where
/// empty.
macro_rules! shape {
    (
        $(#[$meta:meta])*
        $name:ident {
            always { $($always:ident: $type:ty,)* }
            known { $($known:ident: $known_type:ty,)* }
            many { $($many:ident: $item:ty,)* }
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, Serialize)]
        pub(super) struct $name {
            $(pub $always: $type,)*
            $(
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $known: Option<$known_type>,
            )*
            $(
                #[serde(skip_serializing_if = "Vec::is_empty")]
                pub $many: Vec<$item>,
            )*
        }
    };
}

/// Whether a service can be had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) enum Status {
    #[default]
    #[serde(rename = "active")]
    Active,
    #[serde(rename = "inactive")]
    Inactive,
    #[serde(rename = "temporarily closed")]
    TemporarilyClosed,
}

/// What kind of place or address it is; the catalogue has no other.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Tangible {
    #[default]
    Physical,
}

/// How often something comes again; HSDS knows no other rhythm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub(super) enum Freq {
    Weekly,
    Monthly,
}

shape! {
    /// What can be learnt or had.
    Service {
        always { id: Uuid, name: String, status: Status, }
        known {
            organization_id: Uuid,
            description: String,
            url: String,
            application_process: String,
            fees_description: String,
            eligibility_description: String,
            minimum_age: u8,
            maximum_age: u8,
            assured_date: String,
            alert: String,
            organization: Organization,
        }
        many {
            schedules: Schedule,
            service_at_locations: ServiceAtLocation,
            languages: Language,
            cost_options: CostOption,
            required_documents: RequiredDocument,
            attributes: Attribute,
        }
    }
}

shape! {
    /// That a service can be had at a location.
    ServiceAtLocation {
        always { id: Uuid, service_id: Uuid, location_id: Uuid, location: Location, }
        known { service: Box<Service>, }
        many { schedules: Schedule, }
    }
}

shape! {
    /// A place.
    Location {
        always { id: Uuid, location_type: Tangible, external_identifier: String, external_identifier_type: &'static str, }
        known {
            organization_id: Uuid,
            name: String,
            description: String,
            transportation: String,
            latitude: f64,
            longitude: f64,
        }
        many {
            languages: Language,
            addresses: Address,
            contacts: Contact,
            accessibility: Accessibility,
            phones: Phone,
            schedules: Schedule,
            attributes: Attribute,
        }
    }
}

shape! {
    /// Who offers services.
    Organization {
        always { id: Uuid, name: String, description: String, }
        known { email: String, website: String, uri: String, }
        many {
            phones: Phone,
            locations: Location,
            organization_identifiers: OrganizationIdentifier,
            services: Service,
            attributes: Attribute,
        }
    }
}

shape! {
    /// When something takes place or is open, in the terms of RFC 5545.
    Schedule {
        always { id: Uuid, }
        known {
            service_id: Uuid,
            location_id: Uuid,
            service_at_location_id: Uuid,
            dtstart: String,
            timezone: f64,
            until: String,
            count: u32,
            wkst: &'static str,
            freq: Freq,
            interval: u32,
            byday: String,
            bymonthday: String,
            description: String,
            opens_at: String,
            closes_at: String,
            schedule_link: String,
            notes: String,
        }
        many { attributes: Attribute, }
    }
}

shape! {
    /// A postal address.
    Address {
        always {
            id: Uuid,
            location_id: Uuid,
            address_1: String,
            city: String,
            state_province: &'static str,
            postal_code: String,
            country: &'static str,
            address_type: Tangible,
        }
        known {}
        many {}
    }
}

shape! {
    /// A telephone.
    Phone {
        always { id: Uuid, number: String, }
        known { location_id: Uuid, organization_id: Uuid, r#type: String, }
        many {}
    }
}

shape! {
    /// Whom to write to at a location.
    Contact {
        always { id: Uuid, location_id: Uuid, email: String, }
        known {}
        many {}
    }
}

shape! {
    /// What makes a location easier or harder to enter and use.
    Accessibility {
        always { id: Uuid, location_id: Uuid, description: String, }
        known {}
        many {}
    }
}

shape! {
    /// A language that is spoken.
    Language {
        always { id: Uuid, code: String, name: String, }
        known { service_id: Uuid, location_id: Uuid, note: String, }
        many {}
    }
}

shape! {
    /// What a service costs.
    CostOption {
        always { id: Uuid, service_id: Uuid, option: String, }
        known { currency: &'static str, amount: u32, amount_description: String, }
        many {}
    }
}

shape! {
    /// A paper to bring.
    RequiredDocument {
        always { id: Uuid, service_id: Uuid, document: String, }
        known {}
        many {}
    }
}

shape! {
    /// Under which name others know an organization.
    OrganizationIdentifier {
        always { id: Uuid, organization_id: Uuid, identifier_type: &'static str, identifier: String, }
        known {}
        many {}
    }
}

shape! {
    /// Something else that is said of an object: a term of a taxonomy, or a value.
    Attribute {
        always { id: Uuid, link_id: Uuid, link_entity: &'static str, link_type: &'static str, }
        known { taxonomy_term_id: Uuid, value: String, taxonomy_term: TaxonomyTerm, }
        many {}
    }
}

shape! {
    /// A set of terms.
    Taxonomy {
        always { id: Uuid, name: String, description: String, }
        known { uri: String, }
        many {}
    }
}

shape! {
    /// A term of a taxonomy.
    TaxonomyTerm {
        always { id: Uuid, code: String, name: String, description: String, taxonomy: String, taxonomy_id: Uuid, }
        known { parent_id: Uuid, language: String, term_uri: String, taxonomy_detail: Taxonomy, }
        many {}
    }
}
