//! An endpoint in memory, written from the contract alone.

use std::collections::{BTreeMap, BTreeSet};

use chava_catalogue::digest::{digest, sha256_hex};
use chava_catalogue::records::Kind;

/// How many changes a page of the feed has.
const PAGE: usize = 3;

fn digest_of_nothing() -> String {
    digest([])
}

#[derive(Clone, Debug)]
struct Entry {
    modified: u64,
    json: Option<String>,
}

/// The endpoint.
#[derive(Debug, Default)]
pub struct Server {
    epoch: u64,
    change: u64,
    oldest: u64,
    entries: BTreeMap<(String, String), Entry>,
    digests: BTreeSet<String>,
}

impl Server {
    pub fn write(&mut self, kind: Kind, n: u8, seed: u32) {
        self.change += 1;
        let id = format!("r{n}");
        let json = format!(r#"{{"id":"{id}","name":"é {{\"}}","seed":{seed},"more":[{{"id":"x"}}]}}"#);
        self.entries.insert((kind.as_str().into(), id), Entry { modified: self.change, json: Some(json) });
        self.note();
    }

    pub fn delete(&mut self, kind: Kind, n: u8) {
        let key = (kind.as_str().to_owned(), format!("r{n}"));
        if self.entries.get(&key).is_some_and(|entry| entry.json.is_some()) {
            self.change += 1;
            self.entries.insert(key, Entry { modified: self.change, json: None });
            self.note();
        }
    }

    pub fn new_epoch(&mut self) {
        self.epoch += 1;
        self.entries.retain(|_, entry| entry.json.is_some());
        // The numbers begin anew, so that old cursors would fit if nobody looked at the epoch.
        self.change = 0;
        for entry in self.entries.values_mut() {
            self.change += 1;
            entry.modified = self.change;
        }
        self.oldest = 0;
        self.note();
    }

    pub fn prune(&mut self) {
        let last = self.entries.values().filter(|entry| entry.json.is_none()).map(|entry| entry.modified).max();
        self.entries.retain(|_, entry| entry.json.is_some());
        self.oldest = self.oldest.max(last.unwrap_or(0));
    }

    pub fn digest(&self) -> String {
        let live = self.entries.iter().filter(|(_, entry)| entry.json.is_some());
        digest(live.map(|((kind, id), entry)| (kind.as_str(), id.as_str(), entry.modified)))
    }

    pub fn ever_had(&self, digest: &str) -> bool {
        self.digests.contains(digest) || digest == digest_of_nothing()
    }

    fn note(&mut self) {
        self.digests.insert(self.digest());
    }

    pub fn records(&self) -> impl Iterator<Item = (Kind, String, u64, String)> + '_ {
        self.entries.iter().filter_map(|((kind, id), entry)| {
            Some((Kind::from_code(kind), id.clone(), entry.modified, entry.json.clone()?))
        })
    }

    /// The snapshot.
    pub fn snapshot(&self) -> Vec<u8> {
        let mut text = String::from(r#"{"format":"chava-catalogue","version":1"#);
        for kind in Kind::ALL {
            let list: Vec<_> = self
                .records()
                .filter(|(k, ..)| k == kind)
                .map(|(_, _, modified, json)| format!("{},\"modified\":{modified}}}", &json[..json.len() - 1]))
                .collect();
            text.push_str(&format!(",\"{}\":[{}]", kind.list_key().unwrap(), list.join(",")));
        }
        text.push('}');
        text.into_bytes()
    }

    pub fn pointer(&self) -> Vec<u8> {
        let (epoch, change, digest) = (self.epoch, self.change, self.digest());
        let snapshot = self.snapshot();
        let (bytes, sha256) = (snapshot.len(), sha256_hex(&snapshot));
        format!(
            r#"{{"epoch":"e{epoch}","change":{change},"snapshot":{{"url":"/api/catalogue/e{epoch}-{change}.json","bytes":{bytes},"brotliBytes":1,"sha256":"{sha256}"}},"feed":"/api/feed?afterChangeNumber={change}","digest":"{digest}","serverTime":"2026-11-22T10:00:00Z"}}"#
        )
        .into_bytes()
    }

    /// The items of the page after a number, as JSON texts, and the number to go on from.
    pub fn items(&self, after: u64) -> (Vec<String>, u64) {
        let mut later: Vec<_> = self.entries.iter().filter(|(_, entry)| entry.modified > after).collect();
        later.sort_by_key(|(_, entry)| entry.modified);
        later.truncate(PAGE);
        let next = later.last().map_or(after, |(_, entry)| entry.modified);
        let items = later.into_iter().map(|((kind, id), Entry { modified, json })| match json {
            Some(json) => {
                format!(r#"{{"state":"updated","kind":"{kind}","id":"{id}","modified":{modified},"data":{json}}}"#)
            }
            None => format!(r#"{{"state":"deleted","kind":"{kind}","id":"{id}","modified":{modified}}}"#),
        });
        (items.collect(), next)
    }

    pub fn page(&self, items: &[String], next: &str) -> Vec<u8> {
        let (epoch, oldest, items) = (self.epoch, self.oldest, items.join(","));
        let end = if items.is_empty() {
            format!(r#","digest":"{}","serverTime":"2026-11-22T10:00:00Z""#, self.digest())
        } else {
            String::new()
        };
        format!(
            r#"{{"next":"{next}","items":[{items}],"license":"x","epoch":"e{epoch}","oldestChange":{oldest}{end}}}"#
        )
        .into_bytes()
    }
}
