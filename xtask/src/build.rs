//! `cargo xtask build`: the deployable site in `dist/`, from source to compressed, within its budgets.

use std::fs;
use std::time::Instant;

use crate::error::{Error, Result};
use crate::project::Project;
use crate::setup::{Goal, setup};
use crate::{process, site, tools};

/// The whole command: a site over one of its budgets is a failure.
pub fn build(project: &Project) -> Result<()> {
    build_site(project)?
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
    compile_app(project)?;
    compile_endpoint(project)?;

    // Everything happens beside `dist/`, so that a build that fails leaves the last good site as it was.
    let staging = project.target.join("dist-next");
    remove(&staging)?;
    let built = site::assemble(project, &staging)?;
    render_pages(project, &staging)?;
    site::check_no_inline_script(&staging)?;
    let compressed = site::compress(project, &staging)?;
    let within = site::measure(project, &staging, &built)?;
    remove(&project.dist)?;
    fs::rename(&staging, &project.dist).map_err(Error::file(&project.dist))?;
    println!("build: dist/ is version {} after {:.1} s; {compressed}", built.version, begun.elapsed().as_secs_f32());
    Ok(within)
}

/// The PWA: cargo, wasm-bindgen, wasm-opt and the minifiers, all driven by Trunk.
fn compile_app(project: &Project) -> Result<()> {
    // Trunk works offline below, so that it never downloads a tool; what cargo needs comes now.
    process::run("cargo fetch", tools::cargo(project, &["fetch", "--quiet", "--locked"]))?;
    tools::fetch_std_packages(project)?;
    let mut trunk = process::command(project, "trunk");
    trunk.args(["build", "--release", "--offline", "--locked"]);
    // The site names each file by the hash of its final bytes; Trunk would hash them before wasm-opt.
    trunk.args(["--filehash", "false", "--no-sri", "true", "--dist"]).arg(site::trunk_output(project));
    trunk.envs(tools::MODULE_ENVIRONMENT);
    // Its own words say what is wrong; forty lines of backtrace hide them.
    trunk.env("RUST_BACKTRACE", "0");
    process::run("trunk build", trunk)
}

fn compile_endpoint(project: &Project) -> Result<()> {
    process::run(
        "cargo build -p chava-endpoint",
        tools::cargo(project, &["build", "--release", "-p", "chava-endpoint"]),
    )
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
