//! The log of who did what: lines in a chain of hashes, so that a line changed behind the program's back shows.

use chava_catalogue::digest::sha256_hex;
use serde_json::json;

use crate::clock::Instant;

/// What stands before the first line.
pub const BEGINNING: &str = "";

/// What members do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Signed in.
    SignIn,
    /// Added a member.
    AddMember,
    /// Removed a member.
    RemoveMember,
    /// Set a password.
    SetPassword,
    /// Put a contribution into a need.
    Group,
    /// Took a contribution out of a need.
    Ungroup,
    /// Answered.
    Answer,
    /// Refused.
    Refuse,
    /// Asked a colleague.
    Ask,
    /// Took personal data out.
    Redact,
    /// Brought into the catalogue.
    Publish,
    /// Applied a confirmation.
    Confirm,
    /// Took the numbers away as a file.
    Export,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 13] = [
        Self::SignIn,
        Self::AddMember,
        Self::RemoveMember,
        Self::SetPassword,
        Self::Group,
        Self::Ungroup,
        Self::Answer,
        Self::Refuse,
        Self::Ask,
        Self::Redact,
        Self::Publish,
        Self::Confirm,
        Self::Export,
    ];

    /// The act as it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::AddMember => "add-member",
            Self::RemoveMember => "remove-member",
            Self::SetPassword => "set-password",
            Self::Group => "group",
            Self::Ungroup => "ungroup",
            Self::Answer => "answer",
            Self::Refuse => "refuse",
            Self::Ask => "ask",
            Self::Redact => "redact",
            Self::Publish => "publish",
            Self::Confirm => "confirm",
            Self::Export => "export",
        }
    }

    /// The act of this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// Something that was done, before it is a line.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// When.
    pub at: Instant,
    /// By whom; the command line has no name.
    pub member: &'a str,
    /// What.
    pub act: Act,
    /// To what: a contribution, a record, a member. Never what a resident said.
    pub subject: &'a str,
    /// A word on it.
    pub note: &'a str,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// By whom.
    pub member: Box<str>,
    /// What, as a code.
    pub act: Box<str>,
    /// To what.
    pub subject: Box<str>,
    /// A word on it.
    pub note: Box<str>,
    /// The hash of the line before.
    pub previous: Box<str>,
    /// The hash of this line.
    pub sha256: Box<str>,
}

impl Entry<'_> {
    /// The line of this number after the line of that hash.
    pub fn into_line(self, number: i64, previous: &str) -> Line {
        let mut line = Line {
            number,
            at: self.at,
            member: self.member.into(),
            act: self.act.code().into(),
            subject: self.subject.into(),
            note: self.note.into(),
            previous: previous.into(),
            sha256: "".into(),
        };
        line.sha256 = line.hash().into();
        line
    }
}

impl Line {
    fn hash(&self) -> String {
        let Self { number, at, member, act, subject, note, previous, .. } = self;
        sha256_hex(json!([number, at.0, member, act, subject, note, previous]).to_string().as_bytes())
    }
}

/// The number of the first line at which the chain is broken, if it is. Takes lines from the first on.
pub fn first_break(lines: &[Line]) -> Option<i64> {
    let mut previous = BEGINNING;
    for (line, number) in lines.iter().zip(1..) {
        if line.number != number || *line.previous != *previous || *line.sha256 != *line.hash() {
            return Some(number);
        }
        previous = &line.sha256;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain() -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for (number, note) in (1..).zip(["un", "deux", "trois"]) {
            let entry = Entry { at: Instant(number), member: "ana", act: Act::Answer, subject: "besoin", note };
            let previous = lines.last().map_or(BEGINNING.into(), |line| line.sha256.clone());
            lines.push(entry.into_line(number, &previous));
        }
        lines
    }

    #[test]
    fn a_line_that_was_changed_taken_out_or_put_elsewhere_shows() {
        assert_eq!(first_break(&chain()), None);
        let mut changed = chain();
        changed[1].note = "autre chose".into();
        assert_eq!(first_break(&changed), Some(2));
        let mut shorter = chain();
        shorter.remove(0);
        assert_eq!(first_break(&shorter), Some(1));
        let mut swapped = chain();
        swapped.swap(1, 2);
        assert_eq!(first_break(&swapped), Some(2));
    }

    #[test]
    fn a_hash_made_anew_still_breaks_the_next_line() {
        let mut forged = chain();
        forged[0].note = "faux".into();
        forged[0].sha256 = forged[0].hash().into();
        assert_eq!(first_break(&forged), Some(2));
    }

    #[test]
    fn each_act_has_a_code_of_its_own() {
        for act in Act::ALL {
            assert_eq!(Act::from_code(act.code()), Some(act));
        }
    }
}
