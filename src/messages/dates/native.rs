//! Days in words where there is no Intl: for the server's pages, in the languages that ChaVa offers, as the Intl of a
//! browser writes them (see `e2e/journeys/agenda.test.mjs`).

use chava_catalogue::civil::Date;

use super::Form;

/// The names of a language in their order, and what it puts after the weekday: without a year, and with one.
struct Names {
    months: &'static str,
    weekdays: &'static str,
    after_weekday: [&'static str; 2],
}

const FRENCH: Names = Names {
    months: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    weekdays: "lundi mardi mercredi jeudi vendredi samedi dimanche",
    after_weekday: [" ", " "],
};

const DUTCH: Names = Names {
    months: "januari februari maart april mei juni juli augustus september oktober november december",
    weekdays: "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    after_weekday: [" ", " "],
};

const ENGLISH: Names = Names {
    months: "January February March April May June July August September October November December",
    weekdays: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    after_weekday: [" ", ", "],
};

const ARABIC: Names = Names {
    months: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    weekdays: "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    after_weekday: ["، ", "، "],
};

/// Writes a day for a locale; one that isn't offered gets French.
pub(super) fn write(locale: &str, form: Form, date: Date) -> String {
    let names = match locale.get(..2) {
        Some("nl") => &DUTCH,
        Some("en") => &ENGLISH,
        Some("ar") => &ARABIC,
        _ => &FRENCH,
    };
    let (year, month, day) = date.ymd();
    let [has_weekday, has_day, has_month, has_year] = form.parts();
    let month = nth(names.months, month as usize - 1);
    let (day, year) = (day.to_string(), year.to_string());
    let parts = [(has_day, day.as_str()), (has_month, month), (has_year, &year)];
    let rest = parts.into_iter().filter_map(|(is_written, part)| is_written.then_some(part)).collect::<Vec<_>>();
    let weekday = if has_weekday { nth(names.weekdays, date.weekday().index()) } else { "" };
    let between = if has_weekday && has_day { names.after_weekday[usize::from(has_year)] } else { "" };
    [weekday, between, &rest.join(" ")].concat()
}

fn nth(names: &'static str, at: usize) -> &'static str {
    names.split(' ').nth(at).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_all_its_names() {
        for names in [&FRENCH, &DUTCH, &ENGLISH, &ARABIC] {
            assert_eq!([names.months.split(' ').count(), names.weekdays.split(' ').count()], [12, 7]);
        }
    }

    #[test]
    fn each_language_writes_a_day_its_own_way() {
        let date = Date::parse("2026-11-25").unwrap();
        let said = |locale, form| write(locale, form, date);
        assert_eq!(said("fr-BE", Form::LongOfYear), "mercredi 25 novembre 2026");
        assert_eq!(said("nl-BE", Form::Long), "woensdag 25 november");
        assert_eq!(said("en-GB", Form::Long), "Wednesday 25 November");
        assert_eq!(said("en-GB", Form::LongOfYear), "Wednesday, 25 November 2026");
        assert_eq!(said("ar-u-nu-latn", Form::Long), "الأربعاء، 25 نوفمبر");
        assert_eq!(said("fr-BE", Form::Month), "novembre 2026");
        assert_eq!(said("nl-BE", Form::Weekday), "woensdag");
    }
}
