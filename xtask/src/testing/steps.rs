//! The steps of `cargo xtask test`, the quick ones first.

use std::process::Command;

use super::counts::Counts;
use crate::error::{Error, Result};
use crate::project::{self, Project};
use crate::setup::{Goal, setup};
use crate::tools::cargo;
use crate::{build, process, tidy, tools};

/// One step.
pub struct Step {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it shows.
    pub what: &'static str,
    /// The step without which it means nothing.
    pub needs: Option<&'static str>,
    /// Does it.
    pub run: fn(&Project) -> Result<Counts>,
}

/// Every step, in order.
pub const STEPS: [Step; 10] = [
    Step { name: "setup", what: "tools and browsers", needs: None, run: ready },
    Step { name: "format", what: "rustfmt", needs: None, run: format },
    Step { name: "lint", what: "clippy, native and WebAssembly", needs: None, run: lint },
    Step { name: "web-lint", what: "biome on JavaScript and CSS", needs: Some("setup"), run: web_lint },
    Step { name: "tidy", what: "the laws that can be read off the source", needs: None, run: laws },
    Step { name: "unit", what: "unit, property and endpoint tests", needs: None, run: unit },
    Step { name: "doc", what: "examples in the documentation", needs: None, run: doc },
    Step { name: "browser", what: "store and sync in headless Chromium", needs: Some("setup"), run: browser },
    Step { name: "build", what: "the release site within its budgets", needs: Some("setup"), run: site },
    Step { name: "e2e", what: "the real site in real browsers", needs: Some("build"), run: journeys },
];

/// The packages that also run in the browser.
const WASM_PACKAGES: [&str; 8] = ["-p", "chava", "-p", "chava-search", "-p", "chava-catalogue", "-p", "chava-sync"];
const WASM_TARGET: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

fn ready(project: &Project) -> Result<Counts> {
    setup(project, Goal::Tests).map(|()| Counts::default())
}

fn format(project: &Project) -> Result<Counts> {
    process::run("cargo fmt --check", cargo(project, &["fmt", "--all", "--check"])).map(|()| Counts::PASSED)
}

fn lint(project: &Project) -> Result<Counts> {
    let mut native = cargo(project, &["clippy", "--workspace", "--all-targets", "--quiet"]);
    native.args(["--", "-D", "warnings"]);
    let mut wasm = cargo(project, &["clippy", "--quiet"]);
    wasm.args(WASM_TARGET).args(WASM_PACKAGES).args(["--", "-D", "warnings"]);
    Ok(passes("clippy", native) + passes("clippy for WebAssembly", wasm))
}

fn web_lint(project: &Project) -> Result<Counts> {
    let mut biome = process::command(project, "biome");
    biome.args(["ci", "--error-on-warnings", "--colors=off"]);
    process::run("biome", biome).map(|()| Counts::PASSED)
}

fn laws(project: &Project) -> Result<Counts> {
    let (passed, failed) = tidy::tidy(project)?;
    Ok(Counts { passed, failed })
}

fn unit(project: &Project) -> Result<Counts> {
    let tests = cargo(project, &["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]);
    cargo_tests(tests)
}

fn doc(project: &Project) -> Result<Counts> {
    cargo_tests(cargo(project, &["test", "--workspace", "--doc", "--no-fail-fast"]))
}

fn browser(project: &Project) -> Result<Counts> {
    let driver = tools::first_of(project, &["chromedriver"]).ok_or_else(|| Error::Missing {
        what: "chromedriver".to_owned(),
        how: "On Debian: apt-get install chromium-driver".to_owned(),
    })?;
    let mut tests = cargo(project, &["test", "-p", "chava", "--lib", "--tests", "--no-fail-fast"]);
    tests.args(WASM_TARGET).env("CHROMEDRIVER", driver).env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    cargo_tests(tests)
}

fn site(project: &Project) -> Result<Counts> {
    build::build(project, build::Pace::Release).map(|()| Counts::PASSED)
}

fn journeys(project: &Project) -> Result<Counts> {
    let files = project::walk(&project.root.join("e2e"), &|_| false)?;
    let files = files.into_iter().filter(|file| file.to_string_lossy().ends_with(".test.mjs"));
    let mut node = process::command(project, "node");
    // One file at a time: two browsers on two cores only make one another's waits longer.
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=1", "--test-timeout=180000"]).args(files);
    node.env("CHAVA_ENDPOINT", project.endpoint()).env("CHAVA_DIST", &project.dist);
    let heard = process::listen(node)?;
    Ok(Counts::of_node(&heard.lines).judged_by(heard.success))
}

fn cargo_tests(command: Command) -> Result<Counts> {
    let heard = process::listen(command)?;
    Ok(Counts::of_cargo(&heard.lines).judged_by(heard.success))
}

fn passes(what: &str, command: Command) -> Counts {
    match process::run(what, command) {
        Ok(()) => Counts::PASSED,
        Err(error) => {
            println!("{error}");
            Counts::FAILED
        }
    }
}
