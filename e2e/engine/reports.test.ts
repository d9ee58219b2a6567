import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { renderProgressSchema, renderReportSchema } from '../../shared/contract/render.ts';
import { SAMPLE_PHOTO, SAMPLE_VOICE } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

const version = z.number().int().min(1);
const span = z.tuple([z.number().min(0), z.number()]);

const photoSchema = z.object({
  schemaVersion: version,
  width: z.literal(512),
  height: z.literal(512),
  faces: z
    .array(
      z.object({
        box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
        score: z.number().min(0.5).max(1),
        landmarks: z.array(z.tuple([z.number().min(0).max(512), z.number().min(0).max(512)])).length(468),
      }),
    )
    .length(1),
  matte: z.object({ coverage: z.number().min(0).max(1) }),
});

const analysisSchema = z.object({
  schemaVersion: version,
  durationSec: z.number(),
  sampleRateHz: z.literal(16_000),
  intensityDb: z.object({ stepSec: z.number(), startSec: z.number(), db: z.array(z.number()) }),
  pauses: z.array(span).min(1),
  loudness: z.object({ lufs: z.number().min(-40).max(-5), truePeakDb: z.number().min(-20).max(3) }),
});

const doctorSchema = z.object({
  schemaVersion: version,
  version: z.string(),
  complete: z.boolean(),
  findings: z.array(
    z.object({
      name: z.string().min(1),
      state: z.enum(['found', 'limited', 'missing']),
      detail: z.string().min(1),
      remedy: z.string().min(1).nullable(),
    }),
  ),
});

const ratio = z.number().positive().nullable();
const benchSchema = z.object({
  schemaVersion: version,
  quick: z.literal(true),
  machine: z.object({ cpu: z.string(), cores: z.number().int().min(1), node: z.string() }),
  workloads: z
    .array(
      z.object({
        id: z.string(),
        n: z.number().int().min(1),
        p50Ms: z.number().positive(),
        p95Ms: z.number().positive(),
      }),
    )
    .min(3),
  ratios: z.object({
    endToEndOverCeilingWav2lip: ratio,
    endToEndOverCeilingBuiltin: ratio,
    peakMemory10minOver30s: ratio,
    prosodyOverAudio: ratio,
    phraseEdit: ratio,
    phraseEditOverGoal: ratio,
    fourPresetsOverOne: ratio,
    warmOverCold: ratio,
  }),
});

const verbsOf = (overview: string): string[] =>
  [...overview.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, verb]) => verb).filter((verb) => verb !== 'help');

