//! The language switch: a form that works without JavaScript, and changes at once with the app.

use chava_catalogue::language::Language;
use yew::prelude::*;

use crate::components::forms::{kept_parameters, select_value};
use crate::components::icon::{Icon, icon};
use crate::context::{Ask, View};
use crate::messages::{Key, OFFERED, own_name};
use crate::state::settings::Settings;

/// The language switch of the frame.
pub fn language_select(view: &View) -> Html {
    let t = &view.messages;
    let settings = view.settings.clone();
    let href = view.route.href();
    let onchange = view.asks(move |event: &Event| {
        let language = Language::from_code(&select_value(event)?);
        Some(Ask::SetSettings(Settings { language, ..settings.clone() }))
    });
    let path = href.split('?').next().unwrap_or("/").to_owned();
    html! {
        <form class="language" method="get" action={path}>
            { kept_parameters(&href, "lang") }
            <label class="for-ears" for="lang">{ t.get(Key::LanguageLabel) }</label>
            { icon(Icon::Languages) }
            <select id="lang" name="lang" data-testid="language-select" {onchange}>
                { for OFFERED.iter().map(|language| html! {
                    <option value={language.as_str().to_owned()} lang={language.html_tag().to_owned()} selected={language == t.language()}>{ own_name(language) }</option>
                }) }
            </select>
            <noscript><button type="submit" class="button plain">{ t.get(Key::LanguageChoose) }</button></noscript>
        </form>
    }
}
