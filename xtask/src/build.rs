//! `cargo xtask build`: the deployable site in `dist/`, from source to compressed, within its budgets.

use std::fs;
use std::time::Instant;

use crate::error::{Error, Result};
use crate::project::Project;
use crate::setup::{Goal, setup};
use crate::{process, site, tools};

/// How much care a build takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// What travels to phones.
    Release,
    /// What a developer looks at a minute after a change: nothing is optimised, compressed or weighed, no static pages.
    Quick,
}

/// The whole command: a site over one of its budgets is a failure.
pub fn build(project: &Project, pace: Pace) -> Result<()> {
    match pace {
        Pace::Release => build_site(project)?,
        Pace::Quick => build_quickly(project),
    }
}

/// The same for those who want to see the site in any case: a budget that does not hold is only said.
pub fn build_to_use(project: &Project) -> Result<()> {
    if let Err(over) = build_site(project)? {
        println!("build: {over}; going on with it all the same");
    }
    Ok(())
}

/// Sets up, compiles the PWA and the endpoint, and assembles `dist/`; the inner result says whether its budgets hold.
fn build_site(project: &Project) -> Result<Result<()>> {
    setup(project, Goal::Build)?;
    let begun = Instant::now();
    compile_app(project, Pace::Release)?;
    compile_endpoint(project, Pace::Release)?;

    // Everything happens beside `dist/`, so that a build that fails leaves the last good site as it was.
    let staging = project.target.join("dist-next");
    remove(&staging)?;
    let built = site::assemble(project, &staging, Pace::Release)?;
    render_pages(project, &staging)?;
    site::check_inline_scripts(&staging, &built.boot)?;
    let compressed = site::compress(project, &staging)?;
    let within = site::measure(project, &staging, &built)?;
    put_in_place(project, &staging)?;
    println!("build: dist/ is version {} after {:.1} s; {compressed}", built.version, begun.elapsed().as_secs_f32());
    Ok(within)
}

fn build_quickly(project: &Project) -> Result<()> {
    setup(project, Goal::Build)?;
    let begun = Instant::now();
    compile_app(project, Pace::Quick)?;
    compile_endpoint(project, Pace::Quick)?;
    let staging = project.target.join("dist-next");
    remove(&staging)?;
    let built = site::assemble(project, &staging, Pace::Quick)?;
    put_in_place(project, &staging)?;
    println!(
        "build: dist/ is version {} after {:.1} s, for looking at only; serve it with {}",
        built.version,
        begun.elapsed().as_secs_f32(),
        project.quick_endpoint().display()
    );
    Ok(())
}

/// The PWA: cargo, wasm-bindgen, wasm-opt and the minifiers, all driven by Trunk.
fn compile_app(project: &Project, pace: Pace) -> Result<()> {
    // Trunk works offline below, so that it never downloads a tool; what cargo needs comes now.
    process::run("cargo fetch", tools::cargo(project, &["fetch", "--quiet", "--locked"]))?;
    tools::fetch_std_packages(project)?;
    let mut trunk = process::command(project, "trunk");
    trunk.args(["build", "--offline", "--locked"]);
    if pace == Pace::Release {
        trunk.arg("--release").envs(tools::MODULE_ENVIRONMENT);
    }
    // The site names each file by the hash of its final bytes; Trunk would hash them before wasm-opt.
    trunk.args(["--filehash", "false", "--no-sri", "true", "--dist"]).arg(site::trunk_output(project));
    // Its own words say what is wrong; forty lines of backtrace hide them.
    trunk.env("RUST_BACKTRACE", "0");
    process::run("trunk build", trunk)
}

fn compile_endpoint(project: &Project, pace: Pace) -> Result<()> {
    let mut cargo = tools::cargo(project, &["build", "-p", "chava-endpoint"]);
    if pace == Pace::Release {
        cargo.arg("--release");
    }
    process::run("cargo build -p chava-endpoint", cargo)
}

/// The finished site takes the place of the last one.
fn put_in_place(project: &Project, staging: &std::path::Path) -> Result<()> {
    remove(&project.dist)?;
    fs::rename(staging, &project.dist).map_err(Error::file(&project.dist))
}

/// Every public page as static HTML and the catalogue's snapshot, written by the endpoint itself.
fn render_pages(project: &Project, staging: &std::path::Path) -> Result<()> {
    if !project.endpoint().is_file() {
        println!("build: there is no endpoint binary, so no static pages");
        return Ok(());
    }
    let mut render = process::command(project, project.endpoint());
    render.args(["build-site", "--dist"]).arg(staging).arg("--catalogue").arg(project.catalogue());
    process::run("chava-endpoint build-site", render)
}

fn remove(directory: &std::path::Path) -> Result<()> {
    match fs::remove_dir_all(directory) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::file(directory)(error)),
        _ => Ok(()),
    }
}
