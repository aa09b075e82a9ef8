//! `user add`, `list`, `remove`, `password`: who belongs to the city's team.

use std::io::{BufRead as _, IsTerminal as _, stdin};

use clap::{Args, Subcommand};

use super::CommandError;
use crate::clock::Instant;
use crate::config::StoreArgs;
use crate::store::Store;
use crate::team::log::{Act, Entry};
use crate::team::password::{self, PasswordError};
use crate::team::role::Role;

/// The longest name.
const LONGEST_NAME: usize = 64;

#[derive(Args, Debug)]
pub(super) struct UserArgs {
    #[command(subcommand)]
    command: UserCommand,
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Ajoute une personne ; le mot de passe est demandé sans s’afficher
    Add {
        /// Nom de connexion
        name: String,
        /// Rôle dans l’équipe
        #[arg(long, value_enum)]
        role: Role,
        #[command(flatten)]
        password: PasswordArgs,
        #[command(flatten)]
        store: StoreArgs,
    },
    /// Liste les personnes et leurs rôles
    List {
        #[command(flatten)]
        store: StoreArgs,
    },
    /// Retire une personne et ferme ses sessions ; le journal garde son nom
    Remove {
        /// Nom de connexion
        name: String,
        #[command(flatten)]
        store: StoreArgs,
    },
    /// Change un mot de passe et ferme les sessions ouvertes avec l’ancien
    Password {
        /// Nom de connexion
        name: String,
        #[command(flatten)]
        password: PasswordArgs,
        #[command(flatten)]
        store: StoreArgs,
    },
}

#[derive(Args, Debug)]
struct PasswordArgs {
    /// Lire le mot de passe sur l’entrée standard, pour un script
    #[arg(long)]
    password_stdin: bool,
}

pub(super) async fn run(args: UserArgs) -> Result<(), CommandError> {
    match args.command {
        UserCommand::Add { name, role, password, store } => add(&name, role, &password, &store).await,
        UserCommand::List { store } => list(&store).await,
        UserCommand::Remove { name, store } => remove(&name, &store).await,
        UserCommand::Password { name, password, store } => set_password(&name, &password, &store).await,
    }
}

async fn add(name: &str, role: Role, args: &PasswordArgs, store: &StoreArgs) -> Result<(), CommandError> {
    if !is_name(name) {
        return Err(CommandError::UserName(name.into()));
    }
    let hash = password::hash(&args.read()?)?;
    let store = Store::open(&store.database()).await?;
    let mut write = store.write().await?;
    if !write.add_member(name, role, &hash, Instant::now()).await? {
        return Err(CommandError::UserTaken(name.into()));
    }
    write.log(by_command(Act::AddMember, name, role.code())).await?;
    write.commit().await?;
    store.close().await;
    println!("{name} ({}) peut se connecter sur /equipe", role.code());
    Ok(())
}

async fn list(store: &StoreArgs) -> Result<(), CommandError> {
    let store = Store::open(&store.database()).await?;
    for member in store.members().await? {
        println!("{}\t{}\t{}", member.name, member.role.code(), member.created_at.rfc3339());
    }
    store.close().await;
    Ok(())
}

async fn remove(name: &str, store: &StoreArgs) -> Result<(), CommandError> {
    let store = Store::open(&store.database()).await?;
    let mut write = store.write().await?;
    if !write.remove_member(name).await? {
        return Err(CommandError::UserUnknown(name.into()));
    }
    write.log(by_command(Act::RemoveMember, name, "")).await?;
    write.commit().await?;
    store.close().await;
    println!("{name} ne peut plus se connecter");
    Ok(())
}

async fn set_password(name: &str, args: &PasswordArgs, store: &StoreArgs) -> Result<(), CommandError> {
    let hash = password::hash(&args.read()?)?;
    let store = Store::open(&store.database()).await?;
    let mut write = store.write().await?;
    if !write.set_password(name, &hash).await? {
        return Err(CommandError::UserUnknown(name.into()));
    }
    write.log(by_command(Act::SetPassword, name, "")).await?;
    write.commit().await?;
    store.close().await;
    println!("mot de passe de {name} changé");
    Ok(())
}

fn by_command<'a>(act: Act, subject: &'a str, note: &'a str) -> Entry<'a> {
    Entry { at: Instant::now(), member: "ligne de commande", act, subject, note }
}

/// A name is one that can be typed and told apart: no spaces at its ends, no signs that don't show.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.trim() == name
        && name.chars().count() <= LONGEST_NAME
        && !name.chars().any(char::is_control)
}

impl PasswordArgs {
    fn read(&self) -> Result<String, CommandError> {
        if self.password_stdin || !stdin().is_terminal() {
            let mut line = String::new();
            stdin().lock().read_line(&mut line)?;
            return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
        }
        let first = rpassword::prompt_password("Mot de passe (12 signes au moins) : ")?;
        let again = rpassword::prompt_password("Encore une fois : ")?;
        if first == again { Ok(first) } else { Err(PasswordError::Different.into()) }
    }
}
