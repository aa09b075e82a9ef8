//! Pages as text: the same components, rendered into the built shell for the server and for static files.

use std::rc::Rc;
use std::sync::Arc;

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::DateTime;
use chava_catalogue::language::Language;
use chava_catalogue::records::Kind;
use thiserror::Error;
use yew::prelude::*;

use crate::context::{CatalogueHandle, View, ViewParts, provide};
use crate::frame::Frame;
use crate::messages::{Key, Messages};
use crate::pages::{Meta, meta};
use crate::route::{AgendaRoute, Door, Route};
use crate::state::contributions::Contributions;
use crate::state::favourites::Favourites;
use crate::state::near::Near;
use crate::state::settings::Settings;
use crate::state::sync::SyncState;

/// The mark in the shell that the page's title, description and links replace.
const HEAD_MARK: &str = "<!--chava:head-->";
/// The mark in the shell that the page's frame and content replace.
const CONTENT_MARK: &str = "<!--chava:content-->";

/// How the shell says its language; a page in another language says its own.
const SHELL_LANGUAGE: &str = "<html lang=\"fr\" dir=\"ltr\">";

/// A page that is asked for.
#[derive(Clone, Debug)]
pub struct PageRequest<'a> {
    /// The path, without its query.
    pub path: &'a str,
    /// The query, without `?`.
    pub query: &'a str,
    /// The local time in Europe/Brussels.
    pub now: DateTime,
    /// The origin for canonical links, such as `https://chava.example`.
    pub origin: &'a str,
}

/// A rendered page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The HTTP status.
    pub status: u16,
    /// The whole document.
    pub html: String,
}

/// The built `shell.html`, cut at its marks.
#[derive(Clone, Debug)]
pub struct Shell {
    before_head: String,
    before_content: String,
    after_content: String,
}

/// Why a shell can't be used.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ShellError {
    /// A mark is missing, or they are in the wrong order.
    #[error("the shell lacks the mark {0}")]
    MissingMark(&'static str),
}

impl Shell {
    /// Cuts a built shell at its marks.
    ///
    /// # Errors
    /// When a mark is missing.
    pub fn parse(html: &str) -> Result<Self, ShellError> {
        let (before_head, rest) = html.split_once(HEAD_MARK).ok_or(ShellError::MissingMark(HEAD_MARK))?;
        let (before_content, rest) = rest.split_once(CONTENT_MARK).ok_or(ShellError::MissingMark(CONTENT_MARK))?;
        Ok(Self {
            before_head: before_head.to_owned(),
            before_content: before_content.to_owned(),
            after_content: rest.to_owned(),
        })
    }
}

/// Renders a page. Pure: no I/O, no clock.
pub fn render(request: &PageRequest<'_>, catalogue: &Arc<Catalogue>, shell: &Shell) -> Page {
    let route = Route::parse(request.path, request.query);
    let messages = messages(request.query);
    let meta = meta(&route, catalogue, &messages);
    let shown = if meta.status == 404 { Route::NotFound } else { route.clone() };
    let content = frame(request, shown, &messages, catalogue, None);
    let head = head(&meta, &format!("{}{}", request.origin, route.href()), &messages);
    Page { status: meta.status, html: document(shell, &messages, &head, &content) }
}

/// Renders the frame around content that is HTML already: pages that only the server has. Pure like [`render`].
pub fn render_around(
    request: &PageRequest<'_>,
    title: &str,
    content: String,
    catalogue: &Arc<Catalogue>,
    shell: &Shell,
) -> String {
    let messages = messages(request.query);
    let title = format!("{} · {}", escape(title), escape(&messages.get(Key::AppName)));
    let head = format!("<title>{title}</title><meta name=\"robots\" content=\"noindex\">");
    let content =
        frame(request, Route::NotFound, &messages, catalogue, Some(Html::from_html_unchecked(content.into())));
    // The forms of the frame lead to the route's own address, which is this page's.
    let content = content.replace("action=\"/\"", &format!("action=\"{}\"", escape(request.path)));
    document(shell, &messages, &head, &content)
}

fn frame(
    request: &PageRequest<'_>,
    route: Route,
    messages: &Messages,
    catalogue: &Arc<Catalogue>,
    instead: Option<Html>,
) -> String {
    let view = Rc::new(ViewParts {
        messages: messages.clone(),
        catalogue: CatalogueHandle(catalogue.clone()),
        now: request.now,
        origin: request.origin.to_owned().into(),
        route,
        visit: 0,
        settings: Settings::default(),
        favourites: Favourites::default(),
        contributions: Contributions::default(),
        near: Near::default(),
        asked: Callback::noop(),
    });
    let props = ServerAppProps { view, instead };
    let renderer = yew::LocalServerRenderer::<ServerApp>::with_props(props).hydratable(false);
    futures_executor::block_on(renderer.render())
}

