//! Children: started with the project's tools on their PATH, watched, and heard when they fail.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};
use std::{env, thread};

use crate::error::{Error, Result};
use crate::project::Project;

/// How often a long step says that it lives, where the output is no terminal.
const QUIET_INTERVAL: Duration = Duration::from_secs(20);
const LAST_WORDS: usize = 25;

/// A command that runs at the root and finds the project's tools.
pub fn command(project: &Project, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(&project.root);
    let inherited = env::var_os("PATH").unwrap_or_default();
    let directories = project.tool_directories().into_iter().chain(env::split_paths(&inherited));
    if let Ok(path) = env::join_paths(directories) {
        command.env("PATH", path);
    }
    // `cargo run` tells xtask about xtask; children must not take that for themselves.
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name.starts_with("CARGO_BIN_") {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command whose output goes straight to the terminal.
pub fn run(what: &str, mut command: Command) -> Result<()> {
    let status = command.status().map_err(|source| start_error(&command, source))?;
    if status.success() { Ok(()) } else { Err(Error::Failed { what: what.to_owned(), detail: format!(" ({status})") }) }
}

/// Runs a command and gives what it printed on its standard output, trimmed; `None` where it fails or is not there.
pub fn capture(mut command: Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// What a watched child left behind.
#[derive(Debug)]
pub struct Heard {
    /// Whether it ended well.
    pub success: bool,
    /// Everything it printed, both streams, in the order of arrival.
    pub lines: Vec<String>,
}

/// Runs a command and hands over each line it prints, also to the terminal.
pub fn listen(mut command: Command) -> Result<Heard> {
    let (mut child, lines) = spawn(&mut command)?;
    let mut heard = Vec::new();
    for line in lines {
        println!("{line}");
        heard.push(line);
    }
    let status = child.wait().map_err(|source| start_error(&command, source))?;
    Ok(Heard { success: status.success(), lines: heard })
}

/// Runs a long command on one line that shows the seconds and the child's last words; the rest goes to a log.
pub fn watch(what: &str, mut command: Command, log: &Path) -> Result<()> {
    let begun = Instant::now();
    let mut log_file = create(log)?;
    let mut progress = Progress::new(what);
    let (mut child, lines) = spawn(&mut command)?;
    let mut last = VecDeque::with_capacity(LAST_WORDS);
    loop {
        match lines.recv_timeout(Duration::from_secs(1)) {
            Ok(line) => {
                // A log that cannot be written must not end a compile of minutes.
                let _ = writeln!(log_file, "{line}");
                if last.len() == LAST_WORDS {
                    last.pop_front();
                }
                last.push_back(line);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        progress.tick(last.back().map_or("", |line| line.trim()));
    }
    let status = child.wait().map_err(|source| start_error(&command, source))?;
    let seconds = begun.elapsed().as_secs();
    if status.success() {
        progress.end(&format!("done in {seconds} s"));
        return Ok(());
    }
    progress.end(&format!("failed after {seconds} s"));
    let words: Vec<String> = last.into();
    let detail = format!(" ({status}); its last words, the rest in {}:\n{}", log.display(), words.join("\n"));
    Err(Error::Failed { what: what.to_owned(), detail })
}

/// One line that is rewritten on a terminal, and repeated now and then elsewhere.
struct Progress<'a> {
    what: &'a str,
    begun: Instant,
    shown: Option<Instant>,
    terminal: bool,
}

impl<'a> Progress<'a> {
    fn new(what: &'a str) -> Self {
        Self { what, begun: Instant::now(), shown: None, terminal: std::io::stdout().is_terminal() }
    }

    fn tick(&mut self, words: &str) {
        let interval = if self.terminal { Duration::from_millis(200) } else { QUIET_INTERVAL };
        if self.shown.is_some_and(|shown| shown.elapsed() < interval) {
            return;
        }
        self.shown = Some(Instant::now());
        let words: String = words.chars().take(60).collect();
        self.write(&format!("… {} s  {words}", self.begun.elapsed().as_secs()), false);
    }

    fn end(&self, words: &str) {
        self.write(words, true);
    }

    fn write(&self, words: &str, last: bool) {
        let what = self.what;
        if self.terminal && last {
            println!("\r\x1b[2K  {what}: {words}");
        } else if self.terminal {
            print!("\r\x1b[2K  {what}: {words}");
            let _ = std::io::stdout().flush();
        } else {
            println!("  {what}: {words}");
        }
    }
}

fn create(log: &Path) -> Result<File> {
    if let Some(parent) = log.parent() {
        std::fs::create_dir_all(parent).map_err(Error::file(parent))?;
    }
    File::create(log).map_err(Error::file(log))
}

/// Starts a child whose both streams arrive as lines; the channel closes when both have ended.
fn spawn(command: &mut Command) -> Result<(Child, mpsc::Receiver<String>)> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|source| start_error(command, source))?;
    let (sender, lines) = mpsc::channel();
    if let Some(stream) = child.stdout.take() {
        forward(stream, sender.clone());
    }
    if let Some(stream) = child.stderr.take() {
        forward(stream, sender);
    }
    Ok((child, lines))
}

fn forward(stream: impl Read + Send + 'static, lines: Sender<String>) {
    thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut bytes = Vec::new();
        while reader.read_until(b'\n', &mut bytes).is_ok_and(|read| read > 0) {
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            bytes.clear();
            if lines.send(line).is_err() {
                return;
            }
        }
    });
}

fn start_error(command: &Command, source: std::io::Error) -> Error {
    Error::Start { program: command.get_program().to_string_lossy().into_owned(), source }
}
