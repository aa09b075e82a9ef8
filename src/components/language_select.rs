//! The language switch: a form that works without JavaScript, and changes at once with the app.

use chava_catalogue::language::Language;
use yew::prelude::*;

use crate::components::forms::{kept_parameters, select_value};
use crate::components::icon::{Icon, icon};
use crate::hooks::{use_actions, use_messages, use_route, use_settings};
use crate::messages::{Key, OFFERED, own_name};
use crate::state::settings::Settings;

/// The language switch of the frame.
#[component]
pub fn LanguageSelect() -> Html {
    let t = use_messages();
    let settings = use_settings();
    let actions = use_actions();
    let href = use_route().href();
    let onchange = Callback::from(move |event: Event| {
        if let Some(code) = select_value(&event) {
            actions.set_settings.emit(Settings { language: Language::from_code(&code), ..settings.clone() });
        }
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
