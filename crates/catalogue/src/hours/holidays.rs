//! The holidays of Charleroi: Belgium's ten legal public holidays (law of 4 January 1974), what `PH` means here, and
//! the school holidays of the Fédération Wallonie-Bruxelles, what `SH` means here.

use crate::civil::Date;

/// The public holiday that a day is, in French.
pub fn holiday(date: Date) -> Option<&'static str> {
    let (year, month, day) = date.ymd();
    let fixed = match (month, day) {
        (1, 1) => Some("Jour de l’an"),
        (5, 1) => Some("Fête du travail"),
        (7, 21) => Some("Fête nationale"),
        (8, 15) => Some("Assomption"),
        (11, 1) => Some("Toussaint"),
        (11, 11) => Some("Armistice"),
        (12, 25) => Some("Noël"),
        _ => None,
    };
    fixed.or_else(|| match date.days() - easter(year)?.days() {
        1 => Some("Lundi de Pâques"),
        39 => Some("Ascension"),
        50 => Some("Lundi de Pentecôte"),
        _ => None,
    })
}

/// The school years whose holidays were published, from the first day of the first to the last day of the last:
/// 2022-2023, the first of the new calendar (decree of 31 March 2022 of the Communauté française), to 2026-2027.
const PUBLISHED: ((i32, u32, u32), (i32, u32, u32)) = ((2022, 8, 29), (2027, 8, 29));

/// School holidays as (year, month, day) of the first day and their length in days, up to the Sunday before school
/// begins again, as the calendar of the Fédération Wallonie-Bruxelles says it (enseignement.be, « calendrier scolaire »).
///
/// Single days without school (27 September, 11 November, Mardi gras, Easter Monday, …) are no school holidays.
const SCHOOL_HOLIDAYS: [(i32, u32, u32, i32); 25] = [
    (2022, 10, 24, 14),
    (2022, 12, 26, 14),
    (2023, 2, 20, 14),
    (2023, 5, 1, 14),
    (2023, 7, 8, 51),
    (2023, 10, 23, 14),
    (2023, 12, 25, 14),
    (2024, 2, 26, 14),
    (2024, 4, 29, 14),
    (2024, 7, 6, 51),
    (2024, 10, 21, 14),
    (2024, 12, 23, 14),
    (2025, 2, 24, 14),
    (2025, 4, 28, 14),
    (2025, 7, 5, 51),
    (2025, 10, 20, 14),
    (2025, 12, 22, 14),
    (2026, 2, 16, 14),
    (2026, 4, 27, 14),
    (2026, 7, 4, 51),
    (2026, 10, 19, 14),
    (2026, 12, 21, 14),
    (2027, 2, 22, 14),
    (2027, 4, 26, 14),
    (2027, 7, 3, 58),
];

/// Says whether a day lies in the school holidays of the Fédération Wallonie-Bruxelles; none for a day of a school
/// year whose calendar this version doesn't know.
pub fn is_school_holiday(date: Date) -> Option<bool> {
    let day = date.ymd();
    if day < PUBLISHED.0 || day > PUBLISHED.1 {
        return None;
    }
    // Only holidays that began this year or the year before can hold now.
    let mut near = SCHOOL_HOLIDAYS.iter().filter(|(year, ..)| (day.0 - 1..=day.0).contains(year));
    Some(near.any(|(year, month, first, length)| {
        Date::new(*year, *month, *first).is_some_and(|first| (0..*length).contains(&(date.days() - first.days())))
    }))
}

/// Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher.
pub(super) fn easter(year: i32) -> Option<Date> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_tables_say() {
        for (year, day) in [
            (1961, "1961-04-02"),
            (2000, "2000-04-23"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2038, "2038-04-25"),
            (2285, "2285-03-22"),
        ] {
            assert_eq!(easter(year).unwrap().to_string(), day);
        }
    }

    #[test]
    fn school_holidays_begin_and_end_as_published() {
        let is = |day| is_school_holiday(Date::parse(day).unwrap());
        for (first, last) in [
            ("2022-10-24", "2022-11-06"),
            ("2023-07-08", "2023-08-27"),
            ("2024-02-26", "2024-03-10"),
            ("2024-07-06", "2024-08-25"),
            ("2025-07-05", "2025-08-24"),
            ("2025-12-22", "2026-01-04"),
            ("2026-04-27", "2026-05-10"),
            ("2026-07-04", "2026-08-23"),
            ("2026-10-19", "2026-11-01"),
            ("2026-12-21", "2027-01-03"),
            ("2027-02-22", "2027-03-07"),
            ("2027-04-26", "2027-05-09"),
        ] {
            let (before, after) = (Date::parse(first).unwrap().add_days(-1), Date::parse(last).unwrap().add_days(1));
            assert_eq!((is(first), is(last)), (Some(true), Some(true)), "{first} {last}");
            assert_eq!((is_school_holiday(before), is_school_holiday(after)), (Some(false), Some(false)), "{first}");
        }
        assert_eq!((is("2027-07-02"), is("2027-07-03"), is("2027-08-29")), (Some(false), Some(true), Some(true)));
    }

    #[test]
    fn between_holidays_there_are_some_six_to_eight_weeks_of_school() {
        let start = |n: usize| SCHOOL_HOLIDAYS.get(n).and_then(|(y, m, d, _)| Date::new(*y, *m, *d)).unwrap();
        for n in 1..SCHOOL_HOLIDAYS.len() {
            let weeks = (start(n).days() - start(n - 1).days() - SCHOOL_HOLIDAYS[n - 1].3 + 6) / 7;
            assert!((5..=9).contains(&weeks), "{} {weeks}", start(n));
        }
    }

    #[test]
    fn school_years_that_nobody_published_are_unknown() {
        for day in ["2022-08-28", "2027-08-30", "2027-12-25", "2019-07-15"] {
            assert_eq!(is_school_holiday(Date::parse(day).unwrap()), None, "{day}");
        }
        assert_eq!(is_school_holiday(Date::parse("2022-08-29").unwrap()), Some(false));
    }

    #[test]
    fn a_year_has_its_ten_holidays() {
        let first = Date::parse("2026-01-01").unwrap();
        let found: Vec<_> = (0..365).map(|n| first.add_days(n)).filter(|d| holiday(*d).is_some()).collect();
        let expected = "2026-01-01 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-07-21 2026-08-15 2026-11-01 \
                        2026-11-11 2026-12-25";
        assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "), expected);
        for year in 1583..9000 {
            let sunday = easter(year).unwrap();
            assert_eq!(sunday.weekday(), crate::civil::Weekday::Sunday, "{year}");
        }
    }
}
