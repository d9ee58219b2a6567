import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { analyseProsody } from './index.ts';
import { comparePitch, intensityError, readPraatReference, sharedPulses } from './praatReference.ts';

/** Clips in `fixtures` and the range Praat searched; see `fixtures/make.sh`. */
const FIXTURES = [
  { name: 'en_male', floorHz: 60, ceilingHz: 400 },
  { name: 'ja_female', floorHz: 75, ceilingHz: 600 },
];
const FIXTURE_FOLDER = path.join(import.meta.dirname, '..', 'fixtures');

test.each(FIXTURES)('$name: as Praat', ({ name, ...range }) => {
  const reference = readPraatReference(path.join(FIXTURE_FOLDER, `${name}.wav`), (measure) =>
    path.join(FIXTURE_FOLDER, `${name}.${measure}.csv`),
  );
  const { pitch, pulsesSec, intensity } = analyseProsody(reference.mono, reference.sampleRateHz, range);
  expect(pitch.hz.length).toBe(reference.pitch.length);
  const { rmseCents, grossShare, voicingAgreement } = comparePitch(pitch, reference.pitch);
  expect(rmseCents).toBeLessThan(5);
  expect(grossShare).toBeLessThan(0.005);
  expect(voicingAgreement).toBeGreaterThan(0.98);
  expect(Math.abs(pulsesSec.length / reference.pulsesSec.length - 1)).toBeLessThan(0.02);
  expect(sharedPulses(pulsesSec, reference.pulsesSec)).toBeGreaterThan(0.75);
  expect(intensity.db.length).toBe(reference.intensity.length);
  expect(intensityError(intensity, reference.intensity)).toBeLessThan(0.01);
});

/** A larger set of clips in the layout clips/NAME.wav, analysis/NAME/MEASURE.csv, clips.config.json. */
const folder = process.env['KOTOHOGI_PROSODY_REFERENCE'] ?? '';
if (folder === '') console.info('Skipped: KOTOHOGI_PROSODY_REFERENCE names no folder of reference clips.');
const configSchema = z.object({
  clips: z.array(z.object({ name: z.string(), floor: z.number(), ceiling: z.number() })),
});

describe.skipIf(folder === '')('the reference folder', () => {
  const { clips } =
    folder === ''
      ? { clips: [] }
      : configSchema.parse(JSON.parse(readFileSync(path.join(folder, 'clips.config.json'), 'utf8')));

  test.each(clips)('$name: as Praat', ({ name, floor, ceiling }) => {
    const isRough = /creak|clipped/.test(name);
    const reference = readPraatReference(path.join(folder, 'clips', `${name}.wav`), (measure) =>
      path.join(folder, 'analysis', name, `${measure}.csv`),
    );
    const range = { floorHz: floor, ceilingHz: ceiling };
    const { pitch, pulsesSec, intensity } = analyseProsody(reference.mono, reference.sampleRateHz, range);
    expect(intensityError(intensity, reference.intensity)).toBeLessThan(0.1);
    const { rmseCents, grossShare, voicingAgreement } = comparePitch(pitch, reference.pitch);
    const pulseShare = sharedPulses(pulsesSec, reference.pulsesSec);
    console.info(
      `${name}: ${rmseCents.toFixed(2)} cents, gross ${grossShare.toFixed(4)}, voicing ${voicingAgreement.toFixed(4)}, ` +
        `${pulsesSec.length} pulses of ${reference.pulsesSec.length}, ${pulseShare.toFixed(3)} within 0.5 ms`,
    );
    if (reference.pulsesSec.length === 0) {
      expect(pitch.hz.every((hz) => hz === 0)).toBe(true);
      expect(pulsesSec.length).toBe(0);
      return;
    }
    expect(rmseCents).toBeLessThan(isRough ? 10 : 5);
    expect(grossShare).toBeLessThan(0.005);
    expect(voicingAgreement).toBeGreaterThan(isRough ? 0.95 : 0.98);
    expect(Math.abs(pulsesSec.length / reference.pulsesSec.length - 1)).toBeLessThan(0.02);
    expect(pulseShare).toBeGreaterThanOrEqual(0.75);
  });
});
