//! The team's members and their sessions.

use sqlx::Row as _;

use super::{Store, StoreError, Write};
use crate::clock::Instant;
use crate::team::role::Role;

/// A member as listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMember {
    /// The name with which they sign in.
    pub name: Box<str>,
    /// Their role.
    pub role: Role,
    /// Since when.
    pub created_at: Instant,
}

impl Store {
    /// The members, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn members(&self) -> Result<Vec<StoredMember>, StoreError> {
        let rows = sqlx::query("SELECT name, role, created_at FROM team_members ORDER BY name")
            .fetch_all(self.database.pool())
            .await?;
        rows.iter()
            .map(|row| {
                Ok(StoredMember {
                    name: row.try_get::<&str, _>(0)?.into(),
                    role: role(row.try_get(1)?)?,
                    created_at: Instant(row.try_get(2)?),
                })
            })
            .collect()
    }

    /// The hash of a member's password and their role.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn password_of(&self, name: &str) -> Result<Option<Box<str>>, StoreError> {
        let password: Option<String> = sqlx::query_scalar("SELECT password FROM team_members WHERE name = $1")
            .bind(name.to_owned())
            .fetch_optional(self.database.pool())
            .await?;
        Ok(password.map(Into::into))
    }

    /// Who holds a session, by the stored form of its token.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session(&self, token: &str, now: Instant) -> Result<Option<(Box<str>, Role)>, StoreError> {
        let row = sqlx::query(
            "SELECT team_members.name, team_members.role FROM team_sessions \
             JOIN team_members ON team_members.name = team_sessions.member \
             WHERE team_sessions.token = $1 AND team_sessions.expires_at > $2",
        )
        .bind(token.to_owned())
        .bind(now.0)
        .fetch_optional(self.database.pool())
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some((row.try_get::<&str, _>(0)?.into(), role(row.try_get(1)?)?)))
    }
}

impl Write {
    /// Adds a member; says no where the name is taken.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_member(
        &mut self,
        name: &str,
        role: Role,
        password: &str,
        now: Instant,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO team_members (name, role, password, created_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (name) DO NOTHING",
        )
        .bind(name.to_owned())
        .bind(role.code())
        .bind(password.to_owned())
        .bind(now.0)
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Removes a member and their sessions; says no where there is none of that name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_member(&mut self, name: &str) -> Result<bool, StoreError> {
        self.end_sessions(name).await?;
        let done = sqlx::query("DELETE FROM team_members WHERE name = $1")
            .bind(name.to_owned())
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Sets a member's password and ends their sessions; says no where there is none of that name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_password(&mut self, name: &str, password: &str) -> Result<bool, StoreError> {
        self.end_sessions(name).await?;
        let done = sqlx::query("UPDATE team_members SET password = $2 WHERE name = $1")
            .bind(name.to_owned())
            .bind(password.to_owned())
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Begins a session, and forgets those that have ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_session(
        &mut self,
        token: &str,
        member: &str,
        now: Instant,
        expires_at: Instant,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM team_sessions WHERE expires_at <= $1").bind(now.0).execute(self.connection()).await?;
        sqlx::query("INSERT INTO team_sessions (token, member, expires_at) VALUES ($1, $2, $3)")
            .bind(token.to_owned())
            .bind(member.to_owned())
            .bind(expires_at.0)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session(&mut self, token: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM team_sessions WHERE token = $1")
            .bind(token.to_owned())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    async fn end_sessions(&mut self, member: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM team_sessions WHERE member = $1")
            .bind(member.to_owned())
            .execute(self.connection())
            .await?;
        Ok(())
    }
}

fn role(code: &str) -> Result<Role, StoreError> {
    Role::from_code(code).ok_or_else(|| StoreError::Role(code.into()))
}
