import type { AudioClip } from '../../../runtime/audio.ts';
import { slidingMinimum } from '../../../runtime/slidingMinimum.ts';
import { samplePeak } from './level.ts';

const LOOK_AHEAD_SEC = 0.005;

/**
 * Holds every sample within +-ceiling, in place: the gain begins to give way 5 ms before a peak and recovers within
 * 5 ms after it, the same for all channels. Sound further than 10 ms from a peak is left exactly as it is.
 */
export function limitPeaks(clip: AudioClip, ceiling: number): void {
  if (samplePeak(clip) <= ceiling) return;
  const reach = Math.max(1, Math.round(LOOK_AHEAD_SEC * clip.sampleRateHz));
  for (const [start, end] of loudStretches(clip, ceiling, 2 * reach))
    limitStretch(clip, ceiling, start, end, reach);
}

/** Stretches around samples beyond a level, `margin` wide on each side, joined where they touch. */
export function loudStretches(
  { channels, length }: AudioClip,
  level: number,
  margin: number,
): [start: number, end: number][] {
  const stretches: [number, number][] = [];
  let last: [number, number] | undefined;
  for (let i = 0; i < length; i++) {
    let c = 0;
    while (c < channels.length && channels[c][i] <= level && channels[c][i] >= -level) c++;
    if (c === channels.length) continue;
    const [start, end] = [Math.max(0, i - margin), Math.min(length, i + margin + 1)];
    if (last && start <= last[1]) last[1] = end;
    else {
      last = [start, end];
      stretches.push(last);
    }
  }
  return stretches;
}

/** The smallest gain needed within `reach` of each sample, averaged over the same reach: never more than is needed. */
function limitStretch(clip: AudioClip, ceiling: number, start: number, end: number, reach: number): void {
  const count = end - start;
  const needed = new Float64Array(count).fill(1);
  for (const samples of clip.channels)
    for (let i = 0; i < count; i++) {
      const magnitude = Math.abs(samples[start + i]);
      if (magnitude > ceiling) needed[i] = Math.min(needed[i], ceiling / magnitude);
    }
  const half = reach >> 1;
  const lowest = slidingMinimum(needed, half);
  let sum = 0;
  const at = (i: number): number => lowest[Math.min(count - 1, Math.max(0, i))];
  for (let i = -half; i <= half; i++) sum += at(i);
  for (let i = 0; i < count; i++) {
    const gain = Math.min(sum / (2 * half + 1), needed[i]);
    for (const samples of clip.channels) samples[start + i] *= gain;
    sum += at(i + half + 1) - at(i - half);
  }
}
