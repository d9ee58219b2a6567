/** Stretches of sound at their places in one clip, to the sample. */
import { createAudioClip, type AudioClip } from '../runtime/audio.ts';

/** A stretch of a decoded sound and where it goes. Seconds; `gain` is a factor. */
export interface PlacedSound {
  readonly sound: AudioClip;
  readonly inSec: number;
  readonly outSec: number;
  readonly startSec: number;
  readonly gain: number;
}

/** Long enough that a cut does not click, short enough that no speech sound is smeared. */
const FADE_SEC = 0.005;
/** Clips whose ends are closer than this touch. */
const TOUCH_SEC = 1e-4;

interface Place extends PlacedSound {
  /** First and last sample in the result (the last one excluded), and the first of the sound. */
  readonly from: number;
  readonly to: number;
  readonly first: number;
}

/** A stretch that follows another one without a gap begins on the very sample where that one ends. */
function placesOf(parts: readonly PlacedSound[], rateHz: number): readonly Place[] {
  const places: Place[] = [];
  let previousEndSec = -Infinity;
  for (const part of [...parts].sort((a, b) => a.startSec - b.startSec)) {
    const previous = places.at(-1);
    const touches = previous !== undefined && Math.abs(part.startSec - previousEndSec) < TOUCH_SEC;
    const from = touches ? previous.to : Math.round(part.startSec * rateHz);
    const first = Math.min(part.sound.length, Math.round(part.inSec * rateHz));
    const last = Math.min(part.sound.length, Math.round(part.outSec * rateHz));
    places.push({ ...part, from, first, to: from + Math.max(0, last - first) });
    previousEndSec = part.startSec + (part.outSec - part.inSec);
  }
  return places;
}

/** A straight ramp: 0 at `low`, 1 at `high`. */
const ramp = (at: number, low: number, high: number): number =>
  Math.min(1, Math.max(0, (at - low) / (high - low)));

/**
 * Puts stretches together. Where two of them touch they are cross-faded around the cut with weights that add up to
 * one, so that a stretch that goes on where the last one ended is the sound itself; other cuts are faded inside the
 * stretch; the ends of a file stay as they are.
 * @param parts all of one sample rate and channel count, none over another
 */
export function placeClips(parts: readonly PlacedSound[]): AudioClip {
  const rateHz = parts[0].sound.sampleRateHz;
  const places = placesOf(parts, rateHz);
  const length = places.reduce((end, { to }) => Math.max(end, to), 0);
  const result = createAudioClip(rateHz, parts[0].sound.channels.length, length);
  const fade = Math.max(2, Math.round(FADE_SEC * rateHz));
  const half = fade / 2;
  places.forEach(({ sound, gain, from, to, first }, index) => {
    const shift = first - from;
    const before = places.at(index - 1)?.to === from && index > 0;
    const after = places.at(index + 1)?.from === to;
    // Nothing to fade where the file itself begins or ends.
    const cutIn = first > 0;
    const cutOut = to + shift < sound.length;
    const start = Math.max(0, -shift, before && cutIn ? Math.floor(from - half) : from);
    const end = Math.min(length, sound.length - shift, after && cutOut ? Math.ceil(to + half) : to);
    const rises = cutIn ? (before ? [from - half, from + half] : [from, from + fade]) : null;
    const falls = cutOut ? (after ? [to - half, to + half] : [to - fade, to]) : null;
    for (let at = start; at < end; at++) {
      let weight = gain;
      if (rises) weight *= ramp(at, rises[0], rises[1]);
      if (falls) weight *= 1 - ramp(at, falls[0], falls[1]);
      sound.channels.forEach((samples, channel) => {
        result.channels[channel][at] += weight * samples[at + shift];
      });
    }
  });
  return result;
}
