//! Telephone numbers and numbers of the national register.

use super::{Finding, Personal};

/// The most groups of digits that a number is written in.
const MOST_GROUPS: usize = 12;

/// Digits that stand side by side.
struct Group {
    start: usize,
    end: usize,
    /// A plus stands before it.
    plus: bool,
    /// A slash stands before it.
    slash: bool,
    digits: Vec<u8>,
}

pub(super) fn find(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for run in runs(text) {
        let mut first = 0;
        while first < run.len() {
            let most = run.len().min(first + MOST_GROUPS);
            let longest = (first + 1..=most).rev().find_map(|end| Some((end, kind_of(&run[first..end])?)));
            if let Some((end, kind)) = longest {
                found.push(Finding { kind, range: run[first].start..run[end - 1].end });
                first = end;
            } else {
                first += 1;
            }
        }
    }
    found
}

/// The value of a digit of the scripts that residents type.
fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        _ => return None,
    };
    u8::try_from(u32::from(c) - u32::from(zero)).ok()
}

/// Groups that may be one number: between two of them stand at most two signs, such as `) `.
fn runs(text: &str) -> Vec<Vec<Group>> {
    let mut runs: Vec<Vec<Group>> = Vec::new();
    let mut run: Vec<Group> = Vec::new();
    for group in groups(text) {
        let gap = run.last().map_or("", |last| &text[last.end..group.start]);
        let is_part = gap.chars().count() <= 2 && gap.chars().all(is_sign);
        if !is_part {
            runs.push(std::mem::take(&mut run));
        }
        run.push(group);
    }
    runs.push(run);
    runs
}

fn is_sign(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '/' | '(' | ')' | '\u{2010}'..='\u{2013}')
}

fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if let Some(value) = digit(c) {
            match groups.last_mut().filter(|group| group.end == at) {
                Some(group) => {
                    group.digits.push(value);
                    group.end += c.len_utf8();
                }
                None => groups.push(Group {
                    start: at - usize::from(before == '+'),
                    end: at + c.len_utf8(),
                    plus: before == '+',
                    slash: before == '/',
                    digits: vec![value],
                }),
            }
        }
        before = c;
    }
    groups
}

fn kind_of(groups: &[Group]) -> Option<Personal> {
    let digits: Vec<u8> = groups.iter().flat_map(|group| group.digits.iter().copied()).collect();
    let slashes = groups.iter().skip(1).filter(|group| group.slash).count();
    if groups.first()?.plus {
        return (8..=15).contains(&digits.len()).then_some(Personal::Phone);
    }
    if is_national(&digits) {
        return Some(Personal::NationalNumber);
    }
    let is_phone = match digits.as_slice() {
        [0, 0, rest @ ..] => (8..=15).contains(&rest.len()),
        // A Belgian mobile number, or one of France written without its country.
        [0, 4, 5..=9, ..] | [0, 6 | 7, ..] if digits.len() == 10 => true,
        [0, 1..=9, ..] => digits.len() == 9,
        _ => false,
    };
    // 01/02/2026 is a date.
    (is_phone && slashes < 2).then_some(Personal::Phone)
}

/// Eleven digits: the day of birth, a number of the day, and what is left when 97 divides the rest; for whoever was
/// born after 1999 a 2 stands before. Months are raised by 20 or 40 for numbers given to foreigners.
fn is_national(digits: &[u8]) -> bool {
    if digits.len() != 11 {
        return false;
    }
    let number = |digits: &[u8]| digits.iter().fold(0u64, |number, digit| number * 10 + u64::from(*digit));
    let (month, day) = (number(&digits[2..4]) % 20, number(&digits[4..6]));
    let (base, check) = (number(&digits[..9]), number(&digits[9..]));
    month <= 12 && day <= 31 && [base, base + 2_000_000_000].iter().any(|base| 97 - base % 97 == check)
}
