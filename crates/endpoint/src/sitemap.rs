//! What search engines are told: the sitemap and robots.txt.

/// The most addresses that a sitemap may hold (sitemaps.org).
const MOST: usize = 50_000;

/// Writes robots.txt: everything may be read, and the data are for programs.
pub fn robots(origin: &str) -> String {
    format!("User-agent: *\nDisallow: /api/\nSitemap: {origin}/sitemap.xml\n")
}

/// Writes the sitemap of some paths.
pub fn sitemap(origin: &str, paths: &[String]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for path in paths.iter().take(MOST) {
        let address = format!("{origin}{path}").replace('&', "&amp;").replace('<', "&lt;");
        xml.push_str("<url><loc>");
        xml.push_str(&address);
        xml.push_str("</loc></url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}
