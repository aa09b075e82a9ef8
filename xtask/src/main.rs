//! Set-up, build, run, test and bench: the project's own commands.

mod bench;
mod build;
mod error;
mod process;
mod project;
mod run;
mod setup;
mod site;
mod testing;
mod tidy;
mod tools;

use std::process::ExitCode;

use error::{Error, Result};
use project::Project;

const USAGE: &str = "\
cargo xtask COMMAND

  run    [--port N] [--data-dir DIR] [--database-url URL] [--catalogue FILE] [--no-build]
         sets up, builds and serves ChaVa on http://127.0.0.1:8080/ (--port 0: a free port)
  build  [--quick] the deployable site in dist/ (--quick: one to look at while developing)
  test   [--only NAME]... every test; ends with \"N passed, N failed\" (--list: the names)
  bench  [ARGUMENT]... the benchmarks, as a table
  setup  [--tests] only finds or installs what the other commands need
  tidy   the laws that can be read off the source";

fn main() -> ExitCode {
    match dispatch() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<ExitCode> {
    let mut arguments = lexopt::Parser::from_env();
    let project = Project::find()?;
    let command = match arguments.next().map_err(usage)? {
        Some(lexopt::Arg::Value(command)) => command.to_string_lossy().into_owned(),
        Some(lexopt::Arg::Long("help") | lexopt::Arg::Short('h')) => "help".to_owned(),
        Some(other) => return Err(usage(other.unexpected())),
        None => return Err(Error::Usage(format!("which command?\n\n{USAGE}"))),
    };
    match command.as_str() {
        "run" => run::run(&project, run::Options::parse(arguments)?),
        "build" => build::build(&project, pace(arguments)?).map(|()| ExitCode::SUCCESS),
        "test" => testing::test(&project, testing::Options::parse(arguments)?),
        "bench" => bench::bench(&project, arguments),
        "setup" => setup::setup(&project, setup_goal(arguments)?).map(|()| ExitCode::SUCCESS),
        "tidy" => no_more(arguments).and_then(|()| tidy::command(&project)),
        "help" => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        other => Err(Error::Usage(format!("there is no command {other:?}\n\n{USAGE}"))),
    }
}

fn setup_goal(mut arguments: lexopt::Parser) -> Result<setup::Goal> {
    let mut goal = setup::Goal::Build;
    while let Some(argument) = arguments.next().map_err(usage)? {
        match argument {
            lexopt::Arg::Long("tests") => goal = setup::Goal::Tests,
            other => return Err(usage(other.unexpected())),
        }
    }
    Ok(goal)
}

fn pace(mut arguments: lexopt::Parser) -> Result<build::Pace> {
    let mut pace = build::Pace::Release;
    while let Some(argument) = arguments.next().map_err(usage)? {
        match argument {
            lexopt::Arg::Long("quick") => pace = build::Pace::Quick,
            other => return Err(usage(other.unexpected())),
        }
    }
    Ok(pace)
}

fn no_more(mut arguments: lexopt::Parser) -> Result<()> {
    match arguments.next().map_err(usage)? {
        None => Ok(()),
        Some(other) => Err(usage(other.unexpected())),
    }
}

/// An argument that does not fit, said together with what would.
fn usage(error: lexopt::Error) -> Error {
    Error::Usage(format!("{error}\n\n{USAGE}"))
}
