import type { AudioClip } from '../../../runtime/audio.ts';
import { sourceOf, STRETCH_SAMPLES, type SoundSource } from '../../../runtime/soundSource.ts';
import { slidingMinimum } from '../../../runtime/slidingMinimum.ts';
import { samplePeak } from './level.ts';

const LOOK_AHEAD_SEC = 0.005;

/**
 * Holds every sample within +-ceiling, in place: the gain begins to give way 5 ms before a peak and recovers within
 * 5 ms after it, the same for all channels. Sound further than 10 ms from a peak is left exactly as it is.
 */
export function limitPeaks(clip: AudioClip, ceiling: number): void {
  if (samplePeak(clip) <= ceiling) return;
  const reach = limiterReach(clip);
  // Found before the first of them is changed: where they lie apart, they are.
  for (const [start, end] of [...loudStretches(clip, ceiling, 2 * reach)])
    limitStretch(
      clip.channels.map((samples) => samples.subarray(start, end)),
      ceiling,
      reach,
    );
}

/**
 * {@link limitPeaks} of a sound of any length, from its beginning to its end.
 * @param onMade given one stretch after the other, which it may not keep
 */
export function limitStretches(
  source: SoundSource,
  ceiling: number,
  onMade: (channels: readonly Float32Array[]) => void,
): void {
  const reach = limiterReach(source);
  let at = 0;
  const passOn = (end: number): void => {
    for (; at < end; at = Math.min(end, at + STRETCH_SAMPLES))
      onMade(source.read(at, Math.min(end, at + STRETCH_SAMPLES)));
  };
  for (const [start, end] of loudStretches(source, ceiling, 2 * reach)) {
    passOn(start);
    const channels = source.read(start, end).map((samples) => samples.slice());
    limitStretch(channels, ceiling, reach);
    onMade(channels);
    at = end;
  }
  passOn(source.length);
}

const limiterReach = ({ sampleRateHz }: Pick<SoundSource, 'sampleRateHz'>): number =>
  Math.max(1, Math.round(LOOK_AHEAD_SEC * sampleRateHz));

/** Stretches around samples beyond a level, `margin` wide on each side, joined where they touch. */
export function* loudStretches(
  sound: AudioClip | SoundSource,
  level: number,
  margin: number,
): Generator<readonly [start: number, end: number]> {
  const source = sourceOf(sound);
  const { length } = source;
  let [start, end] = [0, -1];
  for (let from = 0; from < length; from += STRETCH_SAMPLES) {
    const channels = source.read(from, Math.min(length, from + STRETCH_SAMPLES));
    const count = channels[0].length;
    // Whoever is given a stretch may read, which takes what was read here away.
    const found: [start: number, end: number][] = [];
    for (let i = 0; i < count; i++) {
      let c = 0;
      while (c < channels.length && channels[c][i] <= level && channels[c][i] >= -level) c++;
      if (c === channels.length) continue;
      const first = Math.max(0, from + i - margin);
      if (end >= 0 && first > end) found.push([start, end]);
      if (end < 0 || first > end) start = first;
      end = Math.min(length, from + i + margin + 1);
    }
    yield* found;
  }
  if (end >= 0) yield [start, end];
}

/** The smallest gain needed within `reach` of each sample, averaged over the same reach: never more than is needed. */
function limitStretch(channels: readonly Float32Array[], ceiling: number, reach: number): void {
  const count = channels[0].length;
  const needed = new Float64Array(count).fill(1);
  for (const samples of channels)
    for (let i = 0; i < count; i++) {
      const magnitude = Math.abs(samples[i]);
      if (magnitude > ceiling) needed[i] = Math.min(needed[i], ceiling / magnitude);
    }
  const half = reach >> 1;
  const lowest = slidingMinimum(needed, half);
  let sum = 0;
  const at = (i: number): number => lowest[Math.min(count - 1, Math.max(0, i))];
  for (let i = -half; i <= half; i++) sum += at(i);
  for (let i = 0; i < count; i++) {
    const gain = Math.min(sum / (2 * half + 1), needed[i]);
    for (const samples of channels) samples[i] *= gain;
    sum += at(i + half + 1) - at(i - half);
  }
}
