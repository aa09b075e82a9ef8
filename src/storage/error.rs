//! Turns the browser's errors into ours: its name for the error decides, its words are kept.

use chava_sync::ports::StoreError;

/// Maps an error of rexie.
pub(super) fn from_rexie(error: rexie::Error) -> StoreError {
    match error {
        // Its own text is only "idb error"; the one within ends with the browser's "Name: words".
        rexie::Error::IdbError(inner) => from_words(&inner.to_string()),
        other => StoreError::Other { name: "AbortError".into(), message: other.to_string() },
    }
}

/// Maps the text of an error, such as `DOM exception: QuotaExceededError: the disk is full`.
fn from_words(words: &str) -> StoreError {
    let mut parts = words.split(|c: char| !c.is_ascii_alphanumeric());
    let name = parts.find(|part| part.len() > "Error".len() && part.ends_with("Error"));
    let (name, message) = match name.and_then(|name| Some((name, words.split_once(name)?.1))) {
        Some((name, rest)) => (name, rest.trim_start_matches(':').trim()),
        None => ("Error", words),
    };
    match name {
        "QuotaExceededError" => StoreError::Full,
        "VersionError" => StoreError::Newer,
        "SecurityError" | "NotAllowedError" => StoreError::Unavailable(message.into()),
        _ if words.contains("indexed db not found") => StoreError::Unavailable(words.into()),
        _ => StoreError::Other { name: name.into(), message: message.into() },
    }
}

/// Says whether an error means that the handle is dead while the database may be well.
pub(super) fn is_dead_handle(error: &StoreError) -> bool {
    // Safari says UnknownError when its storage process was restarted.
    matches!(error, StoreError::Other { name, .. } if name == "InvalidStateError" || name == "UnknownError")
}

/// For the tests of the mapping.
#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_browsers_name_decides() {
        let full = "failed to add a value: QuotaExceededError: no space";
        assert_eq!(from_words(full), StoreError::Full);
        assert_eq!(from_words("DOM exception: QuotaExceededError"), StoreError::Full);
        assert_eq!(from_words("DOM exception: VersionError: The requested version (1)"), StoreError::Newer);
        let dead = from_words("failed to open new transaction: InvalidStateError: Failed to execute: closing.");
        assert!(is_dead_handle(&dead), "{dead:?}");
        assert_eq!(
            from_words("something odd"),
            StoreError::Other { name: "Error".into(), message: "something odd".into() }
        );
    }
}
