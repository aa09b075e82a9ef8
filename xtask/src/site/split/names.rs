//! Which functions go to the second part by their names.

/// What the names of the second part's functions have in them, without the compiler's hashes.
const LATER: [&str; 33] = [
    "chava::components::hours_table::",
    "chava::components::map::",
    "chava::effects::calendar::",
    "chava::effects::contributions::",
    "chava::effects::keeping::",
    "chava::effects::media::",
    "chava::effects::near::",
    "chava::effects::outbox::",
    "chava::effects::served::",
    "chava::effects::synchronise::",
    "chava::pages::about::",
    "chava::pages::agenda::",
    "chava::pages::calls::calls",
    "chava::pages::contributions::",
    "chava::pages::favourites::",
    "chava::pages::needs::",
    "chava::pages::offer::",
    "chava::pages::organisation::",
    "chava::pages::participate::",
    "chava::pages::place::",
    "chava::pages::session::session",
    "chava::pages::settings::",
    "chava::pages::theme::",
    "chava::platform::microphone::",
    "chava::platform::picture::",
    "chava_catalogue::catalogue::matches::",
    "chava_catalogue::ical::",
    "chava_contribution::",
    "chava_sync::compact::",
    "chava_sync::feed::",
    "chava_sync::outbox::",
    "chava_sync::run::",
    "chava_sync::schedule::",
];
/// What the names of the interface's functions begin with: Yew's components and closures have them inside their names.
const INTERFACE: &str = "chava::";
/// What the names of functions begin with that only let go of something.
const DROP: &str = "core::ptr::drop_in_place";

/// Whether a function goes by its name. What only drops, sorts or keeps the second part's values stays where it is needed.
pub fn is_later(name: &str) -> bool {
    let own = name.trim_start_matches(['<', '&']);
    let names =
        |later: &&str| if later.starts_with(INTERFACE) { name.contains(*later) } else { own.starts_with(*later) };
    !own.starts_with(DROP) && LATER.iter().any(names)
}

/// A name without the compiler's hashes: `chava[0123456789abcdef]::pages` is `chava::pages`.
pub fn without_hashes(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        match after.split_once(']') {
            Some((inside, behind)) if inside.len() >= 8 && inside.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                rest = behind;
            }
            _ => {
                plain.push('[');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}
