//! Passwords: argon2id, slow on purpose, and just as slow for names that nobody has.

use std::sync::OnceLock;

use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use thiserror::Error;

/// The shortest password, in characters.
pub const SHORTEST: usize = 12;
/// The longest one, in bytes: whoever sends more wants to keep the server busy.
pub const LONGEST: usize = 1024;

/// Why a password can't be set.
#[derive(Debug, Error)]
pub enum PasswordError {
    /// Too easy to guess.
    #[error("le mot de passe doit avoir au moins {SHORTEST} signes ; une phrase de quatre mots convient bien")]
    TooShort,
    /// Longer than any that a person types.
    #[error("le mot de passe dépasse {LONGEST} octets")]
    TooLong,
    /// Typed differently the second time.
    #[error("les deux mots de passe sont différents ; recommencez")]
    Different,
    /// No randomness for its salt.
    #[error("le système ne donne pas de nombres aléatoires : {0}")]
    Random(String),
    /// The hash can't be made.
    #[error("le mot de passe ne peut pas être protégé : {0}")]
    Hash(String),
}

/// Makes the hash of a new password, as a PHC string.
///
/// # Errors
/// When the password is too short or long, or the system gives no randomness.
pub fn hash(password: &str) -> Result<String, PasswordError> {
    if password.chars().count() < SHORTEST {
        return Err(PasswordError::TooShort);
    }
    if password.len() > LONGEST {
        return Err(PasswordError::TooLong);
    }
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| PasswordError::Random(error.to_string()))?;
    hash_with(password, &salt)
}

/// Says whether a password is the one whose hash was stored. With no hash, it takes as long and says no.
pub fn verify(password: &str, stored: Option<&str>) -> bool {
    static NOBODYS: OnceLock<Option<String>> = OnceLock::new();
    let nobodys = || NOBODYS.get_or_init(|| hash_with("personne", &[0; 16]).ok()).as_deref().unwrap_or_default();
    let is_somebodys = stored.is_some();
    let stored = stored.unwrap_or_else(nobodys);
    let fits = password.len() <= LONGEST
        && PasswordHash::new(stored).is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok());
    fits && is_somebodys
}

fn hash_with(password: &str, salt: &[u8]) -> Result<String, PasswordError> {
    let failed = |error: argon2::password_hash::Error| PasswordError::Hash(error.to_string());
    let salt = SaltString::encode_b64(salt).map_err(failed)?;
    Ok(argon2().hash_password(password.as_bytes(), &salt).map_err(failed)?.to_string())
}

/// Argon2id with OWASP's smallest recommended cost: 19 MiB, two passes, one lane.
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_fits_and_nobodys_never() {
        let stored = hash("le chat dort bien").unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(verify("le chat dort bien", Some(&stored)));
        assert!(!verify("le chat dort mal!", Some(&stored)));
        assert!(!verify("personne", None), "the stand-in opens nothing");
        assert!(!verify("le chat dort bien", Some("not a hash")));
    }

    #[test]
    fn the_same_password_never_has_the_same_hash() {
        assert_ne!(hash("quatre mots de passe").unwrap(), hash("quatre mots de passe").unwrap());
    }

    #[test]
    fn short_and_endless_passwords_are_refused() {
        assert!(matches!(hash("azerty"), Err(PasswordError::TooShort)));
        assert!(matches!(hash(&"a".repeat(LONGEST + 1)), Err(PasswordError::TooLong)));
    }
}
