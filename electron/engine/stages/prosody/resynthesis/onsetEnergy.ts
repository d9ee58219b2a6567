/** Millisecond by millisecond, by how much the energy of a sound rises: where bursts begin. */
const STEP_SEC = 0.001;
/** A rise counts when the energy is more than this many times that of the step before. */
const RISE = 4;

export interface OnsetEnergy {
  /** The strongest onset between two samples: energy (sum of squares over 1 ms) beyond RISE times the one before. */
  strongest(from: number, to: number): number;
}

export function onsetEnergyOf(mono: Float32Array, sampleRateHz: number): OnsetEnergy {
  const step = Math.max(1, Math.round(STEP_SEC * sampleRateHz));
  const onsets = new Float32Array(Math.ceil(mono.length / step));
  let before = Infinity;
  for (let i = 0; i < onsets.length; i++) {
    const end = Math.min(mono.length, (i + 1) * step);
    let energy = 0;
    for (let s = i * step; s < end; s++) energy += mono[s] * mono[s];
    onsets[i] = Math.max(0, energy - RISE * before);
    before = energy;
  }
  return {
    strongest(from, to) {
      const last = Math.min(onsets.length - 1, Math.floor(to / step));
      let most = 0;
      for (let i = Math.max(0, Math.floor(from / step)); i <= last; i++)
        if (onsets[i] > most) most = onsets[i];
      return most;
    },
  };
}
