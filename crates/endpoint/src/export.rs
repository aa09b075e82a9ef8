//! The places in the forms that spreadsheets and maps read.

use std::borrow::Cow;

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::language::Language;
use chava_catalogue::records::{Kind, Place};
use serde_json::{Value, json};

/// The columns of the spreadsheet, in French as its readers are.
const COLUMNS: [&str; 22] = [
    "id",
    "nom",
    "type",
    "organisation",
    "rue",
    "numéro",
    "code postal",
    "section",
    "latitude",
    "longitude",
    "précision",
    "téléphones",
    "courriel",
    "site",
    "horaires",
    "thèmes",
    "sujets",
    "coût",
    "note sur le coût",
    "description",
    "confirmé le",
    "sources",
];

/// All places, by name.
fn places(catalogue: &Catalogue) -> impl Iterator<Item = Place> + '_ {
    catalogue.list(&Kind::Place, 0, usize::MAX).into_iter().filter_map(|id| catalogue.place(id.as_str()))
}

/// Writes all places as CSV (RFC 4180) in UTF-8, with the mark by which spreadsheets know it.
pub fn places_csv(catalogue: &Catalogue) -> String {
    let mut csv = String::from("\u{feff}");
    line(&mut csv, COLUMNS.map(Cow::Borrowed));
    for place in places(catalogue) {
        line(&mut csv, cells(catalogue, &place));
    }
    csv
}

fn cells<'a>(catalogue: &Catalogue, place: &'a Place) -> [Cow<'a, str>; 22] {
    let some = |text: &'a Option<Box<str>>| Cow::Borrowed(text.as_deref().unwrap_or_default());
    let ids =
        |ids: &[chava_catalogue::id::Id]| Cow::Owned(ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" | "));
    let french = |text: &chava_catalogue::text::Text| Cow::Owned(text.get(&Language::French).to_owned());
    let organisation = place
        .organisation_id
        .as_ref()
        .map(|id| catalogue.name_of(&Kind::Organisation, id.as_str()).unwrap_or_else(|| id.as_str().to_owned()));
    let position = |part: fn(&chava_catalogue::records::Position) -> f64| {
        Cow::Owned(place.position.as_ref().map(|position| part(position).to_string()).unwrap_or_default())
    };
    [
        place.id.as_str().into(),
        (&*place.name).into(),
        place.place_type.as_str().into(),
        Cow::Owned(organisation.unwrap_or_default()),
        some(&place.address.street),
        some(&place.address.number),
        some(&place.address.postal_code),
        some(&place.address.section),
        position(|position| position.lat),
        position(|position| position.lon),
        place.position.as_ref().map_or("", |position| position.precision.as_str()).into(),
        Cow::Owned(place.phones.iter().map(|phone| &*phone.number).collect::<Vec<_>>().join(" | ")),
        some(&place.email),
        some(&place.website),
        some(&place.opening_hours),
        ids(&place.themes),
        ids(&place.topics),
        place.cost.as_ref().map_or("", |cost| cost.kind.as_str()).into(),
        place.cost.as_ref().and_then(|cost| cost.note.as_ref()).map(french).unwrap_or_default(),
        place.description.as_ref().map(french).unwrap_or_default(),
        place.assured.as_ref().map_or("", |assured| &*assured.at).into(),
        Cow::Owned(place.sources.iter().filter_map(|source| source.url.as_deref()).collect::<Vec<_>>().join(" | ")),
    ]
}

fn line<'a>(csv: &mut String, cells: impl IntoIterator<Item = Cow<'a, str>>) {
    for (n, cell) in cells.into_iter().enumerate() {
        if n > 0 {
            csv.push(',');
        }
        // A line a record, even in programs that don't know quoted line breaks.
        let cell = cell.replace(['\r', '\n'], " ");
        // A spreadsheet would take these for formulas; telephone numbers begin with a plus sign.
        let formula = cell.starts_with(['=', '@', '\t']) || (cell.starts_with(['+', '-']) && !is_number(&cell));
        let quote = formula || cell.contains(['"', ',', ';']);
        if quote {
            csv.push('"');
            if formula {
                csv.push('\'');
            }
            csv.push_str(&cell.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(&cell);
        }
    }
    csv.push_str("\r\n");
}

fn is_number(cell: &str) -> bool {
    cell.chars().all(|c| c.is_ascii_digit() || "+-./| ".contains(c))
}

/// Writes all places as GeoJSON (RFC 7946); one whose position nobody knows has none.
pub fn places_geojson(catalogue: &Catalogue) -> String {
    let features: Vec<_> = places(catalogue).map(|place| feature(&place)).collect();
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

fn feature(place: &Place) -> Value {
    let geometry =
        place.position.as_ref().map(|position| json!({ "type": "Point", "coordinates": [position.lon, position.lat] }));
    json!({
        "type": "Feature",
        "id": place.id,
        "geometry": geometry,
        "properties": {
            "name": place.name,
            "placeType": place.place_type,
            "themes": place.themes,
            "topics": place.topics,
            "address": place.address,
            "precision": place.position.as_ref().map(|position| &position.precision),
            "phones": place.phones,
            "website": place.website,
            "openingHours": place.opening_hours,
            "cost": place.cost,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_never_breaks_its_line_or_becomes_a_formula() {
        let mut csv = String::new();
        line(&mut csv, ["a\nb", "x,\"y\"", "=1+1", "+32 71 86", "-5.2"].map(Cow::Borrowed));
        assert_eq!(csv, "a b,\"x,\"\"y\"\"\",\"'=1+1\",+32 71 86,-5.2\r\n");
    }
}
