/**
 * The score on real sounds. Speech that comes with the program is always judged; with KOTOHOGI_PROSODY_REFERENCE, a
 * folder of clips and of Praat's resyntheses of them (manifest.json, clips/NAME.wav, resynth/NAME/REQUEST.wav and
 * REQUEST.requested.csv), the published calibration is repeated as well.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { composePlan } from '../../../../../shared/prosody/compose.ts';
import { NEUTRAL_EDIT } from '../../../../../shared/prosody/edits.ts';
import { findPreset, PRESETS, type ProsodyPreset } from '../../../../../shared/prosody/presets.ts';
import { timeMapOf } from '../../../../../shared/prosody/timeMap.ts';
import { createAudioClip } from '../../../runtime/audio.ts';
import { analyseProsody } from '../analysis/index.ts';
import { resynthesise } from '../resynthesis/index.ts';
import type { ProsodyAnalysis } from '../types.ts';
import { requestOf, scoreConfidence, type ConfidenceRequest } from './index.ts';
import { readPcm16 } from './readPcm16.ts';

const SPEECH = path.resolve(import.meta.dirname, '../../../../../e2e/fixtures/speech');
const VOICES = ['slt', 'awb', 'rms'].map((name) => path.join(SPEECH, `${name}-unseen.wav`));
const REFERENCE = process.env['KOTOHOGI_PROSODY_REFERENCE'];
if (REFERENCE === undefined)
  console.warn('Skipped: Praat resyntheses (KOTOHOGI_PROSODY_REFERENCE names no folder).');

interface Adjusted {
  readonly original: ProsodyAnalysis;
  readonly mono: Float32Array;
  readonly request: ConfidenceRequest;
}

const analysed = new Map<string, ProsodyAnalysis>();
function analyse(file: string): ProsodyAnalysis {
  const known = analysed.get(file);
  if (known) return known;
  const { mono, sampleRateHz } = readPcm16(file);
  const made = analyseProsody(mono, sampleRateHz);
  analysed.set(file, made);
  return made;
}

function adjust(file: string, preset: ProsodyPreset): Adjusted {
  const original = analyse(file);
  const clip = createAudioClip(original.sampleRateHz, 1, original.mono.length);
  clip.channels[0].set(original.mono);
  const plan = composePlan(original, { ...NEUTRAL_EDIT, preset: { id: preset.id, amount: 1 } }, preset);
  const result = resynthesise(clip, original, plan);
  return { original, mono: result.clip.channels[0], request: requestOf(plan, original) };
}

const scoreOf = ({ original, request }: Omit<Adjusted, 'mono'>, mono: Float32Array): number =>
  scoreConfidence({ original, result: { mono, sampleRateHz: original.sampleRateHz }, request }).score ?? NaN;

describe.each(VOICES)('clean speech: %s', (file) => {
  it.each(PRESETS)('scores at least 0.85 as $id, and below 0.5 when passed off unprocessed', (preset) => {
    const adjusted = adjust(file, preset);
    const score = scoreOf(adjusted, adjusted.mono);
    if (preset.id === 'neutral') {
      expect(score).toBe(1);
      return;
    }
    expect(score).toBeGreaterThanOrEqual(0.85);
    expect(scoreOf(adjusted, adjusted.original.mono)).toBeLessThan(0.5);
  });

  it('scores below 0.7 however a good result is broken', () => {
    const preset = findPreset('celebration');
    if (!preset) throw new Error('The preset is gone.');
    const adjusted = adjust(file, preset);
    const { mono, original } = adjusted;
    const rateHz = original.sampleRateHz;
    const peak = mono.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const late = Math.round(0.08 * rateHz);
    const grain = Math.round(0.02 * rateHz);
    const broken: Record<string, Float32Array> = {
      clipped: mono.map((sample) => Math.max(-1, Math.min(1, (4 * sample) / peak))),
      'clipped, then made quieter': mono.map((sample) => Math.max(-0.3, Math.min(0.3, sample / peak)) / 2),
      late: mono.map((_, i) => mono[i - late] ?? 0),
      'halves exchanged': mono.map((_, i) => mono[(i + (mono.length >> 1)) % mono.length]),
      'a hum of 100 Hz': mono.map((sample, i) => sample + 0.1 * peak * (2 * (((i * 100) / rateHz) % 1) - 1)),
      'fluttering at 50 Hz': mono.map((sample, i) => sample * (1 + Math.cos((100 * Math.PI * i) / rateHz))),
      'grains played backwards': mono.map(
        (_, i) => mono[Math.floor(i / grain) * grain + grain - 1 - (i % grain)] ?? 0,
      ),
      'a quarter missing': mono.subarray(0, Math.round(0.75 * mono.length)),
    };
    for (const [fault, sound] of Object.entries(broken))
      expect(scoreOf(adjusted, sound), fault).toBeLessThan(0.7);
  });
});

const manifestSchema = z.array(
  z.object({
    name: z.string(),
    resynth: z.array(
      z.object({
        id: z.string(),
        mode: z.string(),
        pitch: z.number(),
        range: z.number(),
        duration: z.number(),
      }),
    ),
  }),
);
type Resynthesis = z.infer<typeof manifestSchema>[number]['resynth'][number];

/** What Praat was asked for, at the frames of our own analysis. */
function praatRequest(
  folder: string,
  name: string,
  asked: Resynthesis,
  original: ProsodyAnalysis,
): ConfidenceRequest {
  const rows = readFileSync(path.join(folder, 'resynth', name, `${asked.id}.requested.csv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(',').map(Number));
  const { hz, startSec, stepSec } = original.pitch;
  const targetHz = hz.map((own, i) => {
    if (own === 0) return own;
    const sec = startSec + i * stepSec;
    const [first, ...others] = rows;
    const [at, , before, after] = others.reduce(
      (best, row) => (Math.abs(row[0] - sec) < Math.abs(best[0] - sec) ? row : best),
      first,
    );
    if (Math.abs(at - sec) > 0.03) return own;
    return asked.mode === 'drawn' ? after : (own * after) / before;
  });
  const endSec = original.durationSec;
  const timeMap = timeMapOf(
    asked.mode === 'local'
      ? [
          { endSec: 0.35 * endSec, factor: 1 },
          { endSec: 0.6 * endSec, factor: 1.4 },
          { endSec, factor: 1 },
        ]
      : [{ endSec, factor: asked.duration }],
  );
  const pitchAsked = asked.pitch !== 1 || asked.range !== 1 || asked.mode !== 'scale';
  return { targetHz, timeMap, pitchAsked, brightnessDb: 0, isNeutral: false };
}

describe.skipIf(REFERENCE === undefined)("Praat's own resyntheses", () => {
  const folder = REFERENCE ?? '';
  const manifestFile = path.join(folder, 'manifest.json');
  const clips = existsSync(manifestFile)
    ? manifestSchema
        .parse(JSON.parse(readFileSync(manifestFile, 'utf8')))
        .filter(({ resynth }) => resynth.length > 0)
    : [];

  it.each(clips)('of $name score as published', ({ name, resynth }) => {
    const original = analyse(path.join(folder, 'clips', `${name}.wav`));
    for (const asked of resynth) {
      const { mono } = readPcm16(path.join(folder, 'resynth', name, `${asked.id}.wav`));
      const score = scoreOf({ original, request: praatRequest(folder, name, asked, original) }, mono);
      if (name.includes('clipped')) expect(score, asked.id).toBeLessThan(0.3);
      // Irregular voices lose some of their voicing to any resynthesis.
      else if (name.includes('creak')) expect(score, asked.id).toBeGreaterThan(0.65);
      else expect(score, asked.id).toBeGreaterThanOrEqual(0.7);
    }
  });

  it.each(clips.filter(({ name }) => name.includes('whisper')))(
    'of $name: no preset that changes pitch passes',
    ({ name }) => {
      for (const preset of PRESETS.filter(({ id }) => id !== 'neutral')) {
        const adjusted = adjust(path.join(folder, 'clips', `${name}.wav`), preset);
        expect(scoreOf(adjusted, adjusted.mono), preset.id).toBeLessThan(0.7);
      }
    },
  );
});
