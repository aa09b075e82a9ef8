//! The tools the project stands on: their versions, how each is found and how it is installed.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Error, Result};
use crate::process;
use crate::project::{self, Project};

/// Bundles the PWA. Asks for a newer rustc than it needs, hence `--ignore-rust-version`.
const TRUNK: CargoTool = CargoTool {
    package: "trunk",
    binary: "trunk",
    version: "0.22.1",
    arguments: &["--ignore-rust-version", "--no-default-features", "--features", "rustls"],
    duration: "about 5 minutes on two cores",
};

/// Makes the glue between the module and JavaScript; the same version as the crate in Cargo.lock.
const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    binary: "wasm-bindgen",
    version: "0.2.130",
    arguments: &["--no-default-features"],
    duration: "about 2 minutes on two cores",
};

const WASM_TARGET: &str = "wasm32-unknown-unknown";
const OLDEST_NODE: u32 = 20;

/// Debian's packages for the tests in real browsers: the program that shows it is there, and the package.
const BROWSER_PACKAGES: [(&str, &str); 3] =
    [("chromium", "chromium"), ("chromedriver", "chromium-driver"), ("firefox-esr", "firefox-esr")];
/// Arabic, Cyrillic and the rest, so that screenshots show letters and not boxes.
const FONT_PACKAGE: &str = "fonts-noto-core";

/// A tool compiled by cargo into `.tools/`.
struct CargoTool {
    package: &'static str,
    binary: &'static str,
    version: &'static str,
    arguments: &'static [&'static str],
    duration: &'static str,
}

impl CargoTool {
    fn is_there(&self, project: &Project) -> bool {
        let mut ask = process::command(project, self.binary);
        ask.arg("--version");
        process::capture(ask).is_some_and(|said| said.split_whitespace().nth(1) == Some(self.version))
    }

    fn ensure(&self, project: &Project) -> Result<()> {
        if self.is_there(project) {
            return Ok(());
        }
        println!("  {} {}: compiling once, {}; safe to interrupt", self.package, self.version, self.duration);
        let mut install = process::command(project, "cargo");
        install
            .args(["install", self.package, "--version", &format!("={}", self.version), "--root"])
            .arg(&project.tools)
            .args(self.arguments)
            // A directory of its own, so that an interrupted compile goes on where it was.
            .env("CARGO_TARGET_DIR", project.tools.join("target").join(self.package))
            // It runs for seconds a day: a quick compile is worth more than a quick tool.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        let log = project.tools.join("logs").join(format!("{}.log", self.package));
        process::watch(&format!("{} {}", self.package, self.version), install, &log)
    }
}

/// The bundler.
pub fn ensure_trunk(project: &Project) -> Result<()> {
    TRUNK.ensure(project)
}

/// The glue maker, after a check that Cargo.lock asks for this very version.
pub fn ensure_wasm_bindgen(project: &Project) -> Result<()> {
    let lock = project::read_text(project.root.join("Cargo.lock"))?;
    match locked_version(&lock, "wasm-bindgen") {
        Some(locked) if locked == WASM_BINDGEN.version => {}
        Some(locked) => {
            return Err(Error::Rule(format!(
                "Cargo.lock has wasm-bindgen {locked} but xtask/src/tools.rs installs the command-line tool {}: \
                 the two only work together in the same version; make them equal",
                WASM_BINDGEN.version
            )));
        }
        None => return Err(Error::Rule("Cargo.lock has no wasm-bindgen: is this ChaVa's directory?".to_owned())),
    }
    WASM_BINDGEN.ensure(project)
}

/// The version of a package in a lock file.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let heading = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != heading);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// The compiler's own support for WebAssembly.
pub fn ensure_wasm_target(project: &Project) -> Result<()> {
    let mut ask = process::command(project, "rustc");
    ask.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    if process::capture(ask).is_some_and(|directory| Path::new(&directory).is_dir()) {
        return Ok(());
    }
    if find(project, "rustup").is_none() {
        return Err(Error::Missing {
            what: format!("the Rust target {WASM_TARGET}"),
            how: "It comes with rustup (https://rustup.rs): rustup target add wasm32-unknown-unknown".to_owned(),
        });
    }
    let mut add = process::command(project, "rustup");
    add.args(["target", "add", WASM_TARGET]);
    process::watch(&format!("Rust target {WASM_TARGET}"), add, &project.tools.join("logs").join("rustup-target.log"))
}

/// What the module is compiled with, beside the profile `wasm`: the standard library too is compiled for size, and a
/// panic is a trap without words, which together weigh a seventh less; nobody reads `{:?}` on a phone, and hashing is
/// written as a loop. Cargo calls both unstable and asks for them by name.
pub const MODULE_ENVIRONMENT: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none --cfg=sha2_backend_soft=\"compact\"",
    ),
];

/// The source of the standard library, which the module is compiled with.
pub fn ensure_std_source(project: &Project) -> Result<()> {
    if std_workspace(project).join("std").is_dir() {
        return Ok(());
    }
    let mut add = process::command(project, "rustup");
    add.args(["component", "add", "rust-src"]);
    process::watch("Rust component rust-src", add, &project.tools.join("logs").join("rustup-src.log"))
}

