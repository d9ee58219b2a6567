import { monoOf, type MonoSound } from '../../../runtime/monoSource.ts';

/** Millisecond by millisecond, by how much the energy of a sound rises: where bursts begin. */
const STEP_SEC = 0.001;
/** A rise counts when the energy is more than this many times that of the step before. */
const RISE = 4;
/** Steps whose samples are read at once. */
const STEPS_AT_A_TIME = 1000;

export interface OnsetEnergy {
  /** The strongest onset between two samples: energy (sum of squares over 1 ms) beyond RISE times the one before. */
  strongest(from: number, to: number): number;
}

export function onsetEnergyOf(sound: MonoSound, sampleRateHz: number): OnsetEnergy {
  const mono = monoOf(sound);
  const step = Math.max(1, Math.round(STEP_SEC * sampleRateHz));
  const onsets = new Float32Array(Math.ceil(mono.length / step));
  let before = Infinity;
  for (let first = 0; first < onsets.length; first += STEPS_AT_A_TIME) {
    const last = Math.min(onsets.length, first + STEPS_AT_A_TIME);
    const samples = mono.read(first * step, Math.min(mono.length, last * step));
    for (let i = first; i < last; i++) {
      const end = Math.min(samples.length, (i + 1 - first) * step);
      let energy = 0;
      for (let s = (i - first) * step; s < end; s++) energy += samples[s] * samples[s];
      onsets[i] = Math.max(0, energy - RISE * before);
      before = energy;
    }
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
