//! What the two binary formats have in common.

/// What Excel shows for an error (MS-XLSB 2.5.98.2, MS-XLS 2.5.10); what is not listed there is of a newer one.
pub(crate) fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#VALUE!",
    }
}

/// A number in its short form: a whole number or the upper half of a double, perhaps a hundred times too large
/// (MS-XLS 2.5.217).
pub(crate) fn short_number(short: u32) -> f64 {
    let value = if short & 2 == 0 {
        f64::from_bits(u64::from(short & !3) << 32)
    } else {
        f64::from(short.cast_signed() >> 2)
    };
    if short & 1 == 0 { value } else { value / 100.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_whole_or_halves_of_doubles() {
        let half = |number: f64| u32::try_from(number.to_bits() >> 32).unwrap();
        for (short, number) in
            [(7 << 2 | 2, 7.0), (1234 << 2 | 3, 12.34), (half(0.5), 0.5), (half(50.0) | 1, 0.5)]
        {
            assert_eq!(short_number(short), number);
        }
        assert_eq!(short_number((-7i32 << 2 | 2).cast_unsigned()), -7.0);
    }
}
