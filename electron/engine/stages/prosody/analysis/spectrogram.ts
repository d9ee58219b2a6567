import { RealFft } from '../../../runtime/fft.ts';
import { decimate } from '../decimate.ts';

/** A voice reduced to the frequencies that a picture of its pitch shows: small enough to be kept. */
export interface LowSound {
  readonly samples: Float32Array;
  readonly rateHz: number;
  /** The loudest bin of the voice in {@link spectrogramOf}'s own decibels. */
  readonly loudestDb: number;
}

/** What is looked at; rows lie on semitones, as the pitch curve before them. */
export interface SpectrogramWindow {
  readonly startSec: number;
  /** Seconds between columns. */
  readonly stepSec: number;
  readonly columns: number;
  readonly lowestHz: number;
  readonly rowsPerSemitone: number;
  readonly rows: number;
}

/** Up to about 1.5 kHz: partials of every voice within reach of its pitch lane. */
const LOW_RATE_HZ = 3000;
/** Long enough to part the partials of a low voice, short enough to follow a syllable. */
const WINDOW_SEC = 0.06;
const FFT_SIZE = 512;
/** What is this much softer than the loudest moment is drawn as silence. */
const RANGE_DB = 55;
/** A voice that is nowhere louder than this is nothing but digital silence. */
const NOTHING_DB = -150;
/** Places at which the loudest moment of a voice is looked for. */
const PROBES = 2000;

/** @param mono samples of the voice; not changed */
export function lowSoundOf(mono: Float32Array, sampleRateHz: number): LowSound {
  const factor = Math.max(1, Math.floor(sampleRateHz / LOW_RATE_HZ));
  const samples = decimate(mono, factor);
  const rateHz = sampleRateHz / factor;
  const analyse = shortSpectrum(samples, rateHz);
  const stepSec = Math.max(WINDOW_SEC / 2, samples.length / rateHz / PROBES);
  let loudestDb = -Infinity;
  for (let sec = 0; sec * rateHz < samples.length; sec += stepSec)
    for (const db of analyse(sec)) loudestDb = Math.max(loudestDb, db);
  return { samples, rateHz, loudestDb };
}

/**
 * Levels over time and semitones: short-time Fourier transform under a Hann window, rows read between its bins.
 * @returns column by column, the lowest row first: 0 silent .. 255 as loud as the loudest moment of the voice
 */
export function spectrogramOf(sound: LowSound, window: SpectrogramWindow): Uint8Array {
  const { columns, rows, startSec, stepSec, lowestHz, rowsPerSemitone } = window;
  const analyse = shortSpectrum(sound.samples, sound.rateHz);
  const levels = new Uint8Array(columns * rows);
  if (sound.loudestDb < NOTHING_DB) return levels;
  const binOfRow = Float64Array.from(
    { length: rows },
    (_, row) => (lowestHz * 2 ** (row / rowsPerSemitone / 12) * FFT_SIZE) / sound.rateHz,
  );
  for (let column = 0; column < columns; column++) {
    const db = analyse(startSec + column * stepSec);
    for (let row = 0; row < rows; row++) {
      const bin = binOfRow[row];
      const below = Math.floor(bin);
      if (below + 1 >= db.length) break;
      const between = db[below] + (bin - below) * (db[below + 1] - db[below]);
      const share = (between - sound.loudestDb + RANGE_DB) / RANGE_DB;
      levels[column * rows + row] = Math.round(255 * Math.min(1, Math.max(0, share)));
    }
  }
  return levels;
}

/** @returns what gives the level of every bin, dB, of the window centred at a moment; the same array each time */
function shortSpectrum(samples: Float32Array, rateHz: number): (centreSec: number) => Float64Array {
  const length = Math.min(FFT_SIZE, Math.round(WINDOW_SEC * rateHz));
  const hann = Float64Array.from(
    { length },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length),
  );
  const fft = new RealFft(FFT_SIZE);
  const input = new Float64Array(FFT_SIZE);
  const re = new Float64Array(fft.binCount);
  const im = new Float64Array(fft.binCount);
  const db = new Float64Array(fft.binCount);
  return (centreSec) => {
    const from = Math.round(centreSec * rateHz) - (length >> 1);
    for (let i = 0; i < length; i++) input[i] = (samples[from + i] ?? 0) * hann[i];
    fft.forward(input, re, im);
    for (let bin = 0; bin < db.length; bin++) db[bin] = 10 * Math.log10(re[bin] ** 2 + im[bin] ** 2 + 1e-20);
    return db;
  };
}
