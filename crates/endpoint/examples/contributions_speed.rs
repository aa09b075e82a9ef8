//! How many contributions a second are stored durably, in batches over HTTP, beside the same rows put into SQLite alone.
//!
//! `cargo run --release -p chava-endpoint --example contributions_speed -- PATH-OF-CHAVA-ENDPOINT [SECONDS]`
#![allow(clippy::unwrap_used, clippy::panic, reason = "a measurement that can't go on stops loudly")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chava_contribution::body::{Body, Said};
use chava_contribution::contribution::batch;
use chava_contribution::kind::Obstacle;
use chava_contribution::verdict::{BatchAnswer, Verdict};
use chava_contribution::{Contribution, Sealed, Uid};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

const BATCH: usize = 200;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let binary = arguments.next().unwrap();
    let seconds = Duration::from_secs(arguments.next().map_or(8, |text| text.parse().unwrap()));
    let folder = std::env::temp_dir().join(format!("chava-speed-{}", std::process::id()));
    println!(
        "| what | batches at once | contributions/s | median ms a batch | 99 % ms |\n| --- | ---: | ---: | ---: | ---: |"
    );
    for phones in [1, 2, 8, 50] {
        report("endpoint over HTTP", phones, over_http(&binary, &folder, phones, seconds), seconds);
    }
    report("SQLite alone, one transaction a batch", 1, sqlite_alone(&folder, seconds), seconds);
    std::fs::remove_dir_all(folder).unwrap();
}

fn report(what: &str, phones: usize, mut ms: Vec<f64>, seconds: Duration) {
    ms.sort_by(f64::total_cmp);
    let rate = (ms.len() * BATCH) as f64 / seconds.as_secs_f64();
    let at = |share: f64| ms[((ms.len() - 1) as f64 * share) as usize];
    println!("| {what} | {phones} | {rate:.0} | {:.1} | {:.1} |", at(0.5), at(0.99));
}

/// A batch that nobody sent before.
fn new_batch(phone: usize, number: usize) -> Vec<Sealed> {
    let made = |at: usize| {
        let mut random = [0; 10];
        random[2..6].copy_from_slice(&(phone as u32).to_be_bytes());
        random[6..].copy_from_slice(&((number * BATCH + at) as u32).to_be_bytes());
        let said = Said::Obstacle { obstacles: vec![Obstacle::Transport, Obstacle::Money] };
        let words = "Le dernier bus part à 19 h et le cours finit à 20 h. Je ne peux pas payer un taxi chaque semaine.";
        let body = Body {
            text: Some(words.into()),
            theme: Some("education-numerique".into()),
            section: Some("Gilly".into()),
            ..Body::new(said)
        };
        Contribution { id: Uid::new(1_790_000_000_000, random), lang: "fr".into(), body, attachments: Vec::new() }
            .seal()
            .unwrap()
    };
    (0..BATCH).map(made).collect()
}

/// The milliseconds of each batch that the endpoint took within a time.
fn over_http(binary: &str, folder: &Path, phones: usize, seconds: Duration) -> Vec<f64> {
    let mut server = Command::new(binary)
        .args(["serve", "--port", "0", "--site", "nowhere", "--trust-forwarded", "--data-dir"])
        .arg(folder.join(format!("http-{phones}")))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().rsplit_once("http://").unwrap().1.trim_end_matches('/').to_owned();
    let end = Instant::now() + seconds;
    let senders: Vec<_> = (0..phones)
        .map(|phone| {
            let address = address.clone();
            std::thread::spawn(move || {
                let mut stream = BufReader::new(TcpStream::connect(&address).unwrap());
                let mut ms = Vec::new();
                for number in 0.. {
                    let items: Vec<_> = new_batch(phone, number)
                        .iter()
                        .map(|sealed| sealed.item("2026-11-26T10:00:00Z", Some(3)))
                        .collect();
                    let start = Instant::now();
                    // Each phone has an address of its own, as a proxy would say: the measure is not what is measured.
                    let answer = post(&mut stream, &batch(&items), phone, number);
                    if Instant::now() > end {
                        return ms;
                    }
                    ms.push(start.elapsed().as_secs_f64() * 1000.0);
                    assert!(answer.results.iter().all(|result| result.verdict == Verdict::Accepted));
                }
                ms
            })
        })
        .collect();
    let ms = senders.into_iter().flat_map(|sender| sender.join().unwrap()).collect();
    server.kill().unwrap();
    server.wait().unwrap();
    ms
}

fn post(stream: &mut BufReader<TcpStream>, body: &str, phone: usize, number: usize) -> BatchAnswer {
    let head = format!(
        "POST /api/contributions HTTP/1.1\r\nhost: chava.example\r\nx-forwarded-for: 10.{phone}.{}.{}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        number / 250 % 250,
        number % 250,
        body.len()
    );
    stream.get_mut().write_all(&[head.as_bytes(), body.as_bytes()].concat()).unwrap();
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).unwrap();
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut answer = vec![0; length];
    stream.read_exact(&mut answer).unwrap();
    BatchAnswer::read(&answer).unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&answer)))
}

/// The milliseconds of each batch of the same texts, put into a table by SQLite with the same promise to the disk.
fn sqlite_alone(folder: &Path, seconds: Duration) -> Vec<f64> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        std::fs::create_dir_all(folder).unwrap();
        let options = SqliteConnectOptions::new()
            .filename(folder.join("alone.db"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
        sqlx::query("CREATE TABLE said (id TEXT NOT NULL PRIMARY KEY, sha256 TEXT NOT NULL, item TEXT NOT NULL)")
            .execute(&pool)
            .await
            .unwrap();
        let end = Instant::now() + seconds;
        let mut ms = Vec::new();
        for number in 0.. {
            let items = new_batch(0, number);
            let start = Instant::now();
            let mut transaction = pool.begin().await.unwrap();
            for item in &items {
                sqlx::query("INSERT INTO said (id, sha256, item) VALUES ($1, $2, $3)")
                    .bind(item.id.to_string())
                    .bind(item.sha256.to_string())
                    .bind(item.json.to_string())
                    .execute(&mut *transaction)
                    .await
                    .unwrap();
            }
            transaction.commit().await.unwrap();
            if Instant::now() > end {
                break;
            }
            ms.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        ms
    })
}
