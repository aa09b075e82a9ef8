//! Content codings: making brotli and gzip, and choosing what a client can read.

use std::io::{self, Write as _};

use axum::http::{HeaderMap, header};
use bytes::Bytes;

/// A body with the codings that were made of it.
#[derive(Clone, Debug, Default)]
pub struct Coded {
    /// The body as it is.
    pub identity: Bytes,
    /// The body in brotli, where that was made.
    pub brotli: Option<Bytes>,
    /// The body in gzip, where that was made.
    pub gzip: Option<Bytes>,
}

impl Coded {
    /// A body too small to be worth a coding.
    pub fn plain(body: impl Into<Bytes>) -> Self {
        Self { identity: body.into(), brotli: None, gzip: None }
    }

    /// A body in all codings, brotli at the given quality.
    ///
    /// # Errors
    /// When the coder can't get memory.
    pub fn all(body: Bytes, quality: u32) -> io::Result<Self> {
        // Two cores halve the wait for a large snapshot.
        std::thread::scope(|scope| {
            let gzip = scope.spawn(|| gzip(&body));
            let brotli = brotli(&body, quality)?;
            let gzip = gzip.join().map_err(|_| io::Error::other("the gzip coder stopped"))??;
            Ok(Self { identity: body.clone(), brotli: Some(brotli), gzip: Some(gzip) })
        })
    }

    /// The best coding that a client accepts, with its name, none for the body as it is.
    pub fn choose(&self, headers: &HeaderMap) -> (&Bytes, Option<&'static str>) {
        let accepted = Accepted::read(headers);
        match (&self.brotli, &self.gzip) {
            (Some(body), _) if accepted.brotli => (body, Some("br")),
            (_, Some(body)) if accepted.gzip => (body, Some("gzip")),
            _ => (&self.identity, None),
        }
    }
}

#[derive(Default)]
struct Accepted {
    brotli: bool,
    gzip: bool,
}

impl Accepted {
    fn read(headers: &HeaderMap) -> Self {
        let mut accepted = Self::default();
        let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|v| v.to_str().ok());
        for part in values.flat_map(|value| value.split(',')) {
            let mut pieces = part.split(';').map(str::trim);
            let name = pieces.next().unwrap_or_default();
            let refused =
                pieces.any(|p| p.strip_prefix("q=").is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q <= 0.0)));
            match name {
                "br" => accepted.brotli = !refused,
                "gzip" | "x-gzip" => accepted.gzip = !refused,
                _ => {}
            }
        }
        accepted
    }
}

/// Codes in brotli.
///
/// # Errors
/// When the coder can't get memory.
pub fn brotli(body: &[u8], quality: u32) -> io::Result<Bytes> {
    let mut out = Vec::with_capacity(body.len() / 4);
    let mut coder = brotli::CompressorWriter::new(&mut out, 1 << 16, quality, 22);
    coder.write_all(body)?;
    coder.flush()?;
    drop(coder);
    Ok(out.into())
}

/// Codes in gzip.
///
/// # Errors
/// When the coder can't get memory.
pub fn gzip(body: &[u8]) -> io::Result<Bytes> {
    let mut coder = flate2::write::GzEncoder::new(Vec::with_capacity(body.len() / 3), flate2::Compression::new(6));
    coder.write_all(body)?;
    Ok(coder.finish()?.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn chosen(accept: &'static str) -> Option<&'static str> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accept));
        Coded::all(Bytes::from_static(b"abcabcabc"), 5).unwrap().choose(&headers).1
    }

    #[test]
    fn a_client_gets_what_it_reads() {
        assert_eq!(chosen("gzip, deflate, br"), Some("br"));
        assert_eq!(chosen("gzip;q=1.0, br;q=0"), Some("gzip"));
        assert_eq!(chosen("identity"), None);
        assert_eq!(chosen(""), None);
        assert_eq!(chosen("brotli"), None);
    }
}
