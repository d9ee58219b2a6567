/** The part of a sound that is being looked at, which moves along: what looks around a place needs no more in memory. */
import type { MonoSound } from './monoSource.ts';
import { STRETCH_SAMPLES, type SoundSource } from './soundSource.ts';

/** How much of what lies before a place is kept: whoever goes through a sound looks back a little. */
const SAMPLES_BEFORE = 16_384;

export interface SoundWindow {
  /** Samples per channel of the whole sound. */
  readonly length: number;
  /** What lies in memory: sample i of the sound is at `i - base`. Both are others after the next {@link reach}. */
  readonly channels: readonly Float32Array[];
  readonly base: number;
  /** Has samples `start` up to `end - 1` in memory, as far as they lie within the sound. */
  reach(start: number, end: number): void;
}

/** Copies, because sources lend what they read only until they read again. */
export function windowOn(source: Pick<SoundSource, 'length' | 'channelCount' | 'read'>): SoundWindow {
  const { length, channelCount } = source;
  let rooms = Array.from({ length: channelCount }, () => new Float32Array(0));
  let channels: readonly Float32Array[] = rooms;
  let [base, ends] = [0, 0];
  return {
    length,
    get channels() {
      return channels;
    },
    get base() {
      return base;
    },
    reach(start, end) {
      const [from, to] = [Math.max(0, start), Math.min(length, end)];
      if (to <= from || (from >= base && to <= ends)) return;
      base = Math.max(0, from - SAMPLES_BEFORE);
      ends = Math.min(length, Math.max(to, base + STRETCH_SAMPLES));
      const count = ends - base;
      if (rooms[0].length < count) rooms = rooms.map(() => new Float32Array(count));
      channels = source.read(base, ends).map((samples, channel) => {
        rooms[channel].set(samples);
        return rooms[channel].subarray(0, count);
      });
    },
  };
}

/** A window on one channel; what lies in memory already is lent as a whole. */
export function monoWindowOn(sound: MonoSound): SoundWindow {
  if (sound instanceof Float32Array)
    return { length: sound.length, channels: [sound], base: 0, reach: () => undefined };
  return windowOn({
    length: sound.length,
    channelCount: 1,
    read: (start, end) => [sound.read(start, end)],
  });
}
