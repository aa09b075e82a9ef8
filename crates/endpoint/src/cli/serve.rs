//! `serve`: answers until it is told to stop.

use std::future::IntoFuture as _;
use std::io::{Write as _, stdout};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use clap::Args;
use tokio::net::TcpListener;
use tokio::sync::watch::{Receiver, channel};

use super::CommandError;
use crate::attachments::{AttachmentFolder, sweep};
use crate::clock::Instant;
use crate::config::{PublicUrl, StoreArgs};
use crate::contributions::inbox::Inbox;
use crate::import::{Mode, import};
use crate::pages::Renderer;
use crate::published::Published;
use crate::routes::router;
use crate::site::Site;
use crate::snapshot::{Effort, SnapshotFolder};
use crate::state::{AppState, Measures, OriginConfig, SharedState};
use crate::store::Store;
use crate::team::state::TeamState;
use crate::watch::watch;

/// How long a slow reader may hold up the end.
const LAST_ANSWERS: Duration = Duration::from_secs(5);

const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[derive(Args, Debug)]
pub(super) struct ServeArgs {
    /// Port ; 0 en prend un libre
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Adresse d’écoute
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    #[command(flatten)]
    store: StoreArgs,
    /// Dossier du site construit
    #[arg(long, value_name = "DOSSIER", default_value = "dist")]
    site: PathBuf,
    /// Catalogue qui remplit une base encore vide
    #[arg(long, value_name = "FICHIER")]
    catalogue: Option<PathBuf>,
    /// Adresse publique, par exemple https://chava.example ; sinon celle de chaque demande
    #[arg(long, value_name = "URL")]
    public_url: Option<PublicUrl>,
    /// Croire les en-têtes X-Forwarded-Proto, -Host et -For, s’il y a un mandataire devant
    #[arg(long)]
    trust_forwarded: bool,
}

pub(super) async fn run(args: ServeArgs) -> Result<(), CommandError> {
    let state = open(&args).await?;
    let address = format!("{}:{}", args.host, args.port);
    let listening = |source| CommandError::Listen { address: address.clone(), source };
    let listener = TcpListener::bind(&address).await.map_err(listening)?;
    let local = listener.local_addr().map_err(listening)?;

    let watcher = tokio::spawn(watch(Arc::clone(&state)));
    let sweeper = tokio::spawn(sweep_daily(Arc::clone(&state)));
    let (stop, stopped) = channel(false);
    tokio::spawn(async move {
        asked_to_stop().await;
        // Nobody listens any more only where the server has ended already.
        let _ = stop.send(true);
    });
    // The socket is open: whoever connects from now on is answered.
    writeln!(stdout(), "ChaVa écoute sur http://{local}/")?;
    stdout().flush()?;

    let service = router(Arc::clone(&state)).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(told(stopped.clone()));
    tokio::select! {
        ended = serving.into_future() => ended?,
        () = async { told(stopped).await; tokio::time::sleep(LAST_ANSWERS).await } => {}
    }
    watcher.abort();
    sweeper.abort();
    state.store.close().await;
    Ok(())
}

async fn open(args: &ServeArgs) -> Result<SharedState, CommandError> {
    let store = Store::open(&args.store.database()).await?;
    if let Some(path) = &args.catalogue
        && store.dataset().await?.change == 0
    {
        let bytes = std::fs::read(path).map_err(|source| CommandError::Read { path: path.clone(), source })?;
        let outcome = import(&store, &bytes, Mode::Replace, Instant::now()).await?;
        eprintln!("base vide, remplie depuis {} : {outcome}", path.display());
    }
    let folder = args.store.snapshots();
    let snapshots =
        SnapshotFolder::open(&folder).map_err(|source| CommandError::Write { path: folder.clone(), source })?;
    let folder = args.store.attachments();
    let attachments =
        AttachmentFolder::open(&folder).map_err(|source| CommandError::Write { path: folder.clone(), source })?;
    let published = Published::new(store.changes_after(0).await?, &snapshots, Effort::Dense)?;
    let site = Site::load(&args.site)?;
    if site.shell().is_none() {
        eprintln!("pas de site construit dans {} : les pages seront sans style ni application", args.site.display());
    }
    Ok(Arc::new(AppState {
        published: ArcSwap::from_pointee(published),
        inbox: Inbox::open(store.clone()),
        attachments: Arc::new(attachments),
        measures: Measures::default(),
        team: TeamState::new(site.shell()),
        store,
        snapshots,
        pages: Arc::new(Renderer::new(site.shell())?),
        site,
        origin: OriginConfig { public_url: args.public_url.clone(), trust_forwarded: args.trust_forwarded },
    }))
}

/// Takes away files that nobody claims, once a day.
async fn sweep_daily(state: SharedState) {
    loop {
        match sweep(&state.attachments, &state.store, Instant::now()).await {
            Ok(0) => {}
            Ok(gone) => eprintln!("{gone} fichier(s) joint(s) que personne n’a réclamé(s) ont été effacés"),
            Err(error) => eprintln!("les fichiers joints non réclamés restent : {error}"),
        }
        tokio::time::sleep(A_DAY).await;
    }
}

async fn told(mut stopped: Receiver<bool>) {
    // An error means that nobody can tell any more, which is a reason to stop too.
    let _ = stopped.wait_for(|stop| *stop).await;
}

#[cfg(unix)]
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() {
    let _ = tokio::signal::ctrl_c().await;
}
