import type {
  ProsodyView,
  SoundOutline,
  Spectrogram,
  SpectrogramRequest,
} from '../../shared/contract/prosodyView.ts';
import { buildPeaks } from '../../shared/timeline/peaks.ts';

const STEP_SEC = 0.01;
const RATE_HZ = 2000;
const MEDIAN_HZ = 200;
/** Every phrase speaks so long, and is silent so long after it. */
const PHRASE_SEC = 1.5;
const PAUSE_SEC = 0.5;
const SYLLABLE_SEC = 0.25;

/**
 * A voice made of rules: phrases of 1.5 s with pauses of 0.5 s between them, four syllables a second, the pitch waving
 * three semitones about 200 Hz.
 */
export function fakeProsodyView(durationSec = 4): ProsodyView {
  const period = PHRASE_SEC + PAUSE_SEC;
  const isSpeech = (sec: number): boolean => sec % period < PHRASE_SEC;
  const count = Math.floor(durationSec / STEP_SEC);
  const starts = Array.from({ length: Math.ceil(durationSec / period) }, (_, i) => i * period);
  const within = (sec: number): number => Math.min(durationSec, sec);
  return {
    durationSec,
    pitch: {
      startSec: STEP_SEC / 2,
      stepSec: STEP_SEC,
      hz: Float32Array.from({ length: count }, (_, i) => {
        const sec = (i + 0.5) * STEP_SEC;
        return isSpeech(sec) ? MEDIAN_HZ * 2 ** ((3 * Math.sin(2 * Math.PI * sec)) / 12) : 0;
      }),
    },
    intensity: {
      startSec: STEP_SEC / 2,
      stepSec: STEP_SEC,
      db: Float32Array.from({ length: count }, (_, i) => (isSpeech((i + 0.5) * STEP_SEC) ? 70 : 20)),
    },
    pauses: starts
      .map((sec): [number, number] => [within(sec + PHRASE_SEC), within(sec + period)])
      .filter(([startSec, endSec]) => endSec > startSec),
    phrases: starts.map((sec): [number, number] => [sec, within(sec + PHRASE_SEC)]),
    syllablesSec: Float64Array.from(
      { length: Math.floor(durationSec / SYLLABLE_SEC) },
      (_, i) => (i + 0.5) * SYLLABLE_SEC,
    ).filter(isSpeech),
    medianHz: MEDIAN_HZ,
    rangeSemitones: 2.1,
    syllableRateHz: 1 / SYLLABLE_SEC,
    peaks: fakePeaks(durationSec, isSpeech),
  };
}

export const fakeOutline = (durationSec = 10): SoundOutline => ({
  durationSec,
  peaks: fakePeaks(durationSec, () => true),
});

/** A harmonic every octave, as far as the picture reaches. */
export function fakeSpectrogram({ columns, rows, rowsPerSemitone }: SpectrogramRequest): Spectrogram {
  const octave = 12 * rowsPerSemitone;
  return {
    levels: Uint8Array.from({ length: columns * rows }, (_, i) => ((i % rows) % octave < 2 ? 160 : 20)),
  };
}

function fakePeaks(durationSec: number, isLoud: (sec: number) => boolean): ProsodyView['peaks'] {
  const samples = Float32Array.from({ length: Math.floor(durationSec * RATE_HZ) }, (_, i) => {
    const sec = i / RATE_HZ;
    const swell = 0.35 + 0.3 * Math.abs(Math.sin((Math.PI * sec) / SYLLABLE_SEC));
    return isLoud(sec) ? swell * (i % 2 === 0 ? 1 : -1) : 0;
  });
  const { rateHz, levels } = buildPeaks([samples], RATE_HZ);
  return { rateHz, levels: [...levels] };
}
