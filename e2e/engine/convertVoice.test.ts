/** A voice in the colour of somebody else's: two networks whose answer is known beforehand, through ONNX Runtime. */
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  convertVoice,
  type ConversionOrder,
  type ConvertedFile,
} from '../../electron/engine/convertVoice.ts';
import { render } from '../../electron/engine/index.ts';
import { findFfmpeg } from '../../electron/engine/ffmpeg/locate.ts';
import { resolveFolders } from '../../electron/engine/folders.ts';
import { createModelLibrary } from '../../electron/engine/models/library.ts';
import { silentProgress } from '../../electron/engine/progress.ts';
import { createAudioClip } from '../../electron/engine/runtime/audio.ts';
import { createModelStore, type ModelStore } from '../../electron/engine/runtime/modelStore.ts';
import { addSpokenFacts, readSpokenFacts } from '../../electron/engine/runtime/spokenFacts.ts';
import { writeWavFile } from '../../electron/engine/runtime/wavFile.ts';
import { readSpokenWav } from '../../electron/engine/stages/voice/sources/readSpokenWav.ts';
import { RENDER_DEFAULTS, renderReportSchema } from '../../shared/contract/render.ts';
import type { ConsentNote } from '../../shared/consent/consent.ts';
import { openvoiceStandIn, type PairVariant } from '../fixtures/openvoiceStandIn.ts';

const RATE_HZ = 22_050;
/** Middles of bins that are multiples of four, where the stand-in is exact. */
const LOW_HZ = (40 * RATE_HZ) / 1024;
const HIGH_HZ = (160 * RATE_HZ) / 1024;

const consent: ConsentNote = {
  name: 'Hanako',
  note: 'Said yes at dinner.',
  date: '2026-03-14',
  uses: ['photo', 'voice'],
  way: 'spoken',
};

let folder = '';
let ffmpegPath = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-colour-'));
  ffmpegPath = (await findFfmpeg()).path;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Two tones between silences. @returns the path of a WAV file */
async function sound(
  name: string,
  { low, high, sec, rateHz = RATE_HZ }: { low: number; high: number; sec: number; rateHz?: number },
): Promise<string> {
  const clip = createAudioClip(rateHz, 1, Math.round((sec + 1) * rateHz));
  const start = Math.round(rateHz / 2);
  for (let i = 0; i < sec * rateHz; i++)
    clip.channels[0][start + i] =
      low * Math.sin((2 * Math.PI * LOW_HZ * i) / rateHz) +
      high * Math.sin((2 * Math.PI * HIGH_HZ * i) / rateHz);
  const file = path.join(folder, `${name}.wav`);
  await writeWavFile(clip, file, 'pcm16', new AbortController().signal);
  return file;
}

/** Installs a pair as a person would. */
async function storeWith(name: string, variant: PairVariant = {}): Promise<ModelStore> {
  const home = path.join(folder, name);
  await mkdir(home, { recursive: true });
  const modelsFolder = resolveFolders().models;
  const pair = openvoiceStandIn(variant);
  const library = createModelLibrary({ home, modelsFolder });
  const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
  for (const [id, bytes] of [
    ['openvoice2-encoder', pair.encoder],
    ['openvoice2-converter', pair.converter],
  ] as const) {
    const file = path.join(home, `${id}.onnx`);
    await writeFile(file, bytes);
    await library.import(id, file, true, quiet);
  }
  return createModelStore(modelsFolder, { home });
}

const convert = (
  order: Pick<ConversionOrder, 'voicePath' | 'samplePath'> & Partial<ConversionOrder>,
  models: ModelStore,
  signal = new AbortController().signal,
): Promise<ConvertedFile> =>
  convertVoice(
    { person: 'hanako ', consents: [consent], ...order },
    {
      signal,
      ffmpegPath,
      models,
      progress: silentProgress,
      folders: { ...resolveFolders(), cache: path.join(folder, 'cache') },
    },
  );

