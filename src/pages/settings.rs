//! `/reglages`: language, colours, and what lies on this phone.

use chava_catalogue::language::Language;
use yew::prelude::*;

use crate::components::forms::{input_value, passing};
use crate::hooks::{use_actions, use_catalogue, use_favourites, use_messages, use_settings};
use crate::messages::{Key, OFFERED, Plural, own_name};
use crate::state::settings::{Scheme, Settings};

/// The settings.
#[component]
pub fn SettingsPage() -> Html {
    let t = use_messages();
    let catalogue = use_catalogue();
    let kept = use_favourites().all().len();
    let settings = use_settings();
    let actions = use_actions();
    let on_language = {
        let settings = settings.clone();
        passing(&actions.set_settings, move |event: InputEvent| {
            Some(Settings { language: Language::from_code(&input_value(&event)?), ..settings.clone() })
        })
    };
    let on_scheme = {
        let settings = settings.clone();
        passing(&actions.set_settings, move |event: InputEvent| {
            Some(Settings { scheme: Scheme::from_code(&input_value(&event)?), ..settings.clone() })
        })
    };
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
