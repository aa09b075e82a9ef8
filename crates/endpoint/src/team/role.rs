//! Who may do what: the team's roles, and one table of their permissions.

use clap::ValueEnum;

/// A role in the city's team, after its governance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Role {
    /// Coordination : tout
    Coordination,
    /// Groupe de travail 1
    Gt1,
    /// Groupe de travail 2
    Gt2,
    /// Groupe de travail 3
    Gt3,
    /// Terrain : rencontres, corrections et confirmations
    Outreach,
}

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Read what residents said, within the role's reach.
    Read,
    /// Ask a colleague.
    Ask,
    /// Apply a « C'est encore vrai » or a flag to a record.
    Confirm,
    /// Group contributions into a need.
    Group,
    /// Answer a need or a person.
    Answer,
    /// Refuse with a reason.
    Refuse,
    /// Take personal data out.
    Redact,
    /// Bring a proposal or correction into the catalogue.
    Publish,
    /// See the numbers and the quality of records.
    Figures,
    /// Read the log.
    Log,
    /// Take the numbers away as a file.
    Export,
}

/// What a role reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everything.
    All,
    /// What belongs to the themes of a working group, and what has no theme yet.
    WorkingGroup(u8),
    /// What concerns the field: encounters, corrections, confirmations.
    Field,
}

/// Coordination, the working groups, outreach: who may, for each permission.
const TABLE: [(Permission, [bool; 3]); 11] = [
    (Permission::Read, [true, true, true]),
    (Permission::Ask, [true, true, true]),
    (Permission::Confirm, [true, true, true]),
    (Permission::Group, [true, true, false]),
    (Permission::Answer, [true, true, false]),
    (Permission::Refuse, [true, true, false]),
    (Permission::Redact, [true, true, true]),
    (Permission::Publish, [true, true, false]),
    (Permission::Figures, [true, true, true]),
    (Permission::Log, [true, true, false]),
    (Permission::Export, [true, false, false]),
];

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [Self::Coordination, Self::Gt1, Self::Gt2, Self::Gt3, Self::Outreach];

    /// The role as it is stored and typed.
    pub fn code(self) -> &'static str {
        match self {
            Self::Coordination => "coordination",
            Self::Gt1 => "gt1",
            Self::Gt2 => "gt2",
            Self::Gt3 => "gt3",
            Self::Outreach => "outreach",
        }
    }

    /// The role of this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Says whether the role may.
    pub fn may(self, permission: Permission) -> bool {
        let column = match self {
            Self::Coordination => 0,
            Self::Gt1 | Self::Gt2 | Self::Gt3 => 1,
            Self::Outreach => 2,
        };
        TABLE.iter().any(|(which, who)| *which == permission && who[column])
    }

    /// What the role reads.
    pub fn reach(self) -> Reach {
        match self {
            Self::Coordination => Reach::All,
            Self::Gt1 => Reach::WorkingGroup(1),
            Self::Gt2 => Reach::WorkingGroup(2),
            Self::Gt3 => Reach::WorkingGroup(3),
            Self::Outreach => Reach::Field,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_each_permission_once_and_coordination_may_all() {
        for (permission, _) in TABLE {
            assert_eq!(TABLE.iter().filter(|(other, _)| *other == permission).count(), 1, "{permission:?}");
            assert!(Role::Coordination.may(permission), "{permission:?}");
        }
    }

    #[test]
    fn outreach_neither_answers_nor_publishes_nor_takes_numbers_away() {
        for permission in [Permission::Answer, Permission::Publish, Permission::Refuse, Permission::Export] {
            assert!(!Role::Outreach.may(permission), "{permission:?}");
        }
        assert!(Role::Gt2.may(Permission::Publish) && !Role::Gt2.may(Permission::Export));
        assert_eq!(Role::Gt2.reach(), Reach::WorkingGroup(2));
    }

    #[test]
    fn a_role_is_stored_by_its_code() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
        assert_eq!(Role::from_code("admin"), None);
    }
}
