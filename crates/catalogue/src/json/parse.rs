//! Finds where each value of a JSON text (RFC 8259) starts and ends.

/// Deeper than any record; whoever nests deeper wants to exhaust the stack.
const MOST_DEPTH: u8 = 120;

/// A value, or a key of an object, by its place in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) start: u32,
    pub(super) end: u32,
    /// How many nodes it takes with everything in it.
    pub(super) size: u32,
}

/// The nodes of a text, a value before what is in it; none where the text is no JSON.
pub(super) fn nodes(text: &[u8]) -> Option<Vec<Node>> {
    u32::try_from(text.len()).ok()?;
    let mut parser = Parser { text, at: 0, nodes: Vec::with_capacity(text.len() / 16) };
    parser.value(0)?;
    parser.space();
    (parser.at == text.len()).then_some(parser.nodes)
}

struct Parser<'a> {
    text: &'a [u8],
    at: usize,
    nodes: Vec<Node>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    /// Passes a byte, if it comes next.
    fn pass(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn value(&mut self, depth: u8) -> Option<()> {
        self.space();
        let node = self.open();
        match self.peek()? {
            b'"' => self.string()?,
            b'{' => self.items(depth, b'}', true)?,
            b'[' => self.items(depth, b']', false)?,
            b't' => self.word(b"true")?,
            b'f' => self.word(b"false")?,
            b'n' => self.word(b"null")?,
            _ => self.number()?,
        }
        self.close(node)
    }

    fn open(&mut self) -> usize {
        self.nodes.push(Node { start: self.at as u32, end: 0, size: 0 });
        self.nodes.len() - 1
    }

    fn close(&mut self, at: usize) -> Option<()> {
        let count = self.nodes.len();
        let node = self.nodes.get_mut(at)?;
        node.end = self.at as u32;
        node.size = (count - at) as u32;
        Some(())
    }

    /// The inside of an object (`keyed`) or a list.
    fn items(&mut self, depth: u8, end: u8, keyed: bool) -> Option<()> {
        if depth == MOST_DEPTH {
            return None;
        }
        self.at += 1;
        self.space();
        if self.pass(end) {
            return Some(());
        }
        loop {
            if keyed {
                self.space();
                let key = self.open();
                self.string()?;
                self.close(key)?;
                self.space();
                self.pass(b':').then_some(())?;
            }
            self.value(depth + 1)?;
            self.space();
            if !self.pass(b',') {
                return self.pass(end).then_some(());
            }
        }
    }

    fn string(&mut self) -> Option<()> {
        self.pass(b'"').then_some(())?;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'"' => return Some(()),
                0..0x20 => return None,
                b'\\' => self.escape()?,
                _ => {}
            }
        }
    }

    fn escape(&mut self) -> Option<()> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(()),
            b'u' => {
                let digits = self.text.get(self.at..self.at + 4)?;
                self.at += 4;
                digits.iter().all(u8::is_ascii_hexdigit).then_some(())
            }
            _ => None,
        }
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        let found = self.text.get(self.at..self.at + word.len())? == word;
        self.at += word.len();
        found.then_some(())
    }

    fn number(&mut self) -> Option<()> {
        self.pass(b'-');
        if !self.pass(b'0') {
            self.digits()?;
        }
        if self.pass(b'.') {
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if !self.pass(b'+') {
                self.pass(b'-');
            }
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }
}
