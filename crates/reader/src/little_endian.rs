//! Numbers in bytes, the lowest byte first.

/// Bytes that hold numbers; `None` for one that they do not hold whole.
pub(crate) trait LittleEndian {
    /// The bytes from a position on that a number takes.
    fn chunk<const N: usize>(&self, at: usize) -> Option<[u8; N]>;

    /// The 16 bits at a position.
    fn short(&self, at: usize) -> Option<u16> {
        self.chunk(at).map(u16::from_le_bytes)
    }

    /// The 32 bits at a position.
    fn long(&self, at: usize) -> Option<u32> {
        self.chunk(at).map(u32::from_le_bytes)
    }

    /// The number of 64 bits at a position.
    fn double(&self, at: usize) -> Option<f64> {
        self.chunk(at).map(f64::from_le_bytes)
    }
}

impl LittleEndian for [u8] {
    fn chunk<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.get(at..)?.first_chunk().copied()
    }
}
