//! Marks on the browser's timeline that measuring tools read.

/// Sets a mark, such as `chava:catalogue-ready`.
pub fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        let _ = performance.mark(name);
    }
}
