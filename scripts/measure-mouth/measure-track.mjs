/**
 * Judges the mouth track itself, before any drawing, on clips whose phones are known.
 *
 *     node scripts/measure-mouth/measure-track.mjs MODELS_FOLDER CLIP.wav...
 *
 * Beside CLIP.wav lies CLIP.phones.json: a list of [phone, startSec, endSec]; without it only what needs no phones
 * is measured. Clips whose names begin alike up to the last dash are summed up as one voice.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runnerImport } from 'vite';
import { envelopeDbOf, mouthFigures } from './metrics.mjs';

const FPS = 25;
const ENGINE = path.resolve(import.meta.dirname, '../../electron/engine');
const TRACK = `${ENGINE}/stages/lipsync/engines/builtin/track`;

/** @template T @param {string} file @returns {Promise<T>} */
const load = async (file) => (await runnerImport(file, { logLevel: 'error', configFile: false })).module;

/** @type {typeof import('../../electron/engine/stages/lipsync/engines/builtin/track/index.ts')} */
const { mouthTrack } = await load(`${TRACK}/index.ts`);
/** @type {typeof import('../../electron/engine/stages/lipsync/engines/builtin/track/voiceFixture.ts')} */
const { readWav, featuresOf } = await load(`${TRACK}/voiceFixture.ts`);
/** @type {typeof import('../../electron/engine/runtime/modelStore.ts')} */
const { createModelStore } = await load(`${ENGINE}/runtime/modelStore.ts`);

const [modelsFolder, ...clips] = process.argv.slice(2);
const models = createModelStore(path.resolve(modelsFolder));
const ignore = () => undefined;
const context = {
  folders: { home: '', cache: '', models: modelsFolder },
  ffmpegPath: '',
  models,
  log: { info: ignore, warn: ignore },
  signal: new AbortController().signal,
  progress: { report: ignore },
};

/** The clips of a voice one after the other. */
/** @type {Map<string, import('./metrics.mjs').MouthCurves & { opening: number[], width: number[], phones: import('./metrics.mjs').Phone[], envelopeDb: number[] }>} */
const voices = new Map();
for (const clip of clips) {
  const samples = await readWav(clip);
  const track = await mouthTrack(featuresOf(samples), FPS, context);
  const phonesFile = clip.replace(/\.wav$/, '.phones.json');
  /** @type {import('./metrics.mjs').Phone[]} */
  const phones = existsSync(phonesFile) ? JSON.parse(await readFile(phonesFile, 'utf8')) : [];
  const name = path.basename(clip, '.wav').replace(/-[^-]*$/, '');
  const voice = voices.get(name) ?? { opening: [], width: [], fps: FPS, phones: [], envelopeDb: [] };
  const offset = voice.opening.length / FPS;
  voice.phones.push(
    ...phones.map(([phone, start, end]) => /** @type {const} */ ([phone, start + offset, end + offset])),
  );
  voice.opening.push(...track.open);
  voice.width.push(...track.width);
  voice.envelopeDb.push(...envelopeDbOf(samples, 16_000, FPS, track.frames));
  voices.set(name, voice);
}
await models.close();

for (const [name, curves] of voices) {
  const figures = Object.entries(mouthFigures(curves)).map(([key, value]) => [key, Number(value.toFixed(3))]);
  console.log(name, JSON.stringify(Object.fromEntries(figures)));
}
