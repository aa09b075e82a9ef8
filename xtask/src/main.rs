//! Set-up, build, run, test and bench: the project's own commands.
fn main() {}
