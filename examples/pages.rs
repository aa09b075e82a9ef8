//! Renders every public page of a catalogue document to files, to look at them: `pages DOCUMENT SHELL OUT [NOW]`.

use std::error::Error;
use std::sync::Arc;
use std::{env, fs, path::Path};

use chava::ssr::{PageRequest, Shell, public_paths, render};
use chava_catalogue::catalogue::{Catalogue, Version};
use chava_catalogue::civil::DateTime;
use chava_catalogue::id::Id;
use chava_catalogue::records::{Kind, Record};
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [document, shell, out, rest @ ..] = &arguments[..] else {
        return Err("usage: pages DOCUMENT SHELL OUT [NOW]".into());
    };
    let now = rest.first().map_or("2026-11-22T14:00", String::as_str);
    let now = DateTime::parse(now).ok_or("NOW is YYYY-MM-DDTHH:MM")?;
    let catalogue = Arc::new(read(&fs::read_to_string(document)?)?);
    let shell = Shell::parse(&fs::read_to_string(shell)?)?;
    let extra = [
        "/nulle-part",
        "/favoris",
        "/mes-contributions",
        "/chercher?q=aide+ordi",
        "/chercher?q=zzzz",
        "/lieux?page=2",
        "/aide?lang=ar",
    ];
    for address in public_paths(&catalogue).iter().map(String::as_str).chain(extra) {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let page = render(&PageRequest { path, query, now, origin: "https://chava.example" }, &catalogue, &shell);
        let name = address.replace(['?', '=', '&', '+'], "_");
        let file = Path::new(out).join(name.trim_matches('/')).join("index.html");
        fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
        fs::write(file, page.html)?;
    }
    Ok(())
}

fn read(document: &str) -> Result<Catalogue, Box<dyn Error>> {
    let document: Value = serde_json::from_str(document)?;
    let mut records = Vec::new();
    for (key, list) in document.as_object().ok_or("not an object")? {
        let (Some(kind), Some(list)) = (Kind::from_list_key(key), list.as_array()) else { continue };
        for (n, record) in list.iter().enumerate() {
            let id = record.get("id").and_then(Value::as_str).ok_or("a record has no id")?;
            let json = record.to_string().into_boxed_str();
            records.push(Record { kind: kind.clone(), id: Id::from(id), modified: n as u64, json });
        }
    }
    Ok(Catalogue::new(Version { epoch: "essai".into(), change: 1, digest: "0".into() }, records))
}
