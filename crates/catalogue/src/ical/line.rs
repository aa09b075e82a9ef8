//! Content lines: escaped, folded at 75 octets, ended by CR and LF (RFC 5545, 3.1 and 3.3.11).

/// The longest line in octets, without its end.
const MAX_OCTETS: usize = 75;

/// Lines of a calendar.
#[derive(Debug, Default)]
pub(super) struct Lines(pub(super) String);

impl Lines {
    /// A line whose value needs no escapes.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.begin(name);
        self.fold(name.len() + 1, value);
    }

    /// A line with a text.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        let mut escaped = String::with_capacity(text.len() + 8);
        for c in text.trim().chars() {
            match c {
                '\\' | ';' | ',' => {
                    escaped.push('\\');
                    escaped.push(c);
                }
                '\n' => escaped.push_str("\\n"),
                // Other control characters have no place in a calendar.
                '\t' => escaped.push(' '),
                c if c.is_control() => {}
                c => escaped.push(c),
            }
        }
        self.value(name, &escaped);
    }

    fn begin(&mut self, name: &str) {
        self.0.push_str(name);
        self.0.push(':');
    }

    fn fold(&mut self, mut octets: usize, value: &str) {
        for c in value.chars() {
            if octets + c.len_utf8() > MAX_OCTETS {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}
