//! Stands in for the interface's pages until they are merged.
#![allow(missing_docs)]
use std::sync::Arc;

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::DateTime;
use chava_catalogue::records::Kind;
use thiserror::Error;

#[derive(Clone, Debug)]
pub struct PageRequest<'a> {
    pub path: &'a str,
    pub query: &'a str,
    pub now: DateTime,
    pub origin: &'a str,
}
#[derive(Clone, Debug)]
pub struct Page {
    pub status: u16,
    pub html: String,
}
#[derive(Clone, Debug)]
pub struct Shell(String);
#[derive(Debug, Error)]
#[error("the shell lacks the mark {0}")]
pub struct ShellError(&'static str);
impl Shell {
    pub fn parse(html: &str) -> Result<Self, ShellError> {
        Ok(Self(html.to_owned()))
    }
}
pub fn render(request: &PageRequest<'_>, catalogue: &Arc<Catalogue>, shell: &Shell) -> Page {
    let _ = (request.query, request.now, request.origin);
    let found = ["/", "/lieux", "/chercher", "/aide"].contains(&request.path);
    let list: String = catalogue.list(&Kind::Place, 0, 50).iter().map(|id| format!("<li>{id}</li>")).collect();
    Page {
        status: if found { 200 } else { 404 },
        html: shell.0.replace("<!--chava:content-->", &format!("<ul>{list}</ul>")),
    }
}
pub fn public_paths(_: &Catalogue) -> Vec<String> {
    vec!["/".into(), "/lieux".into()]
}
