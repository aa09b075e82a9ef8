//! `/reglages`: language, colours, and what lies on this phone.

use chava_catalogue::language::Language;
use yew::prelude::*;

use crate::components::forms::input_value;
use crate::context::{Ask, View};
use crate::messages::{Key, OFFERED, Plural, own_name};
use crate::pages::contributions::wifi_choice;
use crate::state::settings::{Scheme, Settings};

/// The settings.
#[inline(never)]
pub fn settings(view: &View) -> Html {
    let t = &view.messages;
    let catalogue = &view.catalogue;
    let kept = view.favourites.all().len();
    let settings = &view.settings;
    let changing = |change: fn(&mut Settings, &str)| {
        let settings = settings.clone();
        view.asks(move |event: &InputEvent| {
            let mut settings = settings.clone();
            change(&mut settings, &input_value(event)?);
            Some(Ask::SetSettings(settings))
        })
    };
    let on_language = changing(|settings, code| settings.language = Language::from_code(code));
    let on_scheme = changing(|settings, code| settings.scheme = Scheme::from_code(code));
    let scheme_words = |scheme| match scheme {
        Scheme::Auto => Key::SchemeAuto,
        Scheme::Light => Key::SchemeLight,
        Scheme::Dark => Key::SchemeDark,
    };
    html! {
        <div class="prose settings">
            <h1>{ t.get(Key::SettingsTitle) }</h1>
            <form method="get" action="/reglages">
                <fieldset class="radios" oninput={on_language}>
                    <legend><h2>{ t.get(Key::SettingsLanguage) }</h2></legend>
                    { for OFFERED.iter().map(|language| radio("lang", language.as_str(), language == t.language(), Some(language.html_tag()), own_name(language).into())) }
                </fieldset>
                <p class="note">{ t.get(Key::SettingsLanguageNote) }</p>
                <noscript><button type="submit" class="button strong">{ t.get(Key::SettingsApply) }</button></noscript>
            </form>
            <form class="needs-app-fold">
                <fieldset class="radios" oninput={on_scheme}>
                    <legend><h2>{ t.get(Key::SettingsScheme) }</h2></legend>
                    { for Scheme::ALL.into_iter().map(|scheme| radio("scheme", scheme.as_str(), scheme == settings.scheme, None, t.get(scheme_words(scheme)))) }
                </fieldset>
            </form>
            if view.contributions.knows_wifi { { wifi_choice(view) } }
            <noscript><p>{ t.get(Key::SettingsNoApp) }</p></noscript>
            <h2>{ t.get(Key::SettingsData) }</h2>
            <p>{ t.get(Key::SettingsDataText) }</p>
            <p>{ t.plural(Plural::SettingsDataCount, kept, &[]) }{ " " }{ t.with(Key::SettingsDataVersion, &[("change", &catalogue.version().change.to_string())]) }</p>
        </div>
    }
}

fn radio(name: &'static str, code: &str, checked: bool, lang: Option<&str>, words: AttrValue) -> Html {
    html! {
        <label lang={lang.map(str::to_owned)}><input type="radio" {name} value={code.to_owned()} {checked} /><span>{ words }</span></label>
    }
}
