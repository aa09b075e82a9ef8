//! The commands of the endpoint's binary: one file each.

mod agenda;
mod ask;
mod build_site;
mod export;
mod generate;
mod hours;
mod import;
mod import_contributions;
mod new_epoch;
mod quality;
mod serve;
mod user;

use std::io;
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use thiserror::Error;

use crate::contributions::rescue::RescueError;
use crate::import::ImportError;
use crate::published::PublishError;
use crate::site::SiteError;
use crate::state::RefreshError;
use crate::store::StoreError;
use crate::team::password::PasswordError;

/// Le serveur de ChaVa et ses outils.
#[derive(Debug, Parser)]
#[command(name = "chava-endpoint", version, about, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Sert le site et les données
    Serve(serve::ServeArgs),
    /// Importe un catalogue : tout ou rien, et seulement ce qui change
    Import(import::ImportArgs),
    /// Reprend la sauvegarde d’un téléphone : ce qu’il n’a pas pu envoyer, sans doublons
    ImportContributions(import_contributions::ImportContributionsArgs),
    /// Écrit sur la sortie ce que contient la base
    Export(export::ExportArgs),
    /// Écrit sur la sortie un catalogue d’essai, toujours le même pour les mêmes options
    Generate(generate::GenerateArgs),
    /// Commence une nouvelle génération des données : chaque appareil reprend le catalogue entier
    NewEpoch(new_epoch::NewEpochArgs),
    /// Écrit ce qui a lieu d’un jour à l’autre, une séance par ligne
    Agenda(agenda::AgendaArgs),
    /// Écrit quels lieux sont ouverts à une heure donnée, et jusque quand, un lieu par ligne
    Hours(hours::HoursArgs),
    /// Écrit ce qui manque à chaque fiche, une fiche par ligne, la moins bonne d’abord
    Quality(quality::QualityArgs),
    /// Gère les personnes de l’équipe de la ville
    User(user::UserArgs),
    /// Écrit toutes les pages publiques et le catalogue comme fichiers, pour un hébergement statique
    BuildSite(build_site::BuildSiteArgs),
}

/// Why a command failed, in words for whoever typed it.
#[derive(Debug, Error)]
pub enum CommandError {
    /// A file can't be read.
    #[error("le fichier {path} ne peut pas être lu : {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file or folder can't be written.
    #[error("{path} ne peut pas être écrit : {source}")]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The output went away.
    #[error("la sortie ne peut pas être écrite : {0}")]
    Output(#[from] io::Error),
    /// The port is taken or forbidden.
    #[error(
        "impossible d’écouter sur {address} : {source}. Choisissez un autre port avec --port (0 en prend un libre)."
    )]
    Listen {
        /// The address.
        address: String,
        /// What the system says.
        source: io::Error,
    },
    /// The site was built with another version, or not whole.
    #[error("le site construit est incomplet ({0}) ; reconstruisez-le avec « cargo xtask build »")]
    Shell(#[from] chava::ssr::ShellError),
    /// There is no built site.
    #[error("il n’y a pas de site construit dans {0} ; construisez-le avec « cargo xtask build »")]
    NoSite(PathBuf),
    /// The document wasn't imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The rescue file wasn't taken in.
    #[error(transparent)]
    Rescue(#[from] RescueError),
    /// Nobody could type or tell apart this name.
    #[error("« {0} » ne convient pas comme nom : de 1 à 64 signes visibles, sans espace au début ni à la fin")]
    UserName(String),
    /// Somebody has this name.
    #[error("quelqu’un s’appelle déjà « {0} » dans l’équipe ; choisissez un autre nom")]
    UserTaken(String),
    /// Nobody has this name.
    #[error("personne ne s’appelle « {0} » dans l’équipe ; « user list » montre qui y est")]
    UserUnknown(String),
    /// The password can't be set.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The state couldn't be published.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The state couldn't be brought up to date.
    #[error(transparent)]
    Refresh(#[from] RefreshError),
    /// The site can't be read.
    #[error(transparent)]
    Site(#[from] SiteError),
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// With what went wrong, in words for whoever typed it.
    pub async fn run(self) -> Result<(), CommandError> {
        match self.command {
            Command::Serve(args) => serve::run(args).await,
            Command::Import(args) => import::run(args).await,
            Command::ImportContributions(args) => import_contributions::run(args).await,
            Command::Export(args) => export::run(args).await,
            Command::Generate(args) => generate::run(&args),
            Command::NewEpoch(args) => new_epoch::run(args).await,
            Command::Agenda(args) => agenda::run(args).await,
            Command::Hours(args) => hours::run(args).await,
            Command::Quality(args) => quality::run(args).await,
            Command::User(args) => user::run(args).await,
            Command::BuildSite(args) => build_site::run(args),
        }
    }
}
