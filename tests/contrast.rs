//! Every text colour stands out from every paper by at least 7 to 1 (WCAG AAA), in both schemes.
#![allow(clippy::unwrap_used)]

use std::fs;

fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn ratio(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_stands_out_in_light_and_dark() {
    let css = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/css/tokens.css")).unwrap();
    let schemes: Vec<&str> = css.split("--paper: #").skip(1).collect();
    assert_eq!(schemes.len(), 3, "light, dark by the phone, dark by choice");
    for scheme in schemes {
        let scheme = format!("--paper: #{scheme}");
        let colour = |name: &str| {
            let after = scheme.split(&format!("--{name}: #")).nth(1).unwrap();
            after[..6].to_owned()
        };
        for paper in ["paper", "raised"] {
            for ink in ["ink", "soft", "blue", "violet", "green"] {
                let ratio = ratio(&colour(paper), &colour(ink));
                assert!(ratio >= 7.0, "{ink} on {paper}: {ratio:.2}");
            }
        }
    }
}
