//! Belgium's ten legal public holidays (law of 4 January 1974), what `PH` means here.

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

/// Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher.
fn easter(year: i32) -> Option<Date> {
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
