//! Addresses that leave the app: only safe ones, each built in one place.

use chava_catalogue::records::{Address, Place, Position};
use chava_catalogue::vocabulary::Precision;

use crate::route::encode;

/// A web address of the catalogue, where it is one; never a script.
pub fn web(address: &str) -> Option<String> {
    let lower = address.trim().to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        Some(address.trim().to_owned())
    } else if lower.starts_with("www.") {
        Some(["https://", address.trim()].concat())
    } else {
        None
    }
}

/// The `tel:` address of a number.
pub fn tel(number: &str) -> String {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    ["tel:", &digits].concat()
}

/// The `mailto:` address of an e-mail address.
pub fn mailto(email: &str) -> String {
    ["mailto:", &encode(email.trim()).replace("%40", "@")].concat()
}

/// The address on one line; none where neither street nor section is known.
pub fn address_line(address: &Address) -> Option<String> {
    let street = [address.street.as_deref(), address.number.as_deref()];
    let place = [address.postal_code.as_deref(), address.section.as_deref()];
    let joined = |parts: [Option<&str>; 2]| parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let line =
        [joined(street), joined(place)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    (!line.is_empty()).then_some(line)
}

/// The `geo:` address and the map's: by the door where it is known, else by the written address, else by the rough position.
pub fn directions(place: &Place) -> Option<(String, String)> {
    let street = place.address.street.as_ref().and(address_line(&place.address));
    match (&place.position, street) {
        (Some(position), _) if position.precision == Precision::Exact => Some(by_position(position, 18)),
        (_, Some(line)) => Some(by_words(&[&line, ", Belgique"].concat())),
        (Some(position), None) => Some(by_position(position, 15)),
        (None, None) => address_line(&place.address).map(|line| by_words(&[&line, ", Belgique"].concat())),
    }
}

fn by_position(position: &Position, zoom: u8) -> (String, String) {
    let (lat, lon) = position.written();
    let zoom = zoom.to_string();
    (
        ["geo:", &lat, ",", &lon, "?q=", &lat, ",", &lon].concat(),
        ["https://www.openstreetmap.org/?mlat=", &lat, "&mlon=", &lon, "#map=", &zoom, "/", &lat, "/", &lon].concat(),
    )
}

fn by_words(words: &str) -> (String, String) {
    let words = encode(words);
    (["geo:0,0?q=", &words].concat(), ["https://www.openstreetmap.org/search?query=", &words].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_no_web_address() {
        assert_eq!(web("javascript:alert(1)"), None);
        assert_eq!(web("data:text/html,x"), None);
        assert_eq!(web("www.bps22.be").as_deref(), Some("https://www.bps22.be"));
        assert_eq!(web("HTTPS://x.be/").as_deref(), Some("HTTPS://x.be/"));
    }

    #[test]
    fn numbers_are_dialled_in_international_form() {
        assert_eq!(tel("+32 (71) 86-00.00"), "tel:+3271860000");
    }
}
