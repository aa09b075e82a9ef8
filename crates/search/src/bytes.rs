//! Little-endian numbers and byte strings one after the other: the written form of derived data.

/// Writes numbers and bytes.
#[derive(Debug, Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// Writes a byte.
    pub fn u8(&mut self, n: u8) {
        self.0.push(n);
    }

    /// Writes four bytes.
    pub fn u32(&mut self, n: u32) {
        self.0.extend_from_slice(&n.to_le_bytes());
    }

    /// Writes eight bytes.
    pub fn u64(&mut self, n: u64) {
        self.0.extend_from_slice(&n.to_le_bytes());
    }

    /// Writes a length and that many bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.u32(bytes.len() as u32);
        self.0.extend_from_slice(bytes);
    }

    /// Writes a count and that many numbers.
    pub fn u32s(&mut self, numbers: &[u32]) {
        self.u32(numbers.len() as u32);
        self.0.reserve(numbers.len() * 4);
        for &n in numbers {
            self.u32(n);
        }
    }

    /// The bytes written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// Reads what [`Writer`] wrote; every method returns none where the bytes end too early.
#[derive(Debug)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Reads from the start of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Reads a byte.
    pub fn u8(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// Reads four bytes.
    pub fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    /// Reads eight bytes.
    pub fn u64(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    /// Reads a length and that many bytes.
    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let len = self.u32()? as usize;
        self.take(len)
    }

    /// Reads a count and that many numbers.
    pub fn u32s(&mut self) -> Option<Vec<u32>> {
        let len = (self.u32()? as usize).checked_mul(4)?;
        let (numbers, _) = self.take(len)?.as_chunks::<4>();
        Some(numbers.iter().map(|n| u32::from_le_bytes(*n)).collect())
    }

    /// Reads a count and that many pairs of numbers.
    pub fn pairs(&mut self) -> Option<Vec<(u32, u32)>> {
        let len = (self.u32()? as usize).checked_mul(8)?;
        let (pairs, _) = self.take(len)?.as_chunks::<8>();
        Some(
            pairs
                .iter()
                .map(|[a, b, c, d, e, f, g, h]| {
                    (u32::from_le_bytes([*a, *b, *c, *d]), u32::from_le_bytes([*e, *f, *g, *h]))
                })
                .collect(),
        )
    }

    /// Says whether everything has been read.
    pub fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }
}
