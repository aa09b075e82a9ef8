//! Recurrence rules of RFC 5545 in the fields that HSDS has for them; what they can't hold stays out.

use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::recurrence::{End, Moment, check_rule, until};

use super::phrases::{day, weekday_code, weekdays};
use super::shape::{Freq, Schedule};

const WEEK: &str = "MO,TU,WE,TH,FR,SA,SU";
const WEEK_STARTS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// A rule that HSDS can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rhythm {
    freq: Freq,
    interval: u32,
    byday: Option<String>,
    bymonthday: Option<String>,
    count: Option<u32>,
    until: Option<Date>,
    wkst: Option<&'static str>,
}

impl Rhythm {
    /// Reads the rule of a series that begins at a moment; none where HSDS has no fields for what it says.
    pub(super) fn read(rule: &str, first: Moment) -> Option<Self> {
        check_rule(rule).ok()?;
        let upper = rule.trim().to_ascii_uppercase();
        let parts: Vec<_> =
            upper.trim_start_matches("RRULE:").split(';').filter_map(|part| part.split_once('=')).collect();
        let part = |name: &str| parts.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let (date, _) = first;
        let interval: u32 = part("INTERVAL").map_or(Some(1), |value| value.parse().ok())?;
        let mut rhythm = Self {
            freq: Freq::Weekly,
            interval,
            byday: part("BYDAY").map(str::to_owned),
            bymonthday: part("BYMONTHDAY").map(str::to_owned),
            count: part("COUNT").map_or(Some(None), |value| value.parse().ok().map(Some))?,
            until: part("UNTIL")
                .map_or(Some(None), |value| last_day(until(&format!("UNTIL={value}"))?, first).map(Some))?,
            wkst: part("WKST").and_then(|day| WEEK_STARTS.into_iter().find(|known| *known == day)),
        };
        let has_no_days = rhythm.byday.is_none() && rhythm.bymonthday.is_none();
        match part("FREQ")? {
            _ if part("BYMONTH").is_some() || part("BYSETPOS").is_some() => return None,
            // Every day is every day of the week.
            "DAILY" if interval == 1 && rhythm.bymonthday.is_none() => {
                rhythm.byday.get_or_insert_with(|| WEEK.to_owned());
            }
            "WEEKLY" => {
                rhythm.byday.get_or_insert_with(|| weekday_code(date.weekday().index()).to_owned());
            }
            "MONTHLY" if has_no_days => rhythm.bymonthday = Some(date.ymd().2.to_string()),
            "MONTHLY" => {}
            // Once a year is every twelfth month.
            "YEARLY" if has_no_days => {
                rhythm.interval = interval.checked_mul(12)?;
                rhythm.bymonthday = Some(date.ymd().2.to_string());
            }
            _ => return None,
        }
        if !matches!(part("FREQ")?, "DAILY" | "WEEKLY") {
            rhythm.freq = Freq::Monthly;
        }
        Some(rhythm)
    }

    /// Writes it into a schedule.
    pub(super) fn write(&self, schedule: &mut Schedule) {
        schedule.freq = Some(self.freq);
        schedule.interval = Some(self.interval);
        schedule.byday = self.byday.clone();
        schedule.bymonthday = self.bymonthday.clone();
        schedule.count = self.count;
        schedule.until = self.until.map(|date| date.to_string());
        schedule.wkst = self.wkst;
    }

