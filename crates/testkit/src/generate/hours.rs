//! Opening hours of all kinds: usual, seasonal, with holidays, unknown, and some that nobody can read.

use crate::rng::Rng;

/// Hours, or none where nobody gave them.
pub(super) fn hours(rng: &mut Rng) -> Option<String> {
    let opens = rng.pick(&["08:30", "09:00", "09:30", "10:00", "13:00"]);
    let closes = rng.pick(&["16:00", "17:00", "18:00", "19:00", "20:00"]);
    let days = rng.zipf(&["Mo-Fr", "Tu-Sa", "We", "Mo,Tu,Th,Fr", "We,Sa", "Tu-Su", "Mo-Sa", "Sa-Su", "Th"]);
    Some(match rng.below(100) {
        0..40 => return None,
        40..62 => format!("{days} {opens}-{closes}"),
        62..70 => format!("{days} {opens}-12:00,13:00-{closes}").replace("13:00-12:00,", ""),
        70..77 => format!("{days} {opens}-{closes}; PH off"),
        77..81 => format!("Tu-Fr {opens}-{closes}; Sa-Su,PH 10:00-18:00"),
        81..85 => format!("Apr-Oct: {days} {opens}-{closes}; Nov-Mar: {days} 13:00-16:00"),
        85..88 => format!("{days} {opens}-{closes}; Jul 15-Aug 15 off; Dec 24-Jan 2 off"),
        88..90 => format!("{days} {opens}-{closes}; SH off"),
        90..92 => "Fr-Sa 18:00-02:00".to_owned(),
        92..93 => "24/7".to_owned(),
        93..96 => format!("{days} {opens}-{closes} \"sur rendez-vous\""),
        96..97 => "sunrise-sunset".to_owned(),
        97..98 => format!("Sa[1] {opens}-12:30"),
        // What organisers really type, and no machine can read.
        98..99 => "tous les jours sauf le dimanche".to_owned(),
        _ => "Lu-Ve 9h à 17h".to_owned(),
    })
}
