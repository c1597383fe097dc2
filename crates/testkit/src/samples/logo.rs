//! A logo for the sample that has a picture: a road that runs into a disc.

/// The logo as a PNG of 132 by 66 pixels, in these two colours on white.
pub(super) fn logo(dark: u32, bright: u32) -> Vec<u8> {
    const WIDTH: u32 = 132;
    const HEIGHT: u32 = 66;
    /// Samples along each side of a pixel, for smooth edges.
    const FINE: u32 = 4;
    let mut pixels = Vec::new();
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let mut sums = [0u32; 3];
            for step in 0..FINE * FINE {
                let fine_x = f64::from(x) + (f64::from(step % FINE) + 0.5) / f64::from(FINE);
                let fine_y = f64::from(y) + (f64::from(step / FINE) + 0.5) / f64::from(FINE);
                let colour = colour_at(fine_x, fine_y, dark, bright);
                for (sum, shift) in sums.iter_mut().zip([16, 8, 0]) {
                    *sum += (colour >> shift) & 0xFF;
                }
            }
            pixels.extend(sums.map(|sum| u8::try_from(sum / (FINE * FINE)).unwrap_or(u8::MAX)));
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().expect("room in memory");
    writer.write_image_data(&pixels).expect("as many pixels as announced");
    writer.finish().expect("room in memory");
    bytes
}

fn colour_at(x: f64, y: f64, dark: u32, bright: u32) -> u32 {
    const WHITE: u32 = 0xFF_FFFF;
    let (from_left, from_top) = (x - 33.0, y - 33.0);
    if from_left.hypot(from_top) < 29.0 {
        // The road narrows towards the horizon, a third from the top.
        let depth = (y - 22.0) / 40.0;
        if depth < 0.0 {
            return bright;
        }
        let half = 3.0 + 15.0 * depth;
        let middle = from_left.abs() < 0.9 + 1.6 * depth && (depth * 5.0).fract() < 0.55;
        return match (from_left.abs() < half, middle) {
            (true, true) => WHITE,
            (true, false) => dark,
            (false, _) => 0x7F_A66A,
        };
    }
    // Three bars beside the disc stand for a name.
    let bars = [(12.0, 24.0, 128.0, dark), (28.0, 38.0, 112.0, bright), (42.0, 52.0, 120.0, dark)];
    let bar =
        bars.iter().find(|(top, bottom, end, _)| (*top..*bottom).contains(&y) && (70.0..*end).contains(&x));
    bar.map_or(WHITE, |(_, _, _, colour)| *colour)
}
