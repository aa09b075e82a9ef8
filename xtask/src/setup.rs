//! `cargo xtask setup`: finds or installs what the other commands need; quick where all is there.

use std::time::Instant;

use crate::error::Result;
use crate::project::Project;
use crate::tools;

/// What the machine shall be ready for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Build and run.
    Build,
    /// Build, run, and test in real browsers.
    Tests,
}

/// Finds or installs everything for the goal. Each part is kept between runs and goes on where it was interrupted.
pub fn setup(project: &Project, goal: Goal) -> Result<()> {
    let begun = Instant::now();
    println!("setup: checking tools (the first time takes about ten minutes, later a second)");
    tools::ensure_wasm_target(project)?;
    tools::ensure_std_source(project)?;
    tools::ensure_node_packages(project)?;
    if goal == Goal::Tests {
        tools::ensure_rust_components(project)?;
        tools::ensure_browsers(project)?;
    }
    tools::ensure_wasm_bindgen(project)?;
    tools::ensure_trunk(project)?;
    println!("setup: ready after {:.1} s", begun.elapsed().as_secs_f32());
    Ok(())
}
