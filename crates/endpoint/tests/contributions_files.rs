//! Recordings and photos: resumable, by hash, never larger than said, gone when nobody claims them.
#![allow(clippy::unwrap_used, reason = "a test that can't go on stops loudly")]

mod common;
#[path = "common/phone.rs"]
mod phone;

use std::fs::{File, FileTimes};
use std::time::{Duration, SystemTime};

use chava_catalogue::digest::sha256_hex;
use chava_contribution::Attachment;
use chava_endpoint::attachments::{FileHash, MediaType, UNCLAIMED_DAYS, sweep};
use chava_endpoint::clock::Instant;
use common::Endpoint;
use phone::{item, uid, with_files};

fn at(offset: usize) -> (&'static str, String) {
    ("upload-offset", offset.to_string())
}

fn of(length: usize) -> (&'static str, String) {
    ("upload-length", length.to_string())
}

async fn offset(endpoint: &Endpoint, sha256: &str) -> (u16, String) {
    let got = endpoint.send("HEAD", &format!("/api/attachments/{sha256}"), &[]).await;
    (got.status.as_u16(), got.header("upload-offset").to_owned())
}

async fn announce(endpoint: &Endpoint, sha256: &str, bytes: usize) {
    let file = Attachment { sha256: sha256.into(), bytes: bytes as u64, media_type: "audio/webm".into() };
    endpoint.contribute(&[item(&with_files(uid(), "écoutez", vec![file]))]).await;
}

#[tokio::test]
async fn a_recording_comes_in_pieces_after_its_words() {
    let endpoint = Endpoint::empty().await;
    let sound: Vec<u8> = b"\x1aE\xdf\xa3".iter().copied().chain((0..150_000u32).map(|n| (n * 7) as u8)).collect();
    let sha256 = sha256_hex(&sound);
    assert_eq!(offset(&endpoint, &sha256).await, (404, String::new()));
    announce(&endpoint, &sha256, sound.len()).await;
    assert_eq!(offset(&endpoint, &sha256).await, (200, "0".into()));
    assert_eq!(endpoint.patch(&sha256, &[at(0)], &sound[..70_000]).await.status.as_u16(), 204);
    assert_eq!(offset(&endpoint, &sha256).await, (200, "70000".into()));
    for wrong in [0, 69_999, 70_001] {
        let got = endpoint.patch(&sha256, &[at(wrong)], &sound[wrong..wrong + 10]).await;
        assert_eq!(
            (got.status.as_u16(), got.header("upload-offset"), got.problem().as_str()),
            (409, "70000", "offset")
        );
    }
    assert_eq!(endpoint.patch(&sha256, &[at(70_000)], &sound[70_000..]).await.status.as_u16(), 204);
    let file = FileHash::parse(&sha256).unwrap();
    assert_eq!(endpoint.state.attachments.read(&file).unwrap().unwrap(), sound);
    assert_eq!(endpoint.state.attachments.media_type(&file).unwrap(), Some(MediaType::WebmAudio));
    // Nobody but the team is served it.
    assert_eq!(endpoint.get(&format!("/api/attachments/{sha256}")).await.status.as_u16(), 405);
}

#[tokio::test]
async fn what_is_wrong_with_a_piece_is_said() {
    let endpoint = Endpoint::empty().await;
    let (known, unknown) = (sha256_hex(b"right"), sha256_hex(b"unknown"));
    announce(&endpoint, &known, 5).await;
    for (sha256, headers, bytes, status, code) in [
        (&known, vec![], &b"right"[..], 400, "no-offset"),
        (&unknown, vec![at(0)], b"unknown", 400, "no-length"),
        (&known, vec![at(0), of(6)], b"right!", 422, "other-length"),
        (&known, vec![at(0), of(2 << 20)], b"r", 413, "file-too-large"),
        (&unknown, vec![at(0), of(3)], b"unknown", 413, "file-too-large"),
        (&known, vec![at(0), of(5)], b"wrong", 422, "wrong-hash"),
        (&"../../etc/passwd".replace('/', "%2f"), vec![at(0), of(1)], b"x", 404, "unknown-file"),
        (&"A".repeat(64), vec![at(0), of(1)], b"x", 404, "unknown-file"),
    ] {
        let got = endpoint.patch(sha256, &headers, bytes).await;
        assert_eq!((got.status.as_u16(), got.problem().as_str()), (status, code), "{headers:?}");
    }
    assert_eq!(offset(&endpoint, &known).await, (200, "0".into()));
    assert_eq!(endpoint.patch(&known, &[at(0)], b"right").await.status.as_u16(), 204);
}

#[tokio::test]
async fn what_nobody_claims_for_a_month_goes() {
    let endpoint = Endpoint::empty().await;
    let (claimed, old, young) = (sha256_hex(b"claimed"), sha256_hex(b"forgotten"), sha256_hex(b"young"));
    announce(&endpoint, &claimed, 7).await;
    for (sha256, bytes, length) in [(&claimed, &b"claimed"[..], 7), (&old, b"forgot", 9), (&young, b"young", 5)] {
        assert_eq!(endpoint.patch(sha256, &[at(0), of(length)], bytes).await.status.as_u16(), 204);
    }
    let folder = endpoint.dir.path().join("attachments");
    let month_ago = SystemTime::now() - Duration::from_secs((UNCLAIMED_DAYS as u64 + 1) * 86_400);
    for (sha256, name) in [(&claimed, claimed.clone()), (&old, format!("{old}.9.part"))] {
        let file = File::options().append(true).open(folder.join(&sha256[..2]).join(name)).unwrap();
        file.set_times(FileTimes::new().set_modified(month_ago)).unwrap();
    }
    let gone = sweep(&endpoint.state.attachments, &endpoint.state.store, Instant::now()).await.unwrap();
    assert_eq!(gone, 1);
    assert_eq!(offset(&endpoint, &old).await, (404, String::new()));
    assert_eq!(offset(&endpoint, &claimed).await, (200, "7".into()));
    assert_eq!(offset(&endpoint, &young).await, (200, "5".into()));
}
