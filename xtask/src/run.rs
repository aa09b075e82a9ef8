//! `cargo xtask run`: builds ChaVa and hands over to the endpoint, which serves it.

use std::ffi::OsString;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::ValueExt;

use crate::error::{Error, Result};
use crate::project::Project;
use crate::{build, process, usage};

const DEFAULT_PORT: u16 = 8080;

/// What the command line asks for.
#[derive(Debug)]
pub struct Options {
    port: u16,
    data_dir: PathBuf,
    database_url: Option<OsString>,
    catalogue: Option<PathBuf>,
    build: bool,
}

impl Options {
    /// Reads the command line.
    pub fn parse(mut arguments: lexopt::Parser) -> Result<Self> {
        let mut options = Self {
            port: DEFAULT_PORT,
            data_dir: PathBuf::from("data"),
            database_url: None,
            catalogue: None,
            build: true,
        };
        while let Some(argument) = arguments.next().map_err(usage)? {
            match argument {
                lexopt::Arg::Long("port") => {
                    options.port = arguments.value().and_then(|value| value.parse()).map_err(usage)?;
                }
                // Given paths are meant from where the person stands, which need not be the root.
                lexopt::Arg::Long("data-dir") => options.data_dir = path(&mut arguments)?,
                lexopt::Arg::Long("catalogue") => options.catalogue = Some(path(&mut arguments)?),
                lexopt::Arg::Long("database-url") => options.database_url = Some(arguments.value().map_err(usage)?),
                lexopt::Arg::Long("no-build") => options.build = false,
                other => return Err(usage(other.unexpected())),
            }
        }
        Ok(options)
    }
}

fn path(arguments: &mut lexopt::Parser) -> Result<PathBuf> {
    let given = arguments.value().map_err(usage)?;
    std::path::absolute(&given).map_err(Error::file(given))
}

/// Builds and serves until Ctrl-C.
pub fn run(project: &Project, options: Options) -> Result<ExitCode> {
    // Before the build, so that nobody waits minutes to learn it.
    check_port(options.port)?;
    if let Some(catalogue) = &options.catalogue {
        std::fs::metadata(catalogue).map_err(Error::file(catalogue))?;
    }
    if options.build {
        build::build_to_use(project)?;
    } else if !project.endpoint().is_file() || !project.dist.join("shell.html").is_file() {
        return Err(Error::Missing {
            what: "a build to serve".to_owned(),
            how: "Run once without --no-build, or: cargo xtask build".to_owned(),
        });
    }
    let mut serve = process::command(project, project.endpoint());
    serve.args(["serve", "--port", &options.port.to_string(), "--site"]).arg(&project.dist);
    serve.arg("--data-dir").arg(&options.data_dir);
    serve.arg("--catalogue").arg(options.catalogue.unwrap_or_else(|| project.catalogue()));
    if let Some(url) = options.database_url {
        serve.arg("--database-url").arg(url);
    }
    become_process(serve)
}

fn check_port(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => Err(Error::Usage(format!(
            "port {port} is taken by another program; stop that one, or choose: cargo xtask run --port 0 (a free port)"
        ))),
        Err(error) => Err(Error::Usage(format!("port {port} cannot be used: {error}"))),
    }
}

/// Turns this process into the endpoint, so that Ctrl-C and a supervisor's signals reach it without a detour.
#[cfg(unix)]
fn become_process(mut command: std::process::Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    let source = command.exec();
    Err(Error::Start { program: command.get_program().to_string_lossy().into_owned(), source })
}

#[cfg(not(unix))]
fn become_process(command: std::process::Command) -> Result<ExitCode> {
    process::run("chava-endpoint serve", command).map(|()| ExitCode::SUCCESS)
}
