//! Words of the catalogue and of the message files as HTML: with their language, in paragraphs, with simple markup.

use chava_catalogue::text::Text;
use yew::prelude::*;

use crate::markup::html;
use crate::messages::Messages;

/// A catalogue text in the reader's language; marked with its own language where there is no translation.
pub fn words(t: &Messages, text: &Text) -> Html {
    match text.pick(t.language()) {
        Some((language, words)) if language.html_tag() == t.language().html_tag() => html! { words.to_owned() },
        Some((language, words)) => html! {
            <span lang={language.html_tag().to_owned()} dir={language.direction().as_str()}>{ words.to_owned() }</span>
        },
        None => Html::default(),
    }
}

/// A name of the catalogue, which is French in every interface.
pub fn name(t: &Messages, name: &str) -> Html {
    if t.language().html_tag() == "fr" {
        html! { name.to_owned() }
    } else {
        html! { <span lang="fr" dir="ltr">{ name.to_owned() }</span> }
    }
}

/// A longer text of a message file: paragraphs, `## ` headings, `- ` lists, `**strong**` and `[words](address)`.
pub fn prose(text: &str) -> Html {
    text.split("\n\n").map(block).collect()
}

fn block(block: &str) -> Html {
    let (heading, rest) = match block.strip_prefix("## ") {
        Some(block) => {
            let (heading, rest) = block.split_once('\n').unwrap_or((block, ""));
            (html! { <h2>{ heading.to_owned() }</h2> }, rest)
        }
        None => (Html::default(), block),
    };
    let list_at = if rest.starts_with("- ") { Some(0) } else { rest.find("\n- ").map(|at| at + 1) };
    let (paragraph, list) = rest.split_at(list_at.unwrap_or(rest.len()));
    html! {
        <>
            { heading }
            if !paragraph.trim().is_empty() { <p>{ inline(paragraph.trim()) }</p> }
            if !list.is_empty() {
                <ul>{ for list.lines().map(|line| html! { <li>{ inline(line.trim_start_matches("- ")) }</li> }) }</ul>
            }
        </>
    }
}

fn inline(text: &str) -> Html {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['[', '*']) {
        let (before, marked) = rest.split_at(at);
        let found = strong(marked).or_else(|| link(marked));
        let (html, after) = found.unwrap_or_else(|| (html! { marked[..1].to_owned() }, &marked[1..]));
        parts.push(html! { before.to_owned() });
        parts.push(html);
        rest = after;
    }
    parts.push(html! { rest.to_owned() });
    parts.into_iter().collect()
}

fn strong(text: &str) -> Option<(Html, &str)> {
    let (words, after) = text.strip_prefix("**")?.split_once("**")?;
    Some((html! { <strong>{ words.to_owned() }</strong> }, after))
}

fn link(text: &str) -> Option<(Html, &str)> {
    let (words, after) = text.strip_prefix('[')?.split_once("](")?;
    let (address, after) = after.split_once(')')?;
    let safe = address.starts_with('/') || address.starts_with("https://");
    safe.then(|| (html! { <a href={address.to_owned()}>{ words.to_owned() }</a> }, after))
}
