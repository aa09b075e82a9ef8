//! Where things are: the options that every command takes, and what they mean.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;
use thiserror::Error;

/// The options that every command on the database takes.
#[derive(Args, Clone, Debug)]
pub struct StoreArgs {
    /// Dossier des données (base SQLite, fichiers joints, versions publiées du catalogue)
    #[arg(long, value_name = "DOSSIER", default_value = "data")]
    pub data_dir: PathBuf,
    /// Base de données, par exemple sqlite:data/chava.db ; par défaut chava.db dans le dossier des données
    #[arg(long, value_name = "URL")]
    pub database_url: Option<DatabaseUrl>,
}

impl StoreArgs {
    /// The database meant.
    pub fn database(&self) -> DatabaseUrl {
        self.database_url.clone().unwrap_or_else(|| DatabaseUrl { file: self.data_dir.join("chava.db") })
    }

    /// The folder of recordings and photos.
    pub fn attachments(&self) -> PathBuf {
        self.data_dir.join("attachments")
    }

    /// The folder of published snapshots.
    pub fn snapshots(&self) -> PathBuf {
        self.data_dir.join("snapshots")
    }
}

/// The address of a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseUrl {
    /// SQLite's file.
    pub file: PathBuf,
}

/// Why the address of a database can't be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DatabaseUrlError {
    /// PostgreSQL is for later.
    #[error("PostgreSQL n’est pas encore possible dans cette version ; utilisez sqlite:CHEMIN")]
    PostgresNotYet,
    /// Neither scheme.
    #[error("l’adresse de la base doit commencer par sqlite: (par exemple sqlite:data/chava.db)")]
    Scheme,
    /// A database in memory would be another one for each command.
    #[error("indiquez le chemin d’un fichier après sqlite:")]
    NoFile,
}

impl FromStr for DatabaseUrl {
    type Err = DatabaseUrlError;

    fn from_str(url: &str) -> Result<Self, Self::Err> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            return Err(DatabaseUrlError::PostgresNotYet);
        }
        let rest = url.strip_prefix("sqlite:").ok_or(DatabaseUrlError::Scheme)?;
        let path = rest.strip_prefix("//").unwrap_or(rest);
        let path = path.split('?').next().unwrap_or_default();
        if path.is_empty() || path == ":memory:" {
            return Err(DatabaseUrlError::NoFile);
        }
        Ok(Self { file: Path::new(path).into() })
    }
}

/// The public address of the endpoint, such as `https://chava.charleroi.be`, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(Box<str>);

impl PublicUrl {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text is no public address.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("l’adresse publique doit commencer par http:// ou https:// et ne contenir ni espace ni guillemet")]
pub struct PublicUrlError;

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(url: &str) -> Result<Self, Self::Err> {
        let trimmed = url.trim_end_matches('/');
        let host = trimmed.strip_prefix("https://").or_else(|| trimmed.strip_prefix("http://"));
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/[]".contains(&b);
        match host {
            Some(host) if !host.is_empty() && host.bytes().all(plain) => Ok(Self(trimmed.into())),
            _ => Err(PublicUrlError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_named_in_the_usual_ways() {
        let file = |url: &str| url.parse::<DatabaseUrl>().map(|d| d.file.display().to_string());
        assert_eq!(file("sqlite:data/a.db").as_deref(), Ok("data/a.db"));
        assert_eq!(file("sqlite:///tmp/a.db?mode=rwc").as_deref(), Ok("/tmp/a.db"));
        assert_eq!(file("postgres://localhost/a"), Err(DatabaseUrlError::PostgresNotYet));
        assert_eq!(file("mysql://x"), Err(DatabaseUrlError::Scheme));
        assert_eq!(file("sqlite::memory:"), Err(DatabaseUrlError::NoFile));
    }

    #[test]
    fn a_public_address_is_absolute() {
        assert_eq!("https://chava.example/".parse::<PublicUrl>().unwrap().as_str(), "https://chava.example");
        for bad in ["chava.example", "ftp://a", "https://", "https://a\"b", "https://a b"] {
            assert!(bad.parse::<PublicUrl>().is_err(), "{bad}");
        }
    }
}
