//! Sessions of the team: a random token in a cookie that scripts can't read, its hash in the store, and what forms carry.

use axum::http::{HeaderMap, header};
use chava_catalogue::digest::{hex, sha256_hex};

use crate::clock::Instant;
use crate::store::StoreError;
use crate::team::role::Role;

/// The cookie's name. Residents never get one: its path is the team's.
pub const COOKIE: &str = "chava-equipe";
/// The path below which browsers send it.
pub const PATH: &str = "/equipe";
/// For how long a session lasts: a working day.
pub const HOURS: i64 = 12;

/// A session's secret. Only its hash is stored.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A new secret of 256 bits.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn new() -> Result<Self, StoreError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| StoreError::Random(error.to_string()))?;
        Ok(Self(hex(&bytes)))
    }

    /// The secret that a request carries.
    pub fn of_request(request: &HeaderMap) -> Option<Self> {
        let cookies = request.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let found = pairs.into_iter().find(|(name, _)| *name == COOKIE).map(|(_, value)| value)?;
        (found.len() == 64 && found.bytes().all(|b| b.is_ascii_hexdigit())).then(|| Self(found.to_owned()))
    }

    /// What is stored of it.
    pub fn stored(&self) -> String {
        sha256_hex(self.0.as_bytes())
    }

    /// What each form of the session carries; it can't be made without the secret.
    pub fn form_token(&self) -> String {
        sha256_hex(format!("chava-equipe-formulaire:{}", self.0).as_bytes())
    }

    /// The header that gives the cookie to the browser.
    pub fn cookie(&self, is_secure: bool) -> String {
        cookie(&self.0, HOURS * 3600, is_secure)
    }
}

/// The header that takes the cookie back.
pub fn no_cookie(is_secure: bool) -> String {
    cookie("", 0, is_secure)
}

fn cookie(value: &str, seconds: i64, is_secure: bool) -> String {
    let secure = if is_secure { "; Secure" } else { "" };
    format!("{COOKIE}={value}; Path={PATH}; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}

/// When a session that begins now ends.
pub fn ends(now: Instant) -> Instant {
    Instant(now.0 + HOURS * 3_600_000)
}

/// Who asks.
#[derive(Clone)]
pub struct Member {
    /// The name with which they signed in.
    pub name: Box<str>,
    /// Their role.
    pub role: Role,
    /// Their session.
    pub token: Token,
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_token_is_found_among_other_cookies_and_nothing_else_is_one() {
        let token = Token::new().unwrap();
        let mut headers = HeaderMap::new();
        let value = format!("a=b; {COOKIE}={}; c=d", token.0);
        headers.insert(header::COOKIE, HeaderValue::from_str(&value).unwrap());
        assert_eq!(Token::of_request(&headers).unwrap().stored(), token.stored());
        for bad in ["chava-equipe=abc", "chava-equipe=", "x-chava-equipe=00", ""] {
            headers.insert(header::COOKIE, HeaderValue::from_static(bad));
            assert!(Token::of_request(&headers).is_none(), "{bad}");
        }
    }

    #[test]
    fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        let cookie = Token::new().unwrap().cookie(true);
        for part in ["HttpOnly", "SameSite=Strict", "Secure", "Path=/equipe", "Max-Age=43200"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!Token::new().unwrap().cookie(false).contains("Secure"));
    }

    #[test]
    fn neither_the_stored_hash_nor_the_forms_token_is_the_secret() {
        let token = Token::new().unwrap();
        assert!(token.stored() != token.0 && token.form_token() != token.0 && token.stored() != token.form_token());
    }
}
