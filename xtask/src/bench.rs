//! `cargo xtask bench`: builds what is measured and hands over to the benchmarks.

use std::process::ExitCode;

use crate::error::Result;
use crate::project::Project;
use crate::setup::{Goal, setup};
use crate::{build, process, usage};

/// Builds, then runs `bench/run.mjs` with the arguments given.
pub fn bench(project: &Project, mut arguments: lexopt::Parser) -> Result<ExitCode> {
    let given: Vec<_> = arguments.raw_args().map_err(usage)?.collect();
    setup(project, Goal::Tests)?;
    build::build_to_use(project)?;
    let mut node = process::command(project, "node");
    node.arg("bench/run.mjs").args(given).env("CHAVA_ENDPOINT", project.endpoint()).env("CHAVA_DIST", &project.dist);
    process::run("the benchmarks", node).map(|()| ExitCode::SUCCESS)
}
