//! The HTML shell: `index.html` with the built files in place of Trunk's links, its markers kept for the endpoint.

use std::path::Path;

use super::Asset;
use crate::error::{Error, Result};
use crate::project;

/// Where the endpoint puts title, description, links and data of a page.
const HEAD_MARKER: &str = "<!--chava:head-->";
/// Where the endpoint puts a page's content.
const CONTENT_MARKER: &str = "<!--chava:content-->";

/// The files a shell links to.
pub struct Parts<'a> {
    /// The one style sheet.
    pub css: &'a Asset,
    /// The script that starts the module, as its text.
    pub boot: &'a str,
    /// wasm-bindgen's glue.
    pub glue: &'a Asset,
    /// The WebAssembly module.
    pub module: &'a Asset,
    /// The residents' words, which the app reads on its own.
    pub lexicon: &'a Asset,
    /// The geography of the city, likewise.
    pub geography: &'a Asset,
    /// The texts of the interface, each with its language.
    pub messages: &'a [(String, Asset)],
}

/// All style sheets that `index.html` names, minified by Trunk, in that order, as one.
pub fn merge_style_sheets(source: &str, trunk_output: &Path) -> Result<Vec<u8>> {
    let mut merged = Vec::new();
    for line in source.lines().filter(|line| is_trunk_link(line) && line.contains("rel=\"css\"")) {
        let href = attribute(line, "href").ok_or_else(|| Error::Rule(format!("index.html: no href in {line}")))?;
        let name = href.rsplit('/').next().unwrap_or(href);
        merged.extend(project::read(trunk_output.join(name))?);
        merged.push(b'\n');
    }
    Ok(merged)
}

/// The boot script as it stands in the head of every page, with the names of what it starts.
pub fn boot_script(source: &str, glue: &Asset, module: &Asset, later: Option<&Asset>) -> Result<String> {
    for placeholder in ["/chava.js", "/chava_bg.wasm", "/chava_later.wasm"] {
        if !source.contains(&format!("\"{placeholder}\"")) {
            return Err(Error::Rule(format!("assets/boot.js no longer names \"{placeholder}\"")));
        }
    }
    if source.contains("</script") || source.contains("<!--") {
        return Err(Error::Rule("assets/boot.js would end the element that carries it".into()));
    }
    let code: Vec<&str> =
        source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).collect();
    let code = code.join("\n").replace("/chava.js", &glue.url).replace("/chava_bg.wasm", &module.url);
    Ok(code.replace("/chava_later.wasm", later.map_or("", |later| &later.url)))
}

/// The shell. Comments and Trunk's links are left out, the two markers stay.
pub fn render(source: &str, parts: &Parts<'_>) -> Result<String> {
    let mut html = String::with_capacity(source.len());
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        if line.starts_with("<!--") && !line.starts_with("<!--chava:") {
            in_comment = true;
        }
        if !in_comment && !line.is_empty() && !is_trunk_link(line) {
            if line == "</head>" {
                html.push_str(&links(parts));
            }
            html.push_str(line);
            html.push('\n');
        }
        if in_comment && line.ends_with("-->") {
            in_comment = false;
        }
    }
    for marker in [HEAD_MARKER, CONTENT_MARKER] {
        if html.matches(marker).count() != 1 {
            return Err(Error::Rule(format!("index.html must have {marker} exactly once")));
        }
    }
    Ok(html)
}

fn links(parts: &Parts<'_>) -> String {
    let Parts { css, boot, glue, module, lexicon, geography, messages } = parts;
    let mut links = format!(
        "<link rel=\"modulepreload\" href=\"{}\">\n\
         <link rel=\"preload\" href=\"{}\" as=\"fetch\" type=\"application/wasm\" crossorigin fetchpriority=\"low\">\n\
         <link rel=\"chava-lexicon\" href=\"{}\">\n<link rel=\"chava-geography\" href=\"{}\">\n",
        glue.url, module.url, lexicon.url, geography.url
    );
    for (language, texts) in *messages {
        links.push_str(&format!("<link rel=\"chava-messages\" hreflang=\"{language}\" href=\"{}\">\n", texts.url));
    }
    // The script reads the links above. A style sheet before it would hold it up.
    links.push_str(&format!("<script>{boot}</script>\n<link rel=\"stylesheet\" href=\"{}\">\n", css.url));
    links
}

