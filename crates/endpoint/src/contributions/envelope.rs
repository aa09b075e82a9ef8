//! The envelope of a batch: taken apart without trusting what is in it.

use chava_contribution::check::depth;
use chava_contribution::limits::BATCH_ITEMS;
use serde::Deserialize;
use serde_json::error::Category;
use serde_json::value::RawValue;

use crate::write_error::WriteError;

/// Deeper than any item that is read, and shallow enough to be told apart from an attack.
const MOST_DEPTH: usize = 2000;

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    items: Vec<&'a RawValue>,
}

/// The texts of the items of a batch, well-formed JSON each.
///
/// # Errors
/// When this is no batch, or has more items than one may have.
pub fn items(body: &[u8]) -> Result<Vec<&str>, WriteError> {
    if depth(body) > MOST_DEPTH {
        return Err(WriteError::Envelope);
    }
    let text = std::str::from_utf8(body).map_err(|_| WriteError::NotJson)?;
    let envelope: Envelope<'_> = serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Data => WriteError::Envelope,
        _ => WriteError::NotJson,
    })?;
    // A list of one list would be read as an envelope too.
    if !text.trim_start().starts_with('{') {
        return Err(WriteError::Envelope);
    }
    if envelope.items.len() > BATCH_ITEMS {
        return Err(WriteError::TooManyItems);
    }
    Ok(envelope.items.into_iter().map(RawValue::get).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_batch_is_a_batch() {
        assert_eq!(items(b" {\"items\": [1, {\"a\": [2]}]}").unwrap(), ["1", "{\"a\": [2]}"]);
        assert_eq!(items(b"{\"more\": 1, \"items\":[]}").unwrap(), [""; 0]);
        for not_json in [&b""[..], b"{\"items\":[", b"{\"items\":[]} x", b"{\"items\":[\"\xff\"]}", b"items=1"] {
            assert!(matches!(items(not_json), Err(WriteError::NotJson)), "{not_json:?}");
        }
        for other in ["[]", "{}", "7", "null", "[[1]]", "[[]]", "{\"items\":7}", "{\"items\":{\"a\":1}}"] {
            assert!(matches!(items(other.as_bytes()), Err(WriteError::Envelope)), "{other}");
        }
        let deep = format!("{{\"items\":[{}{}]}}", "[".repeat(50_000), "]".repeat(50_000));
        assert!(matches!(items(deep.as_bytes()), Err(WriteError::Envelope)));
        let many = format!("{{\"items\":[{}0]}}", "0,".repeat(BATCH_ITEMS));
        assert!(matches!(items(many.as_bytes()), Err(WriteError::TooManyItems)));
    }
}
