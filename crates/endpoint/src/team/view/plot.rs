//! Bar plots as SVG, drawn by the server; the same numbers stand in a table beside them.

use maud::{Markup, html};

/// A bar: its name and its count.
pub type Bar = (String, u32);

const WIDTH: u32 = 400;
const HEIGHT: u32 = 200;
const LEFT: u32 = 36;
const BOTTOM: u32 = 26;
const TOP: u32 = 14;
/// How many characters of a name fit before a flat bar.
const NAME_CHARS: usize = 22;

/// Standing bars in the order of time; every `every`-th is named.
pub fn standing(bars: &[Bar], title: &str, every: usize) -> Markup {
    let top = nice_top(bars.iter().map(|(_, count)| *count).max().unwrap_or(0));
    let whole = HEIGHT - BOTTOM - TOP;
    let step = (WIDTH - LEFT) / u32::try_from(bars.len().max(1)).unwrap_or(1);
    let height = |count: u32| whole * count / top;
    html! {
        svg.plot viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(title) {
            @for count in [0, top / 2, top] {
                @let y = HEIGHT - BOTTOM - height(count);
                line x1=(LEFT) x2=(WIDTH) y1=(y) y2=(y) {}
                text x=(LEFT - 6) y=(y + 4) text-anchor="end" { (count) }
            }
            @for ((name, count), n) in bars.iter().zip(0u32..) {
                @let x = LEFT + step * n;
                rect.bar x=(x + 3) y=(HEIGHT - BOTTOM - height(*count)) width=(step.saturating_sub(6).max(2)) height=(height(*count)) {}
                @if (n as usize).is_multiple_of(every) {
                    text x=(x + step / 2) y=(HEIGHT - 8) text-anchor="middle" { (name) }
                }
            }
        }
    }
}

/// Flat bars with their names before them.
pub fn flat(bars: &[Bar], title: &str) -> Markup {
    let top = bars.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let height = 28 * u32::try_from(bars.len()).unwrap_or(0);
    html! {
        svg.plot viewBox=(format!("0 0 {WIDTH} {}", height.max(28))) role="img" aria-label=(title) {
            @for ((name, count), n) in bars.iter().zip(0u32..) {
                @let width = 180 * count / top;
                text x="0" y=(28 * n + 19) { (short(name)) }
                rect.bar x="180" y=(28 * n + 4) width=(width.max(2)) height="20" {}
                text x=(186 + width.max(2)) y=(28 * n + 19) { (count) }
            }
        }
    }
}

fn short(name: &str) -> String {
    if name.chars().count() <= NAME_CHARS {
        return name.to_owned();
    }
    let start: String = name.chars().take(NAME_CHARS - 1).collect();
    format!("{start}…")
}

/// The first even number from the greatest count on that a scale can be read by.
fn nice_top(greatest: u32) -> u32 {
    let steps = (0..9).flat_map(|power| [2, 4, 10].map(|step: u32| step * 10u32.pow(power)));
    steps.into_iter().find(|top| *top >= greatest).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_at_an_even_round_number() {
        let tops = [0, 2, 3, 5, 10, 11, 37, 41, 399].map(nice_top);
        assert_eq!(tops, [2, 2, 4, 10, 10, 20, 40, 100, 400]);
    }

    #[test]
    fn names_are_escaped_and_cut() {
        let bars = [("<script>".to_owned(), 3), ("Mont-sur-Marchienne et tous ses environs".to_owned(), 1)];
        let svg = flat(&bars, "t").into_string();
        assert!(svg.contains("&lt;script&gt;") && svg.contains("Mont-sur-Marchienne e…"), "{svg}");
        assert!(standing(&[], "t", 1).into_string().contains("<svg"));
    }
}