fn is_trunk_link(line: &str) -> bool {
    line.trim_start().starts_with("<link data-trunk")
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// Fails where any page carries a script of its own beside `boot`, which alone the Content-Security-Policy allows.
pub fn check_inline_scripts(site: &Path, boot: &str) -> Result<()> {
    for path in project::walk(site, &|_| false)? {
        if path.extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let html = project::read_text(&path)?;
        if let Some(script) = inline_scripts(&html).find(|script| *script != boot) {
            let start: String = script.chars().take(60).collect();
            return Err(Error::Rule(format!("{}: the policy refuses the script “{start}…”", path.display())));
        }
    }
    Ok(())
}

/// The text of each script element that runs its own.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices("<script").filter_map(|(start, _)| {
        let (tag, rest) = html[start..].split_once('>')?;
        let is_data = attribute(tag, "type").is_some_and(|kind| kind.ends_with("json"));
        let runs_its_text = attribute(tag, "src").is_none() && !is_data;
        runs_its_text.then(|| rest.split("</script").next().unwrap_or(rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(url: &str) -> Asset {
        Asset { url: url.to_owned(), sha256: String::new(), bytes: 0 }
    }

    fn render_text(source: &str) -> Result<String> {
        let [css, glue, module] = ["/c.css", "/g.js", "/m.wasm"].map(asset);
        let (lexicon, geography) = (asset("/l.bin"), asset("/geo.txt"));
        let messages = [("nl".to_owned(), asset("/nl.txt"))];
        let parts = Parts {
            css: &css,
            boot: "go()",
            glue: &glue,
            module: &module,
            lexicon: &lexicon,
            geography: &geography,
            messages: &messages,
        };
        render(source, &parts)
    }

    #[test]
    fn the_shell_keeps_its_markers_and_nothing_of_trunk() {
        let html = render_text(
            "<!doctype html>\n<!-- why\n  and how -->\n<head>\n  <link data-trunk rel=\"css\" href=\"a/b.css\">\n\
             <!--chava:head-->\n</head>\n<body><!--chava:content--></body>\n",
        )
        .unwrap();
        assert!(
            html.starts_with("<!doctype html>\n<head>\n<!--chava:head-->\n<link rel=\"modulepreload\" href=\"/g.js\">")
        );
        assert!(html.contains("<body><!--chava:content--></body>"));
        let read_by_the_script = "<link rel=\"chava-lexicon\" href=\"/l.bin\">\n\
             <link rel=\"chava-geography\" href=\"/geo.txt\">\n\
             <link rel=\"chava-messages\" hreflang=\"nl\" href=\"/nl.txt\">\n";
        let then = "<script>go()</script>\n<link rel=\"stylesheet\" href=\"/c.css\">\n</head>";
        assert!(html.contains(&[read_by_the_script, then].concat()), "{html}");
        assert!(!html.contains("data-trunk") && !html.contains("why") && !html.contains("how"));
    }

    #[test]
    fn a_shell_without_markers_is_refused() {
        assert!(render_text("<head>\n<!--chava:head-->\n</head>\n<body></body>\n").is_err());
    }

    #[test]
    fn only_scripts_that_run_their_own_text_are_found() {
        let html = "<script src=\"/a.js\"></script><script type=\"application/ld+json\">{}</script>\
                    <script type=\"module\">go()</script>";
        assert_eq!(inline_scripts(html).collect::<Vec<_>>(), ["go()"]);
    }

    #[test]
    fn the_boot_script_names_what_it_starts() {
        let source = "// why\nimport init from \"/chava.js\";\ninit(\"/chava_bg.wasm\", \"/chava_later.wasm\");\n";
        let (glue, module, later) = (asset("/assets/g.js"), asset("/assets/m.wasm"), asset("/assets/l.wasm"));
        let boot = boot_script(source, &glue, &module, Some(&later)).unwrap();
        assert_eq!(boot, "import init from \"/assets/g.js\";\ninit(\"/assets/m.wasm\", \"/assets/l.wasm\");");
        assert!(boot_script("nothing", &glue, &module, None).is_err());
        assert!(boot_script(&[source, "\"</script>\";"].concat(), &glue, &module, None).is_err());
    }
}
