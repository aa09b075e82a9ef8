//! How many tests passed and failed, read off what each runner prints.

use std::ops::Add;

/// Tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many passed.
    pub passed: u32,
    /// How many failed.
    pub failed: u32,
}

impl Counts {
    /// A step that is one test and passed.
    pub const PASSED: Self = Self { passed: 1, failed: 0 };
    /// A step that failed before it could count.
    pub const FAILED: Self = Self { passed: 0, failed: 1 };

    /// What cargo's and wasm-bindgen's test runners print: a `test result:` line for each binary.
    pub fn of_cargo(lines: &[String]) -> Self {
        let results = lines.iter().filter_map(|line| line.trim().strip_prefix("test result: "));
        results.fold(Self::default(), |sum, result| {
            sum + Self { passed: number_before(result, " passed"), failed: number_before(result, " failed") }
        })
    }

    /// What Node's test runner prints at its end: `ℹ pass 3`, `ℹ fail 0`, `ℹ cancelled 0`.
    pub fn of_node(lines: &[String]) -> Self {
        let value = |name: &str| {
            let prefix = format!("ℹ {name} ");
            lines.iter().rev().find_map(|line| line.strip_prefix(&prefix)?.parse().ok()).unwrap_or(0)
        };
        Self { passed: value("pass"), failed: value("fail") + value("cancelled") }
    }

    /// The same, with a failure where the runner itself failed though it counted none, such as a compile error.
    pub fn judged_by(self, success: bool) -> Self {
        if success || self.failed > 0 { self } else { self + Self::FAILED }
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

fn number_before(text: &str, word: &str) -> u32 {
    text.split_once(word)
        .and_then(|(before, _)| before.rsplit(' ').next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn cargo_results_are_summed() {
        let said = lines(
            "running 2 tests\ntest a ... ok\ntest result: ok. 12 passed; 0 failed; 1 ignored; 0 measured\n\
             test result: FAILED. 3 passed; 2 failed; 0 ignored\n",
        );
        assert_eq!(Counts::of_cargo(&said), Counts { passed: 15, failed: 2 });
    }

    #[test]
    fn node_results_are_read_and_cancelled_is_failed() {
        let said = lines("✔ a (3ms)\nℹ tests 7\nℹ pass 4\nℹ fail 2\nℹ cancelled 1\n");
        assert_eq!(Counts::of_node(&said), Counts { passed: 4, failed: 3 });
    }

    #[test]
    fn a_runner_that_dies_is_a_failure() {
        assert_eq!(Counts::default().judged_by(false), Counts::FAILED);
        assert_eq!(Counts { passed: 1, failed: 2 }.judged_by(false), Counts { passed: 1, failed: 2 });
        assert_eq!(Counts::PASSED.judged_by(true), Counts::PASSED);
    }
}
