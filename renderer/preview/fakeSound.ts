/** A sound card for tests: its clock is moved by hand, and it writes down what it plays. */
import type { Sound } from './soundLane.ts';

/** A stretch that was played: sample `offset` of a buffer at sample `start` of the clock. */
export interface Played {
  readonly marker: number;
  readonly startSec: number;
  readonly offsetSec: number;
  /** When it ended or was stopped. */
  endSec: number;
  /** How loud it was set to be, and when. */
  readonly gains: readonly GainChange[];
}

export interface GainChange {
  readonly kind: 'set' | 'ramp';
  readonly gain: number;
  readonly atSec: number;
}

export interface FakeSound {
  readonly sound: Sound;
  /** In the order of their start; the marker is the first sample of the buffer. */
  readonly played: Played[];
  readonly clock: { nowSec: number };
}

const parameter = () => {
  const changes: GainChange[] = [];
  return {
    changes,
    value: 1,
    setValueAtTime: (gain: number, atSec: number) => void changes.push({ kind: 'set', gain, atSec }),
    linearRampToValueAtTime: (gain: number, atSec: number) =>
      void changes.push({ kind: 'ramp', gain, atSec }),
    setTargetAtTime: () => undefined,
  };
};
type Parameter = ReturnType<typeof parameter>;

export function createFakeSound(): FakeSound {
  const played: Played[] = [];
  const clock = { nowSec: 10 };
  const node = () => {
    const self = { connect: (next: unknown) => next, disconnect: () => undefined, gain: parameter() };
    return self;
  };
  const sound = {
    get currentTime() {
      return clock.nowSec;
    },
    destination: node(),
    resume: () => Promise.resolve(),
    suspend: () => Promise.resolve(),
    close: () => Promise.resolve(),
    createGain: node,
    createBuffer: (_channels: number, length: number) => {
      const data = new Float32Array(length);
      return { length, getChannelData: () => data };
    },
    createBufferSource: () => {
      let own: Played | null = null;
      let gain = parameter();
      const source = {
        ...node(),
        connect<Next extends { readonly gain: Parameter }>(next: Next) {
          ({ gain } = next);
          return next;
        },
        buffer: null as { getChannelData(): Float32Array } | null,
        start(startSec: number, offsetSec: number, durationSec: number) {
          const marker = source.buffer?.getChannelData()[0] ?? 0;
          own = { marker, startSec, offsetSec, endSec: startSec + durationSec, gains: gain.changes };
          played.push(own);
        },
        stop(atSec = clock.nowSec) {
          if (own) own.endSec = Math.max(own.startSec, Math.min(own.endSec, atSec));
        },
      };
      return source;
    },
  };
  // Exactly what of an audio context the lane uses; everything else would be unused weight here.
  return { sound: sound as unknown as Sound, played, clock };
}
