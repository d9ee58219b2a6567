import type { IntensityTrack, PitchTrack, TimeSpan } from '../types.ts';
import { quantile } from './trackPitch.ts';

/** A pause is this far below the loudest moment, or just above the room's own noise, whichever is louder. */
const SILENCE_BELOW_MAX_DB = 25;
const ABOVE_NOISE_DB = 6;
const NOISE_SHARE = 0.1;
/** Below this level (Praat's dB) there is nothing but digital silence. */
const NOTHING_DB = -100;
/** Of a voice with gaps of digital silence, a room louder than this below the loudest moment is not believed in. */
const ROOM_BELOW_MAX_DB = 35;
/** Shorter sounds inside a silence are clicks, shorter silences are closures of plosives. */
const MIN_SOUND_SEC = 0.1;
const MIN_PAUSE_SEC = 0.15;
/** Share of voiced frames above which a quiet stretch is soft speech. */
const MAX_VOICED_SHARE = 0.15;
/** Dip (dB) that separates two syllables, and how far below the loudest percentile a nucleus may lie. */
const MIN_DIP_DB = 2;
const NUCLEUS_BELOW_TOP_DB = 25;

/** Index of the frame of a track nearest to a time. */
const frameAt = (track: { startSec: number; stepSec: number }, timeSec: number): number =>
  Math.round((timeSec - track.startSec) / track.stepSec);

/** Stretches in which `test` holds for consecutive frames; edges half-way between frames. */
function stretches(track: IntensityTrack, test: (db: number) => boolean): TimeSpan[] {
  const found: TimeSpan[] = [];
  let first = -1;
  for (let frame = 0; frame <= track.db.length; frame++) {
    const inside = frame < track.db.length && test(track.db[frame]);
    if (inside && first < 0) first = frame;
    if (!inside && first >= 0) {
      found.push([
        track.startSec + (first - 0.5) * track.stepSec,
        track.startSec + (frame - 0.5) * track.stepSec,
      ]);
      first = -1;
    }
  }
  return found;
}

/** The share of pitch frames inside a span that are voiced. */
function voicedShare(pitch: PitchTrack, [fromSec, toSec]: TimeSpan): number {
  const from = Math.max(0, frameAt(pitch, fromSec));
  const to = Math.min(pitch.hz.length, frameAt(pitch, toSec));
  let voiced = 0;
  for (let i = from; i < to; i++) if (pitch.hz[i] > 0) voiced++;
  return to > from ? voiced / (to - from) : 0;
}

/**
 * Level of the room behind a voice. Gaps of digital silence, between clips or by a noise gate, tell nothing of it; what
 * a gate leaves may be speech alone, which is no room either.
 * @param sorted levels, rising; the last one above {@link NOTHING_DB}
 */
function noiseLevel(sorted: Float32Array): number {
  const ofAll = quantile(sorted, NOISE_SHARE);
  if (ofAll > NOTHING_DB) return ofAll;
  const heard = sorted.subarray(sorted.findIndex((db) => db > NOTHING_DB));
  return Math.min(quantile(heard, NOISE_SHARE), sorted[sorted.length - 1] - ROOM_BELOW_MAX_DB);
}

/**
 * Pauses by the level, as Praat finds silences, with a threshold that respects the room's noise: short sounds are
 * dropped first, then short silences; what is voiced is no pause.
 */
export function findPauses(intensity: IntensityTrack, pitch: PitchTrack, durationSec: number): TimeSpan[] {
  if (intensity.db.length === 0) return [];
  const sorted = Float32Array.from(intensity.db).sort();
  const loudest = sorted[sorted.length - 1];
  if (loudest < NOTHING_DB) return [[0, durationSec]];
  const noiseDb = noiseLevel(sorted);
  const threshold = Math.max(loudest - SILENCE_BELOW_MAX_DB, noiseDb + ABOVE_NOISE_DB);
  const quiet = threshold < loudest ? stretches(intensity, (db) => db < threshold) : [];
  /** A weak fricative is as quiet as a pause next to vowels, but stands out from the room. */
  const restsOnNoise = ([fromSec, toSec]: TimeSpan): boolean => {
    const levels = intensity.db
      .slice(Math.max(0, frameAt(intensity, fromSec)), frameAt(intensity, toSec))
      .sort();
    return levels.length > 0 && quantile(levels, 0.25) < noiseDb + ABOVE_NOISE_DB;
  };
  const joined: [number, number][] = [];
  for (const [fromSec, toSec] of quiet) {
    const last = joined.at(-1);
    if (last && fromSec - last[1] < MIN_SOUND_SEC) last[1] = toSec;
    else joined.push([fromSec, toSec]);
  }
  // The level is not known within half a window of the ends; a silence that reaches there reaches the end.
  const edgeSec = intensity.startSec + intensity.stepSec;
  return joined
    .map(([fromSec, toSec]): TimeSpan => [
      fromSec <= edgeSec ? 0 : fromSec,
      toSec >= durationSec - edgeSec ? durationSec : toSec,
    ])
    .filter((span) => span[1] - span[0] >= MIN_PAUSE_SEC)
    .filter((span) => voicedShare(pitch, span) <= MAX_VOICED_SHARE && restsOnNoise(span));
}

/** What lies between the pauses. */
export function findPhrases(pauses: readonly TimeSpan[], durationSec: number): TimeSpan[] {
  const phrases: TimeSpan[] = [];
  let fromSec = 0;
  for (const [startSec, endSec] of [...pauses, [durationSec, durationSec] as const]) {
    if (startSec - fromSec >= MIN_SOUND_SEC) phrases.push([fromSec, startSec]);
    fromSec = endSec;
  }
  return phrases;
}

/**
 * Syllable nuclei: peaks of the level that stand out by a dip on either side and are voiced (de Jong and Wempe 2009).
 * @param intensity with a floor of 50 Hz, so that single periods do not show
 */
export function syllableNuclei(intensity: IntensityTrack, pitch: PitchTrack): Float64Array {
  const { db } = intensity;
  if (db.length < 3) return new Float64Array(0);
  const sorted = Float32Array.from(db).sort();
  const threshold = Math.max(quantile(sorted, 0.99) - NUCLEUS_BELOW_TOP_DB, sorted[0]);
  const peaks: number[] = [];
  for (let i = 1; i < db.length - 1; i++)
    if (db[i] > threshold && db[i] > db[i - 1] && db[i] >= db[i + 1]) peaks.push(i);

  const nuclei: number[] = [];
  for (let p = 0; p < peaks.length; p++) {
    const peak = peaks[p];
    const next = peaks[p + 1] ?? db.length;
    let dip = Infinity;
    for (let i = peak; i < next; i++) dip = Math.min(dip, db[i]);
    if (next < db.length && db[peak] - dip < MIN_DIP_DB) continue;
    const timeSec = intensity.startSec + peak * intensity.stepSec;
    if ((pitch.hz[frameAt(pitch, timeSec)] ?? 0) > 0) nuclei.push(timeSec);
  }
  return Float64Array.from(nuclei);
}
