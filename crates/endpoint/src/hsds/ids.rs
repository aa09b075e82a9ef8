//! Identifiers: HSDS wants UUIDs, the catalogue has slugs. Each UUID is made of the slug (RFC 9562, version 5), so that it
//! stays the same on every endpoint and after every import.

use chava_catalogue::records::Kind;
use uuid::Uuid;

/// The namespace of ChaVa's names, drawn once. It must never change: whoever keeps our identifiers relies on it.
const NAMESPACE: Uuid = Uuid::from_u128(0x77eb440e_b23a_466d_a47e_148d0a01906c);

/// The identifier of what stands for a record of the catalogue.
pub(super) fn of_record(kind: &Kind, id: &str) -> Uuid {
    named(&[kind.as_str(), id])
}

/// The identifier of a service at a location.
pub(super) fn at_location(service: Uuid, location: Uuid) -> Uuid {
    part_of(service, "location", &location.to_string())
}

/// The identifier of a taxonomy.
pub(super) fn taxonomy(code: &str) -> Uuid {
    named(&["taxonomy", code])
}

/// The identifier of a term of a taxonomy.
pub(super) fn term(taxonomy: &str, code: &str) -> Uuid {
    named(&["taxonomy", taxonomy, code])
}

/// The identifier of a part of something: its address, a telephone, an attribute.
pub(super) fn part_of(owner: Uuid, what: &str, which: &str) -> Uuid {
    named(&[&owner.to_string(), what, which])
}

fn named(parts: &[&str]) -> Uuid {
    Uuid::new_v5(&NAMESPACE, parts.join("/").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_never_changes() {
        assert_eq!(of_record(&Kind::Place, "mirec").to_string(), "b773ea62-fa8c-537f-8d3a-ac271dabaa8b");
        assert_eq!(of_record(&Kind::Place, "mirec").get_version_num(), 5);
        assert_ne!(of_record(&Kind::Place, "x"), of_record(&Kind::Offer, "x"));
    }
}
