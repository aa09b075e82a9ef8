//! The real server, killed in the middle: every receipt that it gave is there when it comes back.
#![allow(clippy::unwrap_used, reason = "a test that can't go on stops loudly")]

mod common;
#[path = "common/phone.rs"]
mod phone;

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use chava_contribution::contribution::batch;
use chava_contribution::receipt::Receipt;
use chava_contribution::verdict::{BatchAnswer, Verdict};
use phone::{item, items, sealed, uid};

const BINARY: &str = env!("CARGO_BIN_EXE_chava-endpoint");

/// The endpoint as a process of its own; killed without a warning when it goes.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(data: &Path) -> Self {
        let mut process = Command::new(BINARY)
            .args(["serve", "--port", "0", "--site", "nowhere", "--data-dir"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit_once("http://").unwrap().1.trim_end_matches('/').to_owned();
        Self { process, address }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGKILL; an error means that it is dead already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Sends a batch; none where no whole answer came.
fn post(address: &str, items: &[String]) -> Option<BatchAnswer> {
    let body = batch(items);
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    let head = format!(
        "POST /api/contributions HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let start = answer.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    BatchAnswer::read(&answer[start..])
}

fn export(data: &Path) -> BTreeMap<String, serde_json::Value> {
    let output =
        Command::new(BINARY).args(["export", "--format", "contributions", "--data-dir"]).arg(data).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let count = lines.len();
    let by_id: BTreeMap<_, _> = lines.into_iter().map(|line| (line["id"].as_str().unwrap().to_owned(), line)).collect();
    assert_eq!(by_id.len(), count, "each contribution once");
    by_id
}

#[test]
fn a_server_killed_in_the_middle_keeps_every_receipt() {
    let data = tempfile::tempdir().unwrap();
    let mut given: Vec<Receipt> = Vec::new();
    let mut sent: Vec<Vec<String>> = Vec::new();
    for round in 0..4u64 {
        let server = Server::start(data.path());
        let (answers, answered) = channel();
        let phones: Vec<_> = (0..4)
            .map(|_| {
                let batches: Vec<_> = (0..40).map(|_| items(20)).collect();
                sent.extend(batches.iter().cloned());
                let (address, answers) = (server.address.clone(), answers.clone());
                std::thread::spawn(move || {
                    for batch in batches {
                        let Some(answer) = post(&address, &batch) else { return };
                        answers.send(answer).unwrap();
                    }
                })
            })
            .collect();
        drop(answers);
        // Some answers first, so that the blow falls on work in progress.
        let first: Vec<_> = (0..3 + round * 4).map_while(|_| answered.recv().ok()).collect();
        drop(server);
        for phone in phones {
            phone.join().unwrap();
        }
        for answer in first.into_iter().chain(answered.iter()) {
            for result in answer.results {
                assert_eq!(result.verdict, Verdict::Accepted);
                given.push(result.receipt.unwrap());
            }
        }
    }
    assert!(given.len() >= 4 * 20 * 3);
    let stored = export(data.path());
    for receipt in &given {
        assert_eq!(stored[&receipt.id.to_string()]["sha256"].as_str(), Some(&*receipt.sha256));
    }
    // Phones send again what they heard nothing of; what was told stays as it was told.
    let server = Server::start(data.path());
    let given: BTreeMap<_, _> = given.into_iter().map(|receipt| (receipt.id, receipt)).collect();
    for batch in &sent {
        for result in post(&server.address, batch).unwrap().results {
            let receipt = result.receipt.unwrap();
            match given.get(&receipt.id) {
                Some(before) => assert_eq!((result.verdict, before), (Verdict::Duplicate, &receipt)),
                None => assert!(matches!(result.verdict, Verdict::Accepted | Verdict::Duplicate)),
            }
        }
    }
    drop(server);
    assert_eq!(export(data.path()).len(), sent.len() * 20);
}

#[test]
fn a_rescue_file_is_taken_in_once() {
    let data = tempfile::tempdir().unwrap();
    let photo = b"\xff\xd8\xff a photo";
    let sha256 = chava_catalogue::digest::sha256_hex(photo);
    let file = chava_contribution::Attachment {
        sha256: sha256.as_str().into(),
        bytes: photo.len() as u64,
        media_type: "image/jpeg".into(),
    };
    let good =
        [item(&sealed(uid(), "Sauvé d’un téléphone.")), item(&phone::with_files(uid(), "Avec photo.", vec![file]))];
    let spoiled = item(&sealed(uid(), "abîmé")).replace("abîmé", "changé");
    let base64 = base64_of(photo);
    let rescue = format!(
        r#"{{"format":"chava-rescue","version":1,"items":[{},{},{spoiled}],"attachments":[{{"sha256":"{sha256}","mediaType":"image/jpeg","base64":"{base64}"}}]}}"#,
        good[0], good[1]
    );
    let path = data.path().join("chava-contributions.json");
    std::fs::write(&path, rescue).unwrap();
    let run = |command: &str| {
        let output =
            Command::new(BINARY).args([command]).arg(&path).arg("--data-dir").arg(data.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(
        run("import-contributions").trim(),
        "2 contribution(s) nouvelle(s), 0 déjà là, 1 refusée(s) ; 1 fichier(s) joint(s)"
    );
    // The usual command knows such a file too.
    assert_eq!(run("import").trim(), "0 contribution(s) nouvelle(s), 2 déjà là, 1 refusée(s) ; 0 fichier(s) joint(s)");
    let stored = export(data.path());
    assert_eq!(stored.len(), 2);
    assert!(
        stored
            .values()
            .any(|line| line["body"]["text"] == "Avec photo." && line["attachments"][0]["sha256"] == *sha256)
    );
    assert_eq!(std::fs::read(data.path().join("attachments").join(&sha256[..2]).join(&sha256)).unwrap(), photo);
}

fn base64_of(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
