use super::*;

fn hash_of(bytes: &[u8]) -> FileHash {
    FileHash::parse(&sha256_hex(bytes)).unwrap()
}

fn folder() -> (tempfile::TempDir, AttachmentFolder) {
    let dir = tempfile::tempdir().unwrap();
    let folder = AttachmentFolder::open(dir.path()).unwrap();
    (dir, folder)
}

#[test]
fn an_upload_goes_on_where_it_stopped() {
    let (_dir, folder) = folder();
    let bytes: Vec<u8> = b"\x89PNG\r\n\x1a\n".iter().copied().chain((0..200).map(|n| n as u8)).collect();
    let (hash, length) = (hash_of(&bytes), bytes.len() as u64);
    assert_eq!(folder.progress(&hash).unwrap(), Progress::Nothing);
    assert_eq!(folder.append(&hash, length, 0, &bytes[..50]).unwrap(), 50);
    assert_eq!(folder.progress(&hash).unwrap(), Progress::Partial { offset: 50, length });
    for wrong in [0, 49, 51, 1000] {
        assert!(matches!(folder.append(&hash, length, wrong, &bytes[..10]), Err(AppendError::Offset(50))), "{wrong}");
    }
    assert!(matches!(folder.append(&hash, length, 50, &[0; 1000]), Err(AppendError::TooMany)));
    assert_eq!(folder.append(&hash, length, 50, &bytes[50..]).unwrap(), length);
    assert_eq!(folder.progress(&hash).unwrap(), Progress::Whole { length });
    assert_eq!(folder.read(&hash).unwrap().unwrap(), bytes);
    assert_eq!(folder.media_type(&hash).unwrap(), Some(MediaType::Png));
    assert!(matches!(folder.append(&hash, length, 0, &bytes[..10]), Err(AppendError::Offset(at)) if at == length));
    folder.remove(&hash).unwrap();
    assert_eq!(folder.progress(&hash).unwrap(), Progress::Nothing);
}

#[test]
fn bytes_that_do_not_fit_the_hash_are_never_whole() {
    let (_dir, folder) = folder();
    let hash = hash_of(b"right");
    folder.append(&hash, 5, 0, b"wr").unwrap();
    assert!(matches!(folder.append(&hash, 5, 2, b"ong"), Err(AppendError::WrongHash)));
    assert_eq!(folder.progress(&hash).unwrap(), Progress::Nothing);
    assert_eq!(folder.append(&hash, 5, 0, b"right").unwrap(), 5);
}

#[test]
fn an_upload_of_another_length_begins_anew() {
    let (_dir, folder) = folder();
    let hash = hash_of(b"right");
    folder.append(&hash, 9, 0, b"wrong").unwrap();
    assert!(matches!(folder.append(&hash, 5, 2, b"x"), Err(AppendError::Offset(5))));
    assert_eq!(folder.append(&hash, 5, 0, b"right").unwrap(), 5);
}

#[test]
fn only_a_hash_names_a_file() {
    for text in ["", "../../etc/passwd", &"A".repeat(64), &"a".repeat(63), "zz"] {
        assert_eq!(FileHash::parse(text), None, "{text}");
    }
    assert!(FileHash::parse(&"a".repeat(64)).is_some());
}
