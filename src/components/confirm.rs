//! « C'est encore vrai ? » on a record's page: one tap says so, or what is wrong. Without the app it is a plain form.

use chava_catalogue::civil::DateTime;
use chava_catalogue::records::RecordRef;
use chava_contribution::body::Said;
use chava_contribution::kind::Observation;
use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::context::{Ask, View};
use crate::messages::Key;
use crate::route::encode;
use crate::state::contributions::Contribution;

/// For how many days thanks stand in the place of the question.
const THANKED_DAYS: i32 = 14;

/// Where the plain form goes.
const ADDRESS: &str = "/participer/confirmer";

/// The question, or thanks for a lately given answer.
pub fn confirm(view: &View, record: &RecordRef) -> Html {
    let t = &view.messages;
    if let Some(given) = view.contributions.confirmation(record).filter(|given| is_recent(view, given)) {
        return thanks(view, record, given);
    }
    let answer = |observation: &Observation| {
        let code = observation.as_str().to_owned();
        let ask = Ask::Confirm(record.clone(), observation.clone());
        let onclick = view.asks(move |event: &MouseEvent| {
            event.prevent_default();
            Some(ask.clone())
        });
        let words = t.code("verdict", &code);
        html! { <button type="submit" class="button" name="verdict" value={code} {onclick}>{ words }</button> }
    };
    html! {
        <form class="confirm" method="post" action={ADDRESS} aria-labelledby="confirmer">
            <h2 id="confirmer">{ t.get(Key::ConfirmTitle) }</h2>
            <input type="hidden" name="about-kind" value={record.kind.as_str().to_owned()} />
            <input type="hidden" name="about-id" value={record.id.as_str().to_owned()} />
            <div class="actions">{ for Observation::ALL.iter().map(answer) }</div>
        </form>
    }
}

fn is_recent(view: &View, given: &Contribution) -> bool {
    view.now.date.days() - DateTime::in_brussels(given.at).date.days() < THANKED_DAYS
}

fn thanks(view: &View, record: &RecordRef, given: &Contribution) -> Html {
    let t = &view.messages;
    let observation = match &given.content.body.said {
        Said::Confirmation { verdict } => verdict.clone(),
        _ => Observation::Right,
    };
    let more = ["/participer/corriger?", record.kind.as_str(), "=", &encode(record.id.as_str())].concat();
    html! {
        <div class="confirm" role="status">
            <p class="notice thanks">
                { icon(Icon::Check) }
                <span>
                    <strong>{ t.get(Key::ConfirmThanks) }</strong>
                    { " " }{ t.code("verdict", observation.as_str()) }{ " · " }{ t.code("contribution_state", given.state.as_str()) }
                    if observation != Observation::Right { { " · " }<a href={more}>{ t.get(Key::UnknownHelp) }</a> }
                </span>
            </p>
        </div>
    }
}
