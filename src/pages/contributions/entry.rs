//! One contribution in the list: its state in a shape and words, what was written, its receipt, answers, what can be done.

use chava_catalogue::civil::DateTime;
use chava_catalogue::records::Kind as RecordKind;
use chava_contribution::Kind;
use chava_contribution::body::Said;
use chava_contribution::receipt::Code;
use yew::prelude::*;

use super::size;
use crate::components::icon::{Icon, icon};
use crate::context::{Ask, View};
use crate::messages::{Key, Messages, dates};
use crate::state::contributions::{Answer, Contribution, State};

/// Pictures that anyone can name, one for each five bits; of those that old phones have too.
const PICTURES: &str =
    "🐱 🐶 🐟 🐝 🐢 🐘 🐴 🐷 🐔 🐭 🌳 🌻 🍎 🍌 🍓 🍇 🍞 🎂 ⚽ 🎈 🎁 🔑 🔔 🏠 🚗 🚲 🚂 ⛵ ☀️ 🌙 ⭐ ☂️";

/// A contribution.
pub fn entry(view: &View, contribution: &Contribution) -> Html {
    let t = &view.messages;
    let content = &contribution.content;
    let code = contribution.state.as_str();
    let day = dates::day_short(t, DateTime::in_brussels(contribution.at).date, view.now.date);
    let weight = t.with(Key::ContributionWeight, &[("size", &size(t, contribution.weight))]);
    html! {
        <li key={content.id.to_string()} class={["contribution contribution-", code].concat()} data-testid="contribution" data-id={content.id.to_string()} data-state={code}>
            <p class="contribution-state">{ icon(sign(contribution.state)) }<strong>{ t.code("contribution_state", code) }</strong></p>
            <p class="note">{ t.code("contribution_kind", content.kind().as_str()) }{ " · " }{ day }{ " · " }{ weight }</p>
            { about(view, contribution) }
            if let Said::Confirmation { verdict } = &content.body.said { <p>{ t.code("verdict", verdict.as_str()) }</p> }
            if !content.text().is_empty() { <blockquote>{ content.text().to_owned() }</blockquote> }
            { reason(t, contribution) }
            if let Some(receipt) = contribution.receipt { { receipt_html(t, receipt) } }
            { for contribution.answers.iter().map(|answer| answer_html(t, answer)) }
            { actions(view, contribution) }
        </li>
    }
}

fn sign(state: State) -> Icon {
    match state {
        State::Draft => Icon::Pencil,
        State::Waiting => Icon::Clock,
        State::Sending => Icon::Send,
        State::Received => Icon::Check,
        State::Refused => Icon::Warning,
        State::Published => Icon::Globe,
        State::Withdrawn => Icon::Bin,
    }
}

/// A link to the record that it is about, by the record's name as far as this phone knows it.
fn about(view: &View, contribution: &Contribution) -> Html {
    let Some(about) = &contribution.content.body.about else { return Html::default() };
    let kind = RecordKind::from_code(&about.kind);
    let name = match kind {
        RecordKind::Session => view.catalogue.session(&about.id).and_then(|session| {
            let title = session.title.or_else(|| Some(view.catalogue.offer(session.offer_id?.as_str())?.title))?;
            Some(title.get(view.messages.language()).to_owned())
        }),
        _ => view.catalogue.name_of(&kind, &about.id).map(|name| name.to_string()),
    };
    let folder = match kind {
        RecordKind::Place => "/lieux/",
        RecordKind::Offer => "/offres/",
        RecordKind::Session => "/seances/",
        RecordKind::Organisation => "/acteurs/",
        RecordKind::Theme => "/themes/",
        _ => return Html::default(),
    };
    html! {
        <p>{ view.messages.get(Key::ContributionAbout) }<a href={[folder, &about.id].concat()}>{ name.unwrap_or_else(|| about.id.to_string()) }</a></p>
    }
}

fn reason(t: &Messages, contribution: &Contribution) -> Html {
    match &contribution.refusal {
        Some(refusal) if !refusal.message.is_empty() => html! {
            <p class="notice">{ icon(Icon::Warning) }<span>{ t.get(Key::ContributionReason) }<span lang="fr">{ refusal.message.to_string() }</span></span></p>
        },
        _ => Html::default(),
    }
}

/// The code in words one can say, and in pictures for who doesn't read: one for each word.
fn receipt_html(t: &Messages, code: Code) -> Html {
    html! {
        <p class="receipt">
            <span class="note">{ t.get(Key::ContributionReceipt) }</span>
            <span class="pictures" aria-hidden="true">{ pictures(code) }</span>
            <code class="copyable" lang="zxx" dir="ltr">{ code.to_string() }</code>
        </p>
    }
}

fn pictures(code: Code) -> String {
    let all: Vec<&str> = PICTURES.split(' ').collect();
    let picture = |shift: u32| {
        // All sixteen bits of a word have their say.
        let word = (code.0 >> shift) as usize & 0xffff;
        all.get((word ^ word >> 5 ^ word >> 10 ^ word >> 15) & 31).copied().unwrap_or_default()
    };
    [48, 32, 16, 0].map(picture).join(" ")
}

fn answer_html(t: &Messages, answer: &Answer) -> Html {
    html! {
        <div class="answer">
            <p class="note">{ t.get(Key::ContributionAnswer) }{ " · " }{ dates::partial(t, answer.at.get(..10).unwrap_or(&answer.at)) }</p>
            <p lang="fr">{ answer.text.to_string() }</p>
        </div>
    }
}

fn actions(view: &View, contribution: &Contribution) -> Html {
    let t = &view.messages;
    let id = contribution.content.id;
    let is_plain = contribution.content.kind() == Kind::Confirmation;
    let refused_here = contribution.state == State::Refused && contribution.receipt.is_none();
    let edit = (contribution.state == State::Waiting || refused_here) && !is_plain;
    let withdraw = matches!(contribution.state, State::Waiting | State::Sending | State::Received | State::Published);
    let delete = match contribution.state {
        State::Draft => Some(Ask::DropDraft(id)),
        State::Waiting | State::Sending => None,
        _ => Some(Ask::RemoveContribution(id)),
    };
    html! {
        <div class="actions">
            if contribution.state == State::Draft || edit {
                <button type="button" class="button" onclick={view.on_click(Ask::EditContribution(id))}>
                    { icon(Icon::Pencil) }{ t.get(if edit { Key::ContributionEdit } else { Key::ContributionGoOn }) }
                </button>
            }
            if withdraw { { sure(view, Key::ContributionWithdraw, Key::ContributionWithdrawSure, Ask::Withdraw(id)) } }
            if let Some(ask) = delete { { sure(view, Key::ContributionDelete, Key::ContributionDeleteSure, ask) } }
        </div>
    }
}

/// A button behind a fold, so that nothing is lost by one tap.
fn sure(view: &View, words: Key, sure: Key, ask: Ask) -> Html {
    let t = &view.messages;
    html! {
        <details class="sure">
            <summary class="button plain">{ t.get(words) }</summary>
            <button type="button" class="button" onclick={view.on_click(ask)}>{ icon(Icon::Bin) }{ t.get(sure) }</button>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_four_pictures_and_each_of_its_bits_has_a_say() {
        assert_eq!(PICTURES.split(' ').count(), 32);
        let none = pictures(Code(0));
        assert_eq!(none.split(' ').count(), 4);
        assert!((0..64).all(|bit| pictures(Code(1 << bit)) != none));
    }
}
