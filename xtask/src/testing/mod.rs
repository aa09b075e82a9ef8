//! `cargo xtask test`: every test there is, one step after the other, summed up in one line.

mod counts;
mod steps;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::project::Project;
use crate::usage;

use counts::Counts;
use steps::STEPS;

/// What the command line asks for.
#[derive(Debug, Default)]
pub struct Options {
    only: Vec<String>,
    list: bool,
}

impl Options {
    /// Reads the command line.
    pub fn parse(mut arguments: lexopt::Parser) -> Result<Self> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next().map_err(usage)? {
            match argument {
                lexopt::Arg::Long("only") => {
                    let name = arguments.value().map_err(usage)?.to_string_lossy().into_owned();
                    if !STEPS.iter().any(|step| step.name == name) {
                        return Err(Error::Usage(format!("there is no step {name:?}; the steps are: {}", names())));
                    }
                    options.only.push(name);
                }
                lexopt::Arg::Long("list") => options.list = true,
                other => return Err(usage(other.unexpected())),
            }
        }
        Ok(options)
    }

    fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || name == "setup" || self.only.iter().any(|only| only == name)
    }
}

fn names() -> String {
    STEPS.iter().map(|step| step.name).collect::<Vec<_>>().join(", ")
}

/// Runs the steps asked for; goes on after one that fails.
pub fn test(project: &Project, options: Options) -> Result<ExitCode> {
    if options.list {
        println!("{}", names());
        return Ok(ExitCode::SUCCESS);
    }
    let mut ended: Vec<Ended> = Vec::new();
    for step in STEPS.iter().filter(|step| options.wants(step.name)) {
        println!("\n── {} · {}", step.name, step.what);
        let begun = Instant::now();
        let failed_before =
            step.needs.filter(|needed| ended.iter().any(|end| end.name == *needed && end.counts.failed > 0));
        let counts = match failed_before {
            // What it would test is not what the source says.
            Some(needed) => Err(Error::Rule(format!("not run, because {needed} failed"))),
            None => (step.run)(project),
        };
        let counts = counts.unwrap_or_else(|error| {
            println!("{}: {error}", step.name);
            Counts::FAILED
        });
        ended.push(Ended { name: step.name, counts, took: begun.elapsed() });
    }
    Ok(report(&ended))
}

struct Ended {
    name: &'static str,
    counts: Counts,
    took: Duration,
}

fn report(ended: &[Ended]) -> ExitCode {
    println!("\n  {:<12} {:>8} {:>8} {:>9}", "step", "passed", "failed", "seconds");
    for Ended { name, counts, took } in ended {
        println!("  {name:<12} {:>8} {:>8} {:>9.1}", counts.passed, counts.failed, took.as_secs_f32());
    }
    let sum = ended.iter().fold(Counts::default(), |sum, end| sum + end.counts);
    println!("\n{} passed, {} failed", sum.passed, sum.failed);
    if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
