import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../runtime/random.ts';
import { summariseProsody } from '../summary.ts';
import { findPulses } from './findPulses.ts';
import { analyseProsody, mixToMono, trackPitch } from './index.ts';
import { intensityTrack } from './intensityTrack.ts';

const RATE_HZ = 16_000;

/** A vowel-like sound of known pitch: harmonics up to 4 kHz whose amplitudes fall by the given slope. */
function harmonics(
  durationSec: number,
  hzAt: (timeSec: number) => number,
  rateHz = RATE_HZ,
  amplitude = (harmonic: number): number => 1 / harmonic,
): Float32Array {
  const out = new Float32Array(Math.round(durationSec * rateHz));
  let phase = 0;
  for (let i = 0; i < out.length; i++) {
    const hz = hzAt(i / rateHz);
    phase += (2 * Math.PI * hz) / rateHz;
    for (let h = 1; h * hz < 4000; h++) out[i] += 0.12 * amplitude(h) * Math.cos(h * phase);
  }
  return out;
}

function noise(durationSec: number, level: number, seed = 1): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: Math.round(durationSec * RATE_HZ) }, () => level * (2 * random() - 1));
}

function concat(...parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

const cents = (a: number, b: number): number => 1200 * Math.log2(a / b);

describe('pitch', () => {
  test.each([
    ['a glide', (t: number) => 120 * 2 ** (t / 2)],
    ['vibrato of one semitone', (t: number) => 180 * 2 ** (Math.sin(2 * Math.PI * 5 * t) / 12)],
    ['a low voice', () => 82],
    ['a high voice', () => 410],
  ])('%s is followed within 3 cents', (_name, hzAt) => {
    const track = trackPitch(harmonics(2, hzAt), RATE_HZ);
    let squares = 0;
    let voiced = 0;
    track.hz.forEach((hz, i) => {
      if (hz === 0) return;
      voiced++;
      squares += cents(hz, hzAt(track.startSec + i * track.stepSec)) ** 2;
    });
    expect(voiced).toBe(track.hz.length);
    // A window of three periods averages over the vibrato; the others are limited by interpolation alone.
    expect(Math.sqrt(squares / voiced)).toBeLessThan(_name.startsWith('vibrato') ? 8 : 3);
  });

  test('a strong second harmonic does not raise the octave', () => {
    const track = trackPitch(
      harmonics(
        1,
        () => 90,
        RATE_HZ,
        (h) => (h === 2 ? 3 : 1 / h),
      ),
      RATE_HZ,
    );
    for (const hz of track.hz) expect(Math.abs(cents(hz, 90))).toBeLessThan(10);
  });

  test('noise and silence are unvoiced', () => {
    expect(trackPitch(noise(2, 0.3), RATE_HZ).hz.filter((hz) => hz > 0).length).toBeLessThan(4);
    expect(trackPitch(new Float32Array(RATE_HZ), RATE_HZ).hz.every((hz) => hz === 0)).toBe(true);
  });

  test('frame times are those of Praat: as many frames as fit, centred in the sound', () => {
    const track = trackPitch(new Float32Array(16_000), RATE_HZ);
    expect(track.hz.length).toBe(97);
    expect(track.startSec).toBeCloseTo(0.02, 9);
  });

  test('a reduced rate changes neither times nor pitch', () => {
    const hzAt = (t: number): number => 150 + 60 * t;
    const full = analyseProsody(harmonics(1.5, hzAt, 48_000), 48_000);
    full.pitch.hz.forEach((hz, i) => {
      const timeSec = full.pitch.startSec + i * full.pitch.stepSec;
      if (timeSec > 0.05 && timeSec < 1.45) expect(Math.abs(cents(hz, hzAt(timeSec)))).toBeLessThan(6);
    });
  });

  test('the search reaches down to the end of a phrase far below the rest', () => {
    const endSec = 7.79;
    const { pitch } = analyseProsody(
      harmonics(8, (t) => (t < endSec ? 125 + 12 * Math.sin(4 * t) : 76)),
      RATE_HZ,
    );
    pitch.hz.forEach((hz, i) => {
      const timeSec = pitch.startSec + i * pitch.stepSec;
      if (timeSec > endSec + 0.04 && timeSec < 7.95) expect(Math.abs(cents(hz, 76))).toBeLessThan(20);
    });
  });
});

describe('pulses', () => {
  test('one per period, a period apart, also in a glide', () => {
    const hzAt = (t: number): number => 110 + 60 * t;
    const sound = harmonics(1, hzAt);
    const pulses = findPulses(sound, RATE_HZ, trackPitch(sound, RATE_HZ));
    // The phase after one second is 140 periods; the first and last may fall outside the tracked stretch.
    expect(pulses.length).toBeGreaterThan(130);
    expect(pulses.length).toBeLessThan(142);
    for (let i = 1; i < pulses.length; i++) {
      const period = pulses[i] - pulses[i - 1];
      const expected = 1 / hzAt((pulses[i] + pulses[i - 1]) / 2);
      expect(Math.abs(period / expected - 1)).toBeLessThan(0.01);
    }
  });

  test('they sit on the peaks of the waveform', () => {
    const sound = harmonics(0.6, () => 125);
    const pulses = findPulses(sound, RATE_HZ, trackPitch(sound, RATE_HZ));
    for (const timeSec of pulses) {
      // The phase starts one sample in; peaks repeat every 8 ms.
      const off = (timeSec * 1000 + 8 - 0.03) % 8;
      expect(Math.min(off, 8 - off)).toBeLessThan(0.12);
    }
  });
});

describe('level', () => {
  test('a full-scale sine has 91 dB, half the amplitude 6 less, silence is reported as such', () => {
    const sine = Float32Array.from({ length: RATE_HZ }, (_, i) =>
      Math.sin((2 * Math.PI * 440 * i) / RATE_HZ),
    );
    expect(intensityTrack(sine, RATE_HZ).db[40]).toBeCloseTo(90.97, 1);
    expect(
      intensityTrack(
        sine.map((x) => x / 2),
        RATE_HZ,
      ).db[40],
    ).toBeCloseTo(84.95, 1);
    expect(intensityTrack(new Float32Array(RATE_HZ), RATE_HZ).db[3]).toBe(-300);
  });
});

describe('rhythm', () => {
  const vowel = (durationSec: number): Float32Array => {
    const sound = harmonics(durationSec, () => 140);
    // A syllable rises and falls.
    return sound.map((value, i) => value * Math.sin((Math.PI * i) / sound.length));
  };

  test('pauses are found where they are, in a room that is not silent', () => {
    const room = (part: Float32Array, seed: number): Float32Array => {
      const hiss = noise(part.length / RATE_HZ, 0.0006, seed);
      return part.map((value, i) => value + hiss[i]);
    };
    const sound = room(
      concat(
        harmonics(1, () => 140),
        new Float32Array(9600),
        harmonics(0.8, () => 130),
        new Float32Array(5600),
        harmonics(0.7, () => 120),
      ),
      3,
    );
    const { pauses, phrases } = analyseProsody(sound, RATE_HZ);
    expect(pauses.length).toBe(2);
    expect(Math.abs(pauses[0][0] - 1)).toBeLessThan(0.03);
    expect(Math.abs(pauses[0][1] - 1.6)).toBeLessThan(0.03);
    expect(Math.abs(pauses[1][0] - 2.4)).toBeLessThan(0.03);
    expect(Math.abs(pauses[1][1] - 2.75)).toBeLessThan(0.03);
    expect(phrases.length).toBe(3);

    // A gap between two clips has no room in it; what the room is behind the voice is still heard.
    const [gapAt, gapSamples] = [RATE_HZ / 2, RATE_HZ];
    const clips = concat(sound.subarray(0, gapAt), new Float32Array(gapSamples), sound.subarray(gapAt));
    const parted = analyseProsody(clips, RATE_HZ);
    expect(parted.pauses.length).toBe(3);
    expect(Math.abs(parted.pauses[0][0] - 0.5)).toBeLessThan(0.06);
    expect(Math.abs(parted.pauses[0][1] - 1.5)).toBeLessThan(0.06);
    expect(parted.pauses.slice(1).map(([from]) => from - 1)).toEqual([
      expect.closeTo(pauses[0][0], 1),
      expect.closeTo(pauses[1][0], 1),
    ]);
  });

  test('syllables are counted', () => {
    const sound = concat(...Array.from({ length: 9 }, () => vowel(0.2)));
    const analysis = analyseProsody(sound, RATE_HZ);
    expect(analysis.syllablesSec.length).toBe(9);
    expect(analysis.syllableRateHz).toBeCloseTo(5, 0);
  });
});

describe('what there is nothing to measure in', () => {
  test.each([
    ['silence', new Float32Array(RATE_HZ)],
    ['noise', noise(1, 0.2)],
    ['a fifth of a second', harmonics(0.2, () => 200)],
    ['ten milliseconds', harmonics(0.01, () => 200)],
    ['a constant', new Float32Array(RATE_HZ).fill(0.5)],
    ['clipped speech', harmonics(1, () => 150).map((x) => Math.max(-0.2, Math.min(0.2, 5 * x)))],
  ])('%s gives no NaN', (_name, sound) => {
    const analysis = analyseProsody(sound, RATE_HZ);
    const summary = summariseProsody(analysis);
    expect(JSON.stringify(summary)).not.toContain('NaN');
    for (const value of [...analysis.pitch.hz, ...analysis.pulsesSec, ...analysis.intensity.db])
      expect(Number.isFinite(value)).toBe(true);
  });

  test.each([0, 1, 2, 100])('%i samples are too few, not an error', (length) => {
    const { pitch, pulsesSec, medianHz, phrases } = analyseProsody(new Float32Array(length), 48_000);
    expect([pitch.hz.length, pulsesSec.length, medianHz, phrases]).toEqual([0, 0, null, []]);
  });

  test('telephone sound is tracked all the same', () => {
    const { medianHz, rangeSemitones } = analyseProsody(
      harmonics(1, () => 150, 8000),
      8000,
    );
    expect(Math.abs(cents(medianHz ?? 0, 150))).toBeLessThan(5);
    expect(rangeSemitones).toBeLessThan(0.05);
  });

  test('a click is not a voice', () => {
    const click = new Float32Array(RATE_HZ);
    click[8000] = 1;
    const { medianHz, pulsesSec } = analyseProsody(click, RATE_HZ);
    expect([medianHz, pulsesSec.length]).toEqual([null, 0]);
  });

  test('silence is one long pause without phrases, pitch or pace', () => {
    const { pauses, phrases, medianHz, syllableRateHz } = analyseProsody(new Float32Array(RATE_HZ), RATE_HZ);
    expect(pauses).toEqual([[0, 1]]);
    expect(phrases).toEqual([]);
    expect(medianHz).toBeNull();
    expect(syllableRateHz).toBeNull();
  });
});

test('channels are mixed by their mean', () => {
  expect([...mixToMono([Float32Array.of(1, 0), Float32Array.of(0, -1)])]).toEqual([0.5, -0.5]);
});
