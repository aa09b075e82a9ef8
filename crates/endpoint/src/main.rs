//! The endpoint's binary: reads the command line, runs the command, says in French what went wrong.

use std::process::ExitCode;

use chava_endpoint::cli::Cli;
use clap::Parser as _;

#[tokio::main]
async fn main() -> ExitCode {
    match Cli::parse().run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
