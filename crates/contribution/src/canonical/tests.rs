use proptest::prelude::*;
use serde_json::Value as Any;

use super::*;

fn of(json: &str) -> Result<String, NotCanonical> {
    canonical(json.as_bytes())
}

/// What an independent writer makes of the same text.
fn independent(json: &str) -> String {
    let value: Any = serde_json::from_str(json).unwrap();
    serde_json_canonicalizer::to_string(&value).unwrap()
}

#[test]
fn the_examples_of_the_rfc_come_out_as_there() {
    // RFC 8785, 3.2.2 and 3.2.3.
    let json = r#"{
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
    }"#;
    let expected = "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
        \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
    assert_eq!(of(json).unwrap(), expected);
    let keys = r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
        "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#;
    let expected = "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\
        \"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\
        \"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}";
    assert_eq!(of(keys).unwrap(), expected);
}

#[test]
fn numbers_of_the_rfc_are_written_as_there() {
    // RFC 8785, appendix B, by the bits of the float.
    for (bits, expected) in [
        (0x0000_0000_0000_0000, "0"),
        (0x8000_0000_0000_0000, "0"),
        (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"),
        (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
        (0x4340_0000_0000_0000, "9007199254740992"),
        (0xc340_0000_0000_0000, "-9007199254740992"),
        (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
        (0x44b5_2d02_c7e1_4af6, "1e+23"),
        (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
        (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
        (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
        (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
        (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5553, "333333333.3333332"),
        (0x41b3_de43_5555_5557, "333333333.33333343"),
        (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
        (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ] {
        let number = f64::from_bits(bits);
        assert_eq!(of(&format!("{number:e}")).unwrap(), expected);
        assert_eq!(of(&format!("{number:?}")).unwrap(), expected);
    }
}

#[test]
fn what_has_no_canonical_form_is_said() {
    for (json, expected) in [
        ("", NotCanonical::Syntax),
        ("{", NotCanonical::Syntax),
        (r#"{"a":1,"a":2}"#, NotCanonical::Key),
        (r#"{"a":1,"\u0061":2}"#, NotCanonical::Key),
        (r#"["\ud800"]"#, NotCanonical::Unicode),
        (r#"{"\udc00":1}"#, NotCanonical::Unicode),
        ("1e400", NotCanonical::Number),
        ("-1e999999999999", NotCanonical::Number),
    ] {
        assert_eq!(of(json), Err(expected), "{json}");
    }
    assert_eq!(of("1e-999999999999").unwrap(), "0");
    assert_eq!(of("-0.000").unwrap(), "0");
}

#[test]
fn what_changes_with_each_sending_is_not_hashed() {
    let hash_of = |json: &str| hash(Document::parse(json.as_bytes()).unwrap().root()).unwrap();
    let once = hash_of(r#"{"id":"a","body":{"sha256":"inner"},"sha256":"x","ageSeconds":3,"createdAt":"2026"}"#);
    assert_eq!(once, hash_of(r#"{ "ageSeconds": 99, "body": {"sha256": "inner"}, "id": "\u0061" }"#));
    assert_eq!(once, sha256_hex(br#"{"body":{"sha256":"inner"},"id":"a"}"#));
    assert_ne!(once, hash_of(r#"{"id":"a","body":{"sha256":"other"}}"#));
}

/// Any JSON text, with numbers and escapes written in all manners.
fn any_json() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        any::<f64>().prop_filter("JSON has no such number", |n| n.is_finite()).prop_map(|n| format!("{n:e}")),
        "-?(0|[1-9][0-9]{0,18})(\\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?",
    ];
    let string = prop_oneof![
        any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap()),
        "(\\\\u[0-9a-cA-C][0-9a-fA-F]{3}|\\\\[bfnrt/\"\\\\]|[a-zé😀\u{fb33}]){0,8}"
            .prop_map(|text| format!("\"{text}\"")),
    ];
    let leaf = prop_oneof![number, string.clone(), Just("null".to_owned()), Just(" true ".to_owned())];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(|list| format!("[{}]", list.join(" , "))),
            prop::collection::vec((string.clone(), inner), 0..6).prop_map(|entries| {
                let entries: Vec<_> = entries.iter().map(|(key, value)| format!("{key}:{value}")).collect();
                format!("{{ {} }}", entries.join(","))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn an_independent_writer_writes_the_same(json in any_json()) {
        match of(&json) {
            Ok(canonical) => {
                prop_assert_eq!(&canonical, &independent(&json));
                prop_assert_eq!(of(&canonical), Ok(canonical.clone()));
            }
            Err(why) => prop_assert_eq!(why, NotCanonical::Key),
        }
    }
}