fn document(shell: &Shell, messages: &Messages, head: &str, content: &str) -> String {
    let language = messages.language();
    let html_tag = format!("<html lang=\"{}\" dir=\"{}\">", escape(language.html_tag()), language.direction().as_str());
    let before_head = shell.before_head.replacen(SHELL_LANGUAGE, &html_tag, 1);
    [&before_head, head, &shell.before_content, content, &shell.after_content].concat()
}

/// The paths of every public page without a query: for the sitemap and for a site of static files.
pub fn public_paths(catalogue: &Catalogue) -> Vec<String> {
    let mut routes = vec![
        Route::Home,
        Route::Search { query: chava_catalogue::query::Query::default(), page: 1 },
        Route::Places { page: 1 },
        Route::Agenda(AgendaRoute::default()),
        Route::Organisations { page: 1 },
        Route::Calls,
        Route::door(Door::Choice),
        Route::Needs { theme: None },
        Route::Map { query: chava_catalogue::query::Query::default(), page: 1 },
    ];
    routes.extend(Door::ALL.iter().map(|(door, _)| Route::door(*door)));
    routes.extend([Route::About, Route::Help, Route::Settings, Route::Privacy, Route::Accessibility]);
    let ids = |kind: Kind| catalogue.list(&kind, 0, usize::MAX).into_iter();
    routes.extend(catalogue.themes().into_iter().map(|theme| Route::Theme(theme.id)));
    routes.extend(ids(Kind::Place).map(Route::Place));
    routes.extend(ids(Kind::Offer).map(Route::Offer));
    routes.extend(ids(Kind::Session).map(Route::Session));
    routes.extend(ids(Kind::Organisation).map(Route::Organisation));
    routes.iter().map(Route::href).collect()
}

/// The texts in the language that the query asks for with `lang`, where there are any; else French.
fn messages(query: &str) -> Messages {
    let asked = query.split('&').find_map(|pair| pair.strip_prefix("lang="));
    asked.and_then(|tag| Messages::compiled_in(&Language::from_code(tag))).unwrap_or_else(Messages::french)
}

fn head(meta: &Meta, canonical: &str, t: &Messages) -> String {
    let title = format!("{} · {}", meta.title, t.get(Key::AppName));
    let (title, description, canonical) = (escape(&title), escape(&meta.description), escape(canonical));
    let site = escape(&t.get(Key::AppName));
    let mut head = format!(
        "<title>{title}</title><meta name=\"description\" content=\"{description}\"><link rel=\"canonical\" href=\"{canonical}\">\
         <meta property=\"og:type\" content=\"website\"><meta property=\"og:site_name\" content=\"{site}\">\
         <meta property=\"og:title\" content=\"{title}\"><meta property=\"og:description\" content=\"{description}\">\
         <meta property=\"og:url\" content=\"{canonical}\">"
    );
    if !meta.indexed {
        head.push_str("<meta name=\"robots\" content=\"noindex\">");
    }
    if let Some(json) = &meta.json_ld {
        // `<` would end the script element early.
        head.push_str(&format!("<script type=\"application/ld+json\">{}</script>", json.replace('<', "\\u003c")));
    }
    head
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct ServerAppProps {
    view: View,
    instead: Option<Html>,
}

#[component]
fn ServerApp(props: &ServerAppProps) -> Html {
    let sync = SyncState { held: props.view.catalogue.version().clone(), ..SyncState::default() };
    provide(props.view.clone(), sync, html! { <Frame instead={props.instead.clone()} /> })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_whole_document() {
        let shell =
            Shell::parse("<html lang=\"fr\"><head><!--chava:head--></head><body><!--chava:content--></body></html>")
                .unwrap();
        let request = PageRequest {
            path: "/",
            query: "",
            now: DateTime::parse("2026-11-22T10:00").unwrap(),
            origin: "https://chava.example",
        };
        let page = render(&request, &Arc::new(Catalogue::default()), &shell);
        assert_eq!(page.status, 200);
        assert!(page.html.contains("data-testid=\"sync-state\""), "{}", page.html);
        assert!(page.html.contains("<link rel=\"canonical\" href=\"https://chava.example/\">"));
    }
}
