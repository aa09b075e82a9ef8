//! `build-site`: every public page and the catalogue as files, for a host that only serves files.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::digest::sha256_hex;
use chava_catalogue::id::Id;
use chava_catalogue::records::Kind;
use clap::Args;

use super::CommandError;
use crate::calendars::{Which, ics};
use crate::clock::Instant;
use crate::config::PublicUrl;
use crate::import::first_changes;
use crate::pages::{PageKey, Renderer};
use crate::published::Published;
use crate::site::{SHELL, Site};
use crate::sitemap;
use crate::snapshot::Snapshot;
use chava::ssr::public_paths;

/// The folder of the snapshot on a static host: `api/catalogue` is the pointer's file there and can't be a folder too.
const SNAPSHOTS: &str = "donnees";

/// A path that no page has; what it shows is what a host shows for one.
const NOWHERE: &str = "/404";

#[derive(Args, Debug)]
pub(super) struct BuildSiteArgs {
    /// Dossier du site, avec shell.html
    #[arg(long, value_name = "DOSSIER", default_value = "dist")]
    dist: PathBuf,
    /// Le catalogue à publier
    #[arg(long, value_name = "FICHIER")]
    catalogue: PathBuf,
    /// Adresse publique du site, pour les liens absolus
    #[arg(long, value_name = "URL")]
    public_url: Option<PublicUrl>,
}

pub(super) fn run(args: BuildSiteArgs) -> Result<(), CommandError> {
    let bytes =
        fs::read(&args.catalogue).map_err(|source| CommandError::Read { path: args.catalogue.clone(), source })?;
    // The same catalogue is the same generation, wherever and whenever its site is built.
    let epoch = &sha256_hex(&bytes)[..16];
    let published = Published::in_memory(first_changes(&bytes, epoch)?)?;
    let site = Site::load(&args.dist)?;
    let Some(shell) = site.shell() else {
        return Err(CommandError::NoSite(args.dist.join(SHELL)));
    };
    let renderer = Renderer::new(Some(shell))?;
    let target = Target {
        dist: &args.dist,
        origin: args.public_url.as_ref().map_or("", PublicUrl::as_str),
        now: Instant::now(),
    };

    let paths = public_paths(&published.catalogue);
    target.write_pages(&renderer, &published, &paths)?;
    target.write_data(&published)?;
    // The addresses in sitemap and calendars are absolute: without a public address there is none to write.
    if args.public_url.is_some() {
        target.write_calendars(&published.catalogue)?;
        target.write("sitemap.xml", sitemap::sitemap(target.origin, &paths).as_bytes())?;
        target.write("robots.txt", sitemap::robots(target.origin).as_bytes())?;
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} pages et le catalogue écrits dans {}", paths.len(), args.dist.display())?;
    Ok(())
}

struct Target<'a> {
    dist: &'a Path,
    origin: &'a str,
    now: Instant,
}

impl Target<'_> {
    /// Renders all pages, on every core.
    fn write_pages(&self, renderer: &Renderer, published: &Published, paths: &[String]) -> Result<(), CommandError> {
        let next = AtomicUsize::new(0);
        let failure = Mutex::new(None);
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|| {
                    while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let file = format!("{}/index.html", path.trim_matches('/'));
                        if let Err(error) = self.write_page(renderer, published, path, file.trim_start_matches('/')) {
                            failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                            return;
                        }
                    }
                });
            }
        });
        if let Some(error) = failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error);
        }
        self.write_page(renderer, published, NOWHERE, "404.html")
    }

    fn write_page(
        &self,
        renderer: &Renderer,
        published: &Published,
        path: &str,
        file: &str,
    ) -> Result<(), CommandError> {
        let key =
            PageKey { path: path.into(), query: "".into(), origin: self.origin.into(), now: self.now.in_brussels() };
        let page = renderer.html(&Arc::clone(&published.catalogue), &key);
        self.write(file, page.html.as_bytes())
    }

    /// Writes the snapshot under its name and the pointer to it.
    fn write_data(&self, published: &Published) -> Result<(), CommandError> {
        let snapshot: Arc<Snapshot> = published.snapshot.load_full();
        let file = format!("{SNAPSHOTS}/{}", snapshot.name.file());
        self.write(&file, &snapshot.body.identity)?;
        let mut pointer = published.pointer(self.origin, &format!("/{file}"), self.now);
        // The moment of the build, read months later, would make every phone's clock look wrong.
        pointer.server_time = None;
        let pointer = serde_json::to_vec(&pointer).map_err(std::io::Error::from)?;
        self.write("api/catalogue", &pointer)
    }

    /// Writes every calendar, as of today.
    fn write_calendars(&self, catalogue: &Catalogue) -> Result<(), CommandError> {
        let today = self.now.in_brussels().date;
        let ids = |kind: Kind| catalogue.list(&kind, 0, usize::MAX).into_iter();
        let of = |folder: &'static str, which: fn(Box<str>) -> Which| {
            move |id: Id| (format!("api/{folder}/{id}.ics"), which(id.as_str().into()))
        };
        let all = std::iter::once(("api/agenda.ics".to_owned(), Which::All));
        let themes = catalogue.themes().into_iter().map(|theme| theme.id).map(of("themes", Which::Theme));
        let places = ids(Kind::Place).map(of("lieux", Which::Place));
        for (file, which) in
            all.chain(themes).chain(places).chain(ids(Kind::Session).map(of("seances", Which::Session)))
        {
            if let Some(name) = which.name(catalogue) {
                self.write(&file, ics(catalogue, &which, &name, self.origin, today).as_bytes())?;
            }
        }
        Ok(())
    }

    fn write(&self, file: &str, bytes: &[u8]) -> Result<(), CommandError> {
        let path = self.dist.join(file);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, bytes));
        written.map_err(|source| CommandError::Write { path, source })
    }
}
