//! The two small files of the team's pages: a style sheet, and a script that is only an extra. Their addresses carry
//! their hashes.

use std::sync::LazyLock;

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::answer::{Answer, IMMUTABLE, tag_of};
use crate::coding::Coded;

/// A file that the endpoint carries.
#[derive(Debug)]
pub struct File {
    /// Its address.
    pub address: String,
    name: String,
    content_type: &'static str,
    tag: String,
    body: Coded,
}

/// What the team's pages look like, beside the site's own style.
pub static STYLE: LazyLock<File> =
    LazyLock::new(|| File::new("css", "text/css; charset=utf-8", include_str!("files/equipe.css")));

/// The keyboard shortcuts.
pub static SCRIPT: LazyLock<File> =
    LazyLock::new(|| File::new("js", "text/javascript; charset=utf-8", include_str!("files/equipe.js")));

impl File {
    fn new(extension: &str, content_type: &'static str, text: &'static str) -> Self {
        let tag = tag_of(text.as_bytes());
        let name = format!("equipe-{}.{extension}", &tag[..16]);
        let address = format!("/equipe/fichiers/{name}");
        Self { address, name, content_type, tag, body: Coded::plain(text.as_bytes()) }
    }
}

/// Answers with the file of a name, if there is one.
pub fn answer(name: &str, request: &HeaderMap) -> Option<Response> {
    let file: &File = [&STYLE, &SCRIPT].into_iter().find(|file| file.name == name)?;
    let File { content_type, tag, body, .. } = file;
    Some(Answer { status: StatusCode::OK, content_type, cache_control: IMMUTABLE, tag, body }.to(request))
}
