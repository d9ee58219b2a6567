import type { VoiceFacts } from './voiceFacts.ts';

/** A voice made of rules for tests: 4 s, two phrases around a pause from 1.8 to 2.4 s, F0 waving about 120 Hz. */
export function testVoice(changes: Partial<VoiceFacts> = {}): VoiceFacts {
  const stepSec = 0.01;
  const startSec = 0.02;
  const hz = Float32Array.from({ length: 397 }, (_, i) => {
    const sec = startSec + i * stepSec;
    const isVoiced = (sec > 0.2 && sec < 1.75) || (sec > 2.45 && sec < 3.8);
    return isVoiced ? 120 * 2 ** ((3 * Math.sin(2 * Math.PI * sec)) / 12) : 0;
  });
  return {
    durationSec: 4,
    pitch: { startSec, stepSec, hz },
    pauses: [[1.8, 2.4]],
    phrases: [
      [0.1, 1.8],
      [2.4, 3.9],
    ],
    syllablesSec: Float64Array.from([0.3, 0.6, 0.9, 1.2, 1.5, 2.6, 2.9, 3.2, 3.5]),
    medianHz: 120,
    rangeSemitones: 2.1,
    syllableRateHz: 4.2,
    ...changes,
  };
}
