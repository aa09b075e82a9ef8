//! `/mes-contributions`: what was written on this phone, what became of it, and what can be done about it.

mod entry;

use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::context::{Ask, View};
use crate::messages::{Key, Messages, Plural};
use crate::state::contributions::NotKept;
use crate::state::settings::Settings;

/// The contributions of this phone.
#[inline(never)]
pub fn contributions(view: &View) -> Html {
    let t = &view.messages;
    let all = view.contributions.all();
    html! {
        <div class="contributions">
            <h1>{ t.get(Key::ContributionsTitle) }</h1>
            <p class="lead">{ t.get(Key::ContributionsText) }</p>
            <noscript><p class="notice">{ icon(Icon::Info) }<span>{ t.get(Key::ContributionsNeedsApp) }</span></p></noscript>
            if all.is_empty() {
                <p class="needs-app">{ t.get(Key::ContributionsNone) }</p>
            } else {
                { sending(view) }
                <ul class="plain">{ for all.iter().map(|contribution| entry::entry(view, contribution)) }</ul>
            }
            <p><a class="button strong" href="/participer">{ t.get(Key::ParticipateTitle) }</a></p>
            { rescue(view) }
        </div>
    }
}

/// How many wait, the button that sends them, over which network, and what it all weighed.
fn sending(view: &View) -> Html {
    let t = &view.messages;
    let contributions = &view.contributions;
    let unsent = contributions.unsent();
    html! {
        <div class="outbox-panel">
            if unsent > 0 {
                <p class="count">{ t.plural(Plural::OutboxCount, unsent, &[]) }</p>
            }
            <div class="actions">
                <button type="button" class="button" onclick={view.on_click(Ask::SendNow)}>
                    { icon(Icon::Refresh) }{ t.get(if unsent > 0 { Key::ContributionsSend } else { Key::SyncNow }) }
                </button>
            </div>
            if contributions.knows_wifi { { wifi_choice(view) } }
            if contributions.data_used > 0 {
                <p class="note">{ t.with(Key::ContributionsData, &[("size", &size(t, contributions.data_used))]) }</p>
            }
        </div>
    }
}

/// The choice to send over Wi-Fi only, where the phone can tell.
pub fn wifi_choice(view: &View) -> Html {
    let checked = view.settings.wifi_only == Some(true);
    let settings = Settings { wifi_only: Some(!checked), ..view.settings.clone() };
    html! {
        <label class="check">
            <input type="checkbox" {checked} onclick={view.on_click(Ask::SetSettings(settings))} />
            <span>{ view.messages.get(Key::ContributionsWifi) }</span>
        </label>
    }
}

fn rescue(view: &View) -> Html {
    let t = &view.messages;
    let onchange = view.asks(|event: &Event| {
        let input = event.target_dyn_into::<web_sys::HtmlInputElement>()?;
        let file = input.files()?.get(0)?;
        // So that the same file can be chosen again.
        input.set_value("");
        Some(Ask::ImportRescue(file))
    });
    html! {
        <details class="sources needs-app">
            <summary>{ t.get(Key::RescueTitle) }</summary>
            <p>{ t.get(Key::RescueText) }</p>
            <div class="actions">
                if view.contributions.unsent() > 0 {
                    <button type="button" class="button" onclick={view.on_click(Ask::ExportRescue)}>{ icon(Icon::Share) }{ t.get(Key::RescueExport) }</button>
                }
                <label class="button">
                    { t.get(Key::RescueImport) }
                    <input class="for-ears" type="file" accept="application/json,.json" {onchange} />
                </label>
            </div>
        </details>
    }
}

/// What could not be kept, in words.
pub fn not_kept_words(trouble: NotKept) -> Key {
    match trouble {
        NotKept::Full => Key::NotKeptFull,
        NotKept::WithoutMedia => Key::NotKeptWithoutMedia,
        NotKept::Broken => Key::NotKeptBroken,
        NotKept::NoRescueFile => Key::NotKeptNoFile,
    }
}

/// A size that people can read, in kilobytes or megabytes with one decimal where it is small.
pub fn size(t: &Messages, bytes: u64) -> String {
    let (unit, unit_words) = if bytes < 1_000_000 { (1_000, "ko") } else { (1_000_000, "Mo") };
    let tenths = bytes.saturating_mul(10).div_ceil(unit);
    let french = t.language().html_tag() == "fr";
    let unit_words = if french {
        unit_words
    } else if unit == 1_000 {
        "kB"
    } else {
        "MB"
    };
    let mark = if t.language().html_tag() == "en" { "." } else { "," };
    let (whole, rest) = ((tenths / 10).to_string(), (tenths % 10).to_string());
    if tenths >= 100 || rest == "0" {
        [&whole, "\u{a0}", unit_words].concat()
    } else {
        [&whole, mark, &rest, "\u{a0}", unit_words].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Messages;

    #[test]
    fn sizes_are_short() {
        let t = Messages::french();
        for (bytes, words) in
            [(0, "0\u{a0}ko"), (320, "0,4\u{a0}ko"), (45_600, "45\u{a0}ko"), (2_340_000, "2,4\u{a0}Mo")]
        {
            assert_eq!(size(&t, bytes), words);
        }
    }
}