describe.skipIf(missingForRenders !== null)('what the command line tells programs', () => {
  let place: Workplace;
  beforeAll(() => {
    place = createWorkplace();
  });
  afterAll(() => place.remove());

  it('about a photo: faces, landmarks and the matte', async () => {
    const matte = path.join(place.out, 'matte.png');
    const overlay = path.join(place.out, 'overlay.png');
    const words = ['photo', '--photo', SAMPLE_PHOTO, '--json', '--matte', matte, '--overlay', overlay];
    const { code, stdout, stderr } = await place.run(...words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = photoSchema.parse(JSON.parse(stdout));
    const [x, y, width, height] = report.faces[0].box;
    for (const [px, py] of report.faces[0].landmarks) {
      expect(px).toBeGreaterThanOrEqual(x - 1);
      expect(px).toBeLessThanOrEqual(x + width + 1);
      expect(py).toBeGreaterThanOrEqual(y - 1);
      expect(py).toBeLessThanOrEqual(y + height + 1);
    }
    expect(await sharp(overlay).metadata()).toMatchObject({ width: 512, height: 512 });
    const { channels } = await sharp(matte).stats();
    expect(await sharp(matte).metadata()).toMatchObject({ width: 512, height: 512 });
    expect(channels[0].mean / 255).toBeCloseTo(report.matte.coverage, 2);
    expect(place.leftInTemp()).toEqual([]);
  });

  it('about a voice: intensity, pauses and loudness', async () => {
    const { code, stdout, stderr } = await place.run('analyze', '--voice', SAMPLE_VOICE, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = analysisSchema.parse(JSON.parse(stdout));
    expect(report.durationSec).toBeCloseTo(10.71, 9);
    const { stepSec, db } = report.intensityDb;
    expect(db.length * stepSec).toBeGreaterThan(10.6);
    expect(db.length * stepSec).toBeLessThan(10.8);
    for (const [start, end] of report.pauses) {
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(report.durationSec + stepSec);
    }
  });

  it('about the machine, with the same verdict in its exit code', async () => {
    const { code, stdout } = await place.run('doctor', '--json');
    const { complete, findings } = doctorSchema.parse(JSON.parse(stdout));
    expect(code).toBe(complete ? 0 : 4);
    expect(complete).toBe(findings.every(({ state }) => state !== 'missing'));
    for (const { state, remedy } of findings) expect(remedy === null).toBe(state === 'found');
    for (const name of ['ffmpeg', 'Node.js'])
      expect(findings.map((finding) => finding.name).join()).toContain(name);
  });

  it('about its speed', async () => {
    const file = path.join(place.out, 'bench.json');
    const { code, stderr } = await place.run('bench', '--quick', '--report', file);
    expect(code, stderr).toBe(0);
    const report = benchSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    for (const { p50Ms, p95Ms } of report.workloads) expect(p95Ms).toBeGreaterThanOrEqual(p50Ms);
    expect(report.workloads.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'voice-analysis',
        'photo-inspection-known',
        'prosody-phrase-edit',
        'render-builtin-2s',
        'compare-four-presets',
        'sitting-fix-one-phrase',
      ]),
    );
    for (const name of ['fourPresetsOverOne', 'prosodyOverAudio', 'warmOverCold'] as const)
      expect(report.ratios[name]).toBeGreaterThan(0);
    // Nothing stands for what was not measured.
    expect(report.ratios['endToEndOverCeilingWav2lip']).toBeNull();
    expect(place.leftInTemp()).toEqual([]);
    // It renders some twenty times, more than any other test.
  }, 900_000);

  it('about the progress of a render, which never goes backwards', async () => {
    const voice = await cutVoice(place.materials, 'voice.wav', { startSec: 0.5, durationSec: 3 });
    const out = path.join(place.out, 'video.mp4');
    const more = ['--background', 'blur', '--progress', 'json'];
    const { code, stdout, stderr } = await place.run(...renderWords(voice, out, ...more));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    const { report } = z.strictObject({ report: renderReportSchema }).parse(lines.pop());
    expect(report.frames).toBe(75);
    const progress = lines.map(
      (line) => z.strictObject({ progress: renderProgressSchema }).parse(line).progress,
    );
    expect(progress.length).toBeGreaterThanOrEqual(7);
    for (const [i, { fraction, framesDone, framesTotal }] of progress.entries()) {
      expect(fraction).toBeGreaterThanOrEqual(progress[i - 1]?.fraction ?? 0);
      expect(framesDone).toBeGreaterThanOrEqual(progress[i - 1]?.framesDone ?? 0);
      expect(framesTotal === null || framesTotal === 75).toBe(true);
    }
    const stages = progress.map(({ stage }) => stage).filter((stage, i, all) => stage !== all[i - 1]);
    expect(stages).toEqual(['media', 'person', 'face', 'matte', 'voice', 'lipsync', 'compose', 'encode']);
    expect(progress.at(-1)).toMatchObject({ stage: 'encode', stageFraction: 1, fraction: 1, framesDone: 75 });
  });

  it('helps with options that it understands, and only with those', async () => {
    const overview = await place.run('help');
    expect(overview.code).toBe(0);
    const verbs = verbsOf(overview.stdout);
    expect(verbs).toEqual(expect.arrayContaining(['render', 'photo', 'analyze', 'doctor', 'bench']));
    expect(await place.run('help', 'render')).toEqual(await place.here('help', 'render'));
    for (const verb of verbs) {
      const help = await place.here('help', verb);
      expect(help.code).toBe(0);
      const options = [...help.stdout.matchAll(/^ {2}--([a-z0-9-]+)( \S+)?/gm)];
      expect(options.length, verb).toBeGreaterThanOrEqual(3);
      // Each option of the help together with --help: an unknown one would be refused before help is shown.
      const words = options.flatMap(([, name, value]) => (value ? [`--${name}`, 'x'] : [`--${name}`]));
      expect(await place.here(verb, ...words, '--help'), verb).toMatchObject({
        code: 0,
        stdout: help.stdout,
      });
      expect(await place.here(verb, '--no-such-option', '--help'), verb).toMatchObject({
        code: 2,
        stdout: '',
      });
    }
  });

  it('reads names that look like options, and names of any language', async () => {
    const folder = path.join(place.out, '誕生日 – for you');
    mkdirSync(folder);
    const voice = await cutVoice(place.materials, '声 (1).wav', { startSec: 0.5, durationSec: 0.6 });
    const out = path.join(folder, '-y %d.mp4');
    expect(await place.run(...renderWords(voice, out))).toMatchObject({ code: 0 });
    expect(existsSync(out)).toBe(true);
  });
});