/// The packages that the standard library itself is made of: `cargo fetch` brings only our own, and what compiles the
/// module works offline.
pub fn fetch_std_packages(project: &Project) -> Result<()> {
    let mut fetch = cargo(project, &["fetch", "--quiet", "--locked", "--target", WASM_TARGET, "--manifest-path"]);
    fetch.arg(std_workspace(project).join("Cargo.toml")).env("RUSTC_BOOTSTRAP", "1");
    process::run("cargo fetch for the standard library", fetch)
}

/// Where the source of the standard library lies once it is there.
fn std_workspace(project: &Project) -> PathBuf {
    let mut ask = process::command(project, "rustc");
    ask.args(["--print", "sysroot"]);
    PathBuf::from(process::capture(ask).unwrap_or_default()).join("lib/rustlib/src/rust/library")
}

/// The formatter and the linter.
pub fn ensure_rust_components(project: &Project) -> Result<()> {
    for component in ["rustfmt", "clippy"] {
        let mut ask = process::command(project, "cargo");
        ask.args([if component == "rustfmt" { "fmt" } else { component }, "--version"]);
        if process::capture(ask).is_some() {
            continue;
        }
        let mut add = process::command(project, "rustup");
        add.args(["component", "add", component]);
        let log = project.tools.join("logs").join(format!("rustup-{component}.log"));
        process::watch(&format!("Rust component {component}"), add, &log)?;
    }
    Ok(())
}

/// Node.js and the packages of package-lock.json.
pub fn ensure_node_packages(project: &Project) -> Result<()> {
    let mut ask = process::command(project, "node");
    ask.arg("--version");
    let version = process::capture(ask).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_NODE) || find(project, "npm").is_none() {
        let found = if version.is_empty() { String::new() } else { format!(" (found {version})") };
        return Err(Error::Missing {
            what: format!("Node.js {OLDEST_NODE} or newer with npm{found}"),
            how: "Get it from https://nodejs.org or your system's packages".to_owned(),
        });
    }
    let lock = project::read_text(project.root.join("package-lock.json"))?;
    let stamp = project.root.join("node_modules").join(".chava-installed");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut install = process::command(project, "npm");
    // Not `npm ci`: it refuses the lock file wherever a registry lacks another platform's optional package. This
    // installs the locked versions all the same.
    install.args(["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"]);
    process::watch("Node packages", install, &project.tools.join("logs").join("npm.log"))?;
    project::write(&stamp, lock)
}

/// Browsers and fonts for the tests; installed by apt where this is Debian and we are root.
pub fn ensure_browsers(project: &Project) -> Result<()> {
    let mut missing: Vec<&str> = BROWSER_PACKAGES
        .iter()
        .filter(|(program, _)| find(project, program).is_none())
        .map(|(_, package)| *package)
        .collect();
    let debian = find(project, "apt-get").is_some();
    if debian && !is_installed_by_dpkg(project, FONT_PACKAGE) {
        missing.push(FONT_PACKAGE);
    }
    if missing.is_empty() {
        return Ok(());
    }
    if !debian || !is_root(project) {
        return Err(Error::Missing {
            what: format!("for the tests in real browsers: {}", missing.join(", ")),
            how: format!("On Debian: sudo apt-get install {}", missing.join(" ")),
        });
    }
    let mut update = process::command(project, "apt-get");
    update.args(["update", "--quiet"]);
    process::watch("apt-get update", update, &project.tools.join("logs").join("apt-update.log"))?;
    let mut install = process::command(project, "apt-get");
    install
        .args(["install", "--yes", "--quiet", "--no-install-recommends"])
        .args(&missing)
        .env("DEBIAN_FRONTEND", "noninteractive");
    process::watch(
        &format!("Debian packages {}", missing.join(" ")),
        install,
        &project.tools.join("logs").join("apt-install.log"),
    )
}

fn is_installed_by_dpkg(project: &Project, package: &str) -> bool {
    let mut ask = process::command(project, "dpkg-query");
    ask.args(["--show", "--showformat=${Status}", package]);
    process::capture(ask).is_some_and(|status| status.ends_with("ok installed"))
}

fn is_root(project: &Project) -> bool {
    let mut ask = process::command(project, "id");
    ask.arg("-u");
    process::capture(ask).as_deref() == Some("0")
}

/// Where a program lies that a child of ours would start.
pub fn find(project: &Project, program: &str) -> Option<PathBuf> {
    let inherited = env::var_os("PATH").unwrap_or_default();
    project
        .tool_directories()
        .into_iter()
        .chain(env::split_paths(&inherited))
        .map(|directory| directory.join(program))
        .find(|path| path.is_file())
}

/// The first of some programs that is there.
pub fn first_of(project: &Project, programs: &[&str]) -> Option<PathBuf> {
    programs.iter().find_map(|program| find(project, program))
}

/// A cargo command at the root.
pub fn cargo(project: &Project, arguments: &[&str]) -> Command {
    let mut command = process::command(project, "cargo");
    command.args(arguments);
    command
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn the_lock_file_says_its_versions() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