const samplesOf = async (file: string): Promise<Float32Array> =>
  readSpokenWav(await readFile(file), 'The test').samples;

/** Amplitude of a tone in a stretch. */
function amplitude(samples: Float32Array, hz: number, fromSec: number, toSec: number): number {
  let re = 0;
  let im = 0;
  const from = Math.round(fromSec * RATE_HZ);
  const to = Math.round(toSec * RATE_HZ);
  for (let i = from; i < to; i++) {
    re += samples[i] * Math.cos((2 * Math.PI * hz * i) / RATE_HZ);
    im += samples[i] * Math.sin((2 * Math.PI * hz * i) / RATE_HZ);
  }
  return (2 * Math.hypot(re, im)) / (to - from);
}

describe('a voice in another colour', () => {
  it('has the spectrum of the sample, its own length and its own times, and says so in its file', async () => {
    const models = await storeWith('usual');
    const voicePath = await sound('voice', { low: 0.2, high: 0.2, sec: 4, rateHz: 48_000 });
    const samplePath = await sound('sample', { low: 0.3, high: 0.1, sec: 5 });
    const timings = {
      alphabet: 'ipa' as const,
      exact: true,
      phonemes: [{ symbol: 'a', startSec: 0.5, endSec: 4.5 }],
    };
    await addSpokenFacts(voicePath, {
      speakers: [{ id: 'x:y', name: 'Y', licence: 'MIT', credit: null }],
      timings,
    });
    const made = await convert({ voicePath, samplePath }, models);
    const samples = await samplesOf(made.path);
    expect(samples).toHaveLength(5 * RATE_HZ);
    const low = amplitude(samples, LOW_HZ, 1, 4);
    const high = amplitude(samples, HIGH_HZ, 1, 4);
    // Three times as much of the low tone as of the high one, out of a voice with as much of both.
    expect(low / high).toBeGreaterThan(2.85);
    expect(low / high).toBeLessThan(3.15);
    expect(low).toBeCloseTo(0.3, 1);
    // Before and after the speech nothing was added.
    expect(Math.max(...samples.subarray(0, 0.4 * RATE_HZ).map(Math.abs))).toBeLessThan(0.002);

    expect(made).toMatchObject({ cache: 'miss', warnings: [] });
    const facts = await readSpokenFacts(made.path);
    expect(facts?.timings).toEqual(timings);
    expect(facts?.speakers).toMatchObject([{ name: 'Y' }]);
    expect(facts?.colours).toEqual([made.colour]);
    expect(made.colour.models.map(({ id, licence }) => [id, licence])).toEqual([
      ['openvoice2-encoder', 'MIT'],
      ['openvoice2-converter', 'MIT'],
    ]);
    expect(await convert({ voicePath, samplePath }, models)).toMatchObject({ cache: 'hit', path: made.path });
    await models.close();
  });

  it('is the same at the seams of windows as anywhere else', async () => {
    const models = await storeWith('usual');
    const voicePath = await sound('long', { low: 0.2, high: 0.2, sec: 16 });
    const samplePath = await sound('sample2', { low: 0.1, high: 0.3, sec: 4 });
    const samples = await samplesOf((await convert({ voicePath, samplePath }, models)).path);
    const low = Array.from({ length: 70 }, (_, i) => amplitude(samples, LOW_HZ, 1 + i * 0.2, 1.2 + i * 0.2));
    const middle = low.reduce((sum, one) => sum + one, 0) / low.length;
    for (const one of low) expect(Math.abs(one / middle - 1)).toBeLessThan(0.02);
    await models.close();
  });

  it('takes exports with half floats, other names, another layout and a fixed length', async () => {
    const models = await storeWith('odd', {
      type: 'float16',
      names: { source: 'se_source', target: 'se_target', order: 'target' },
      encoderLayout: 'bins-first',
      frames: 200,
    });
    const voicePath = await sound('short', { low: 0.2, high: 0.2, sec: 3 });
    const samplePath = await sound('sample3', { low: 0.3, high: 0.1, sec: 3.2 });
    const samples = await samplesOf((await convert({ voicePath, samplePath }, models)).path);
    expect(samples).toHaveLength(4 * RATE_HZ);
    const ratio = amplitude(samples, LOW_HZ, 1, 3) / amplitude(samples, HIGH_HZ, 1, 3);
    expect(ratio).toBeGreaterThan(2.7);
    expect(ratio).toBeLessThan(3.3);
    await models.close();
  });

  it('is refused without consent, with too little of a sample, and where a network does not fit', async () => {
    const models = await storeWith('usual');
    const voicePath = await sound('voice4', { low: 0.2, high: 0.2, sec: 2 });
    const samplePath = await sound('sample4', { low: 0.3, high: 0.1, sec: 2 });
    const tooShort = await sound('sample5', { low: 0.3, high: 0.1, sec: 0.6 });
    for (const consents of [[], [{ ...consent, uses: ['photo' as const] }], [{ ...consent, name: 'Taro' }]])
      await expect(convert({ voicePath, samplePath, consents }, models)).rejects.toMatchObject({
        code: 'consent-missing',
        kind: 'input',
      });
    await expect(convert({ voicePath, samplePath: tooShort }, models)).rejects.toMatchObject({
      code: 'sample-too-short',
    });
    const made = await convert({ voicePath, samplePath }, models);
    expect(made.warnings).toEqual([expect.stringMatching(/^The sample has only 2\.\d seconds of speech/)]);
    const abort = new AbortController();
    abort.abort();
    await expect(
      convert(
        { voicePath, samplePath: await sound('sample6', { low: 0.2, high: 0.1, sec: 4 }) },
        models,
        abort.signal,
      ),
    ).rejects.toMatchObject({ kind: 'cancelled' });
    await models.close();

    const other = await storeWith('hop', { hop: 512 });
    await expect(
      convert({ voicePath, samplePath: await sound('sample7', { low: 0.2, high: 0.2, sec: 4 }) }, other),
    ).rejects.toMatchObject({ code: 'conversion-hop', kind: 'missing' });
    await other.close();
    const none = createModelStore(resolveFolders().models, { home: path.join(folder, 'none') });
    await expect(convert({ voicePath, samplePath }, none)).rejects.toMatchObject({
      code: 'model-not-installed',
    });
  });

  it('becomes a file only with the consent, and the report names whose colour it is', async () => {
    const voicePath = path.join(folder, 'coloured.wav');
    await copyFile(path.join(import.meta.dirname, '../fixtures/speech/slt-unseen.wav'), voicePath);
    const networks = ['openvoice2-encoder', 'openvoice2-converter'];
    const models = networks.map((id) => ({
      id,
      role: 'voice-colour',
      sha256: 'a'.repeat(64),
      licence: 'MIT',
    }));
    const colour = { person: 'Hanako', sampleSha256: 'b'.repeat(64), models };
    await addSpokenFacts(voicePath, { speakers: [], timings: null, colours: [colour] });
    const run = {
      folders: { ...resolveFolders(), home: path.join(folder, 'home'), cache: path.join(folder, 'cache') },
      ffmpegPath,
      log: { info: () => undefined, warn: () => undefined },
      signal: new AbortController().signal,
      onProgress: () => undefined,
    };
    const request = {
      ...RENDER_DEFAULTS,
      photoPath: 'nobody.jpg',
      voicePath,
      outPath: path.join(folder, 'out.wav'),
      form: { kind: 'sound' as const },
    };
    await expect(render(request, run)).rejects.toMatchObject({ code: 'consent-missing' });
    await expect(render({ ...request, consents: [{ ...consent, uses: [] }] }, run)).rejects.toMatchObject({
      code: 'consent-missing',
    });
    const report = renderReportSchema.parse(await render({ ...request, consents: [consent] }, run));
    expect(report.colours).toEqual([{ ...colour, consent }]);
    expect(report.models.map(({ id }) => id)).toEqual(networks);
  });
});
