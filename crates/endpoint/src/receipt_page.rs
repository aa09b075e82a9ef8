//! The pages around a form that was sent without JavaScript: the receipt, and what is missing.
//!
//! They stand on the server alone, so that their texts weigh nothing on a phone.

mod words;

use chava_catalogue::instant::unix_ms_from_rfc3339;
use chava_contribution::form::Fields;
use chava_contribution::receipt::{Standing, State};

use crate::clock::Instant;
use words::{Words, of};

/// A page to be framed: its title and its content as HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The title.
    pub title: String,
    /// The content.
    pub html: String,
}

/// Why a form wasn't stored, as far as the page tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotStored {
    /// Something is missing.
    Missing,
    /// The words are too many.
    TooLong,
    /// The server couldn't; the same form can be sent again.
    Failed,
}

/// The receipt of a contribution, for who has its code: what became of it, the team's answers, taking it back.
pub fn receipt(standing: &Standing, lang: &str) -> Content {
    let t = of(lang);
    let code = standing.receipt.code.to_string();
    let words: String = code.split('-').map(|word| format!("<li><strong>{word}</strong></li>")).collect();
    let day = unix_ms_from_rfc3339(&standing.receipt.received_at).map(|ms| {
        let (year, month, day) = Instant(ms).in_brussels().date.ymd();
        format!("{day}/{month}/{year}")
    });
    let mut html = format!(
        "<div class=\"receipt\" data-testid=\"receipt\" data-state=\"{state}\"><h1>{title}</h1><p class=\"lead\">{lead}</p>\
         <h2>{code_title}</h2><ol class=\"receipt-code\" data-code=\"{code}\">{words}</ol><p>{keep}</p>\
         <h2>{state_title}</h2><p><strong>{state_words}</strong> · <time datetime=\"{at}\">{day}</time></p>",
        state = escape(standing.state.as_str()),
        title = t.title,
        lead = t.lead,
        code_title = t.code,
        keep = t.keep,
        state_title = t.state,
        state_words = t.state_of(&standing.state),
        at = escape(&standing.receipt.received_at),
        day = day.unwrap_or_default(),
    );
    if let Some(reason) = &standing.reason {
        html.push_str(&format!("<p>{}</p>", escape(reason)));
    }
    if !standing.replies.is_empty() {
        html.push_str(&format!("<h2>{}</h2>", t.replies));
        for reply in &standing.replies {
            let by = reply.by.as_deref().map(|by| format!("<p class=\"note\">{}</p>", escape(by))).unwrap_or_default();
            html.push_str(&format!("<blockquote><p>{}</p>{by}</blockquote>", escape(&reply.text)));
        }
    }
    if standing.state != State::Withdrawn {
        html.push_str(&format!(
            "<details class=\"fold\"><summary>{}</summary><p>{}</p><form method=\"post\" action=\"/recu/{code}/retirer?lang={lang}\">\
             <button type=\"submit\" class=\"button\">{}</button></form></details>",
            t.withdraw,
            t.withdraw_what,
            t.withdraw,
            lang = t.tag,
        ));
    }
    html.push_str(&format!(
        "<p class=\"actions\"><a class=\"button\" href=\"/participer?lang={}\">{}</a></p></div>",
        t.tag, t.more
    ));
    Content { title: t.title.to_owned(), html }
}

/// What was sent and not stored, to be put right and sent again: nothing that was typed is lost.
pub fn again(action: &str, fields: &Fields, why: NotStored) -> Content {
    let t = of(fields.get("lang").unwrap_or("fr"));
    let (title, lead) = match why {
        NotStored::Missing => (t.incomplete, t.missing),
        NotStored::TooLong => (t.incomplete, t.too_long),
        NotStored::Failed => (t.failed, t.failed_what),
    };
    let hidden: String = fields
        .under("")
        .filter(|(name, _)| *name != "text")
        .map(|(name, value)| format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", escape(name), escape(value)))
        .collect();
    let html = format!(
        "<h1>{title}</h1><p role=\"alert\" class=\"fault\">{lead}</p><form class=\"contribution\" method=\"post\" action=\"{action}\">\
         {hidden}<label for=\"mots\">{label}</label><textarea id=\"mots\" name=\"text\" rows=\"6\">{text}</textarea>\
         <button type=\"submit\" class=\"button strong\">{send}</button></form>",
        lead = escape(lead),
        action = escape(action),
        label = t.your_words,
        text = escape(fields.get("text").unwrap_or_default()),
        send = t.send,
    );
    Content { title: title.to_owned(), html }
}

/// The page of a code that no contribution has.
pub fn unknown(lang: &str) -> Content {
    let t: &Words = of(lang);
    Content { title: t.unknown.to_owned(), html: format!("<h1>{}</h1><p>{}</p>", t.unknown, t.unknown_what) }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use chava_contribution::Uid;
    use chava_contribution::receipt::{Code, Receipt, Reply};

    use super::*;

    fn standing(state: State) -> Standing {
        let receipt = Receipt {
            id: Uid::new(0, [0; 10]),
            sha256: "a".into(),
            code: Code(0x7f00_0001_3f54_dcc1),
            received_at: "2026-11-26T23:30:00.000Z".into(),
        };
        let reply = Reply { text: "<b>Merci</b>".into(), at: "2026-11-27".into(), by: Some("Équipe".into()) };
        Standing { receipt, state, reason: None, replies: vec![reply] }
    }

    #[test]
    fn a_receipt_says_all_that_one_must_know_in_every_language() {
        for lang in ["fr", "fr-falc", "nl", "en", "ar", "xx"] {
            let content = receipt(&standing(State::Received), lang);
            assert!(content.html.contains("<li><strong>lusab</strong></li><li><strong>babad</strong></li>"), "{lang}");
            assert!(content.html.contains("&lt;b&gt;Merci&lt;/b&gt;") && content.html.contains("27/11/2026"), "{lang}");
            assert!(content.html.contains("/recu/lusab-babad-gutih-tugad/retirer"));
        }
        assert!(!receipt(&standing(State::Withdrawn), "fr").html.contains("/retirer"));
    }

    #[test]
    fn what_was_typed_comes_back_and_runs_nothing() {
        let fields = Fields::parse("text=%3C%2Ftextarea%3E%3Cscript%3E&theme=%22x&lang=nl");
        let html = again("/participer/idee", &fields, NotStored::Failed).html;
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;") && html.contains("value=\"&quot;x\""), "{html}");
        assert!(!html.contains("<script>"));
    }
}