    /// « Chaque semaine : mercredi, samedi », « Tous les 2 mois : 1er dimanche », with what is said of the hours.
    pub(super) fn words(&self, hours: &str) -> String {
        let every = match (self.freq, self.interval) {
            (Freq::Weekly, 1) => "Chaque semaine".to_owned(),
            (Freq::Weekly, n) => format!("Toutes les {n} semaines"),
            (Freq::Monthly, 1) => "Chaque mois".to_owned(),
            (Freq::Monthly, n) => format!("Tous les {n} mois"),
        };
        let days = self.byday.as_deref().map(weekdays);
        let month_days = self.bymonthday.as_deref().map(|days| format!("le {}", days.replace(',', ", ")));
        let on: Vec<_> = days.into_iter().chain(month_days).collect();
        let until = self.until.map(|date| format!(", jusqu’au {}", day(date))).unwrap_or_default();
        let count = self.count.map(|n| format!(", {n} fois")).unwrap_or_default();
        format!("{every} : {}{hours}{until}{count}", on.join(", "))
    }
}

/// The last day on which it can still begin.
fn last_day(end: End, (_, minute): Moment) -> Option<Date> {
    match end {
        End::Day(date) => Some(date),
        End::Instant(instant) => {
            let last = DateTime::in_brussels(instant.checked_mul(60_000)?);
            let is_too_late = minute.is_some_and(|minute| minute > last.minute);
            Some(last.date.add_days(-i32::from(is_too_late)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(rule: &str, start: &str) -> Option<String> {
        let first = chava_catalogue::recurrence::day_and_minute(start).unwrap();
        let mut schedule = Schedule::default();
        Rhythm::read(rule, first)?.write(&mut schedule);
        let json = serde_json::to_value(schedule).unwrap();
        let names = ["freq", "interval", "byday", "bymonthday", "count", "until", "wkst"];
        let said = names.iter().filter_map(|name| Some(json.get(*name)?.to_string().replace('"', "")));
        Some(said.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_rule_stands_in_the_fields_of_hsds_or_not_at_all() {
        for (rule, expected) in [
            ("FREQ=WEEKLY;BYDAY=WE,SA", "WEEKLY 1 WE,SA"),
            ("RRULE:freq=weekly;interval=2;wkst=su", "WEEKLY 2 TH SU"),
            ("FREQ=DAILY;COUNT=5", "WEEKLY 1 MO,TU,WE,TH,FR,SA,SU 5"),
            ("FREQ=MONTHLY;BYDAY=1SU", "MONTHLY 1 1SU"),
            ("FREQ=MONTHLY", "MONTHLY 1 26"),
            ("FREQ=YEARLY;INTERVAL=2", "MONTHLY 24 26"),
            ("FREQ=WEEKLY;UNTIL=20261231", "WEEKLY 1 TH 2026-12-31"),
            // In Brussels that is one o'clock in the night, and the session begins at ten.
            ("FREQ=WEEKLY;UNTIL=20261231T000000Z", "WEEKLY 1 TH 2026-12-30"),
            ("FREQ=WEEKLY;UNTIL=20261231T090000Z", "WEEKLY 1 TH 2026-12-31"),
        ] {
            assert_eq!(fields(rule, "2026-11-26T10:00").as_deref(), Some(expected), "{rule}");
        }
        for beyond in [
            "FREQ=DAILY;INTERVAL=3",
            "FREQ=WEEKLY;BYMONTH=7,8",
            "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
            "FREQ=YEARLY;BYMONTH=3;BYDAY=1SU",
            "FREQ=HOURLY",
            "nonsense",
        ] {
            assert_eq!(fields(beyond, "2026-11-26T10:00"), None, "{beyond}");
        }
    }

    #[test]
    fn a_rhythm_is_said_in_words() {
        let words = |rule| Rhythm::read(rule, (Date::parse("2026-11-26").unwrap(), None)).unwrap().words(", 9 h");
        assert_eq!(words("FREQ=WEEKLY;BYDAY=WE,SA"), "Chaque semaine : mercredi, samedi, 9 h");
        assert_eq!(words("FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU;COUNT=4"), "Tous les 2 mois : 1er dimanche, 9 h, 4 fois");
        assert_eq!(words("FREQ=MONTHLY;UNTIL=20270101"), "Chaque mois : le 26, 9 h, jusqu’au 1er janvier 2027");
    }
}
