const RHYTHM_SEC = 0.18;

/** Smoothed mouth opening, per frame: heads dip a little on stressed words (Munhall et al. 2004). */
export function speechRhythm(open: Float32Array, fps: number): Float32Array {
  const out = new Float32Array(open.length);
  const keep = Math.exp(-1 / (RHYTHM_SEC * fps));
  for (const forwards of [true, false]) {
    let level = 0;
    for (let i = 0; i < open.length; i++) {
      const frame = forwards ? i : open.length - 1 - i;
      level = keep * level + (1 - keep) * (forwards ? open[frame] : out[frame]);
      out[frame] = level;
    }
  }
  return out;
}
