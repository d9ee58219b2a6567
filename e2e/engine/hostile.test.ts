/**
 * Damaged files of every kind that the program reads, by lot: each is read all the same or refused with a sentence; nothing
 * crashes, hangs or is left behind. KOTOHOGI_HOSTILE says how many files of each kind, KOTOHOGI_HOSTILE_SEED which.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRows } from '../../electron/engine/batch/readRows.ts';
import { findFfmpeg } from '../../electron/engine/ffmpeg/locate.ts';
import { resolveFolders } from '../../electron/engine/folders.ts';
import { createModelLibrary } from '../../electron/engine/models/library.ts';
import { PRESETS_FILE, readUserPresets, writeUserPresets } from '../../electron/engine/presetStore.ts';
import { createProject, openProject, renderRequestOf } from '../../electron/engine/project/index.ts';
import { renderRequestSchema } from '../../shared/contract/render.ts';
import { readOnnxFile } from '../../electron/engine/runtime/onnxFile/index.ts';
import { analyseSpeech } from '../../electron/engine/stages/voice/index.ts';
import { decodePhoto, decodeVoice } from '../../electron/engine/stages/media/index.ts';
import { firstPicture } from '../../electron/engine/stages/media/firstPicture.ts';
import { silentProgress } from '../../electron/engine/progress.ts';
import { JobStore } from '../../electron/jobs/jobStore.ts';
import { RecoveryStore } from '../../electron/projects/recoveryStore.ts';
import { loadReadings } from '../../electron/settings/readingsStore.ts';
import { SettingsStore } from '../../electron/settings/settingsStore.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../shared/contract/settings.ts';
import { captionsSchema } from '../../shared/captions/captions.ts';
import { readSubtitles } from '../../shared/captions/subtitleFile.ts';
import { KotohogiError } from '../../shared/errors.ts';
import { PRESETS } from '../../shared/prosody/presets.ts';
import { seededRandom } from '../../shared/random.ts';
import { closedFormNetwork, EXPORTS } from '../../scripts/models/wav2lipNetworks.mjs';
import { makeFile } from '../fixtures/ffmpegTool.ts';
import { SAMPLE_PHOTO, SAMPLE_VOICE } from '../fixtures/materials.ts';
import { mutate } from '../fixtures/mutate.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { noProcessTable, runningWith } from '../fixtures/processes.ts';

const EACH = Number(process.env['KOTOHOGI_HOSTILE'] ?? 12);
const SEED = Number(process.env['KOTOHOGI_HOSTILE_SEED'] ?? 7);
/** No small file takes longer, however damaged and however busy the computer. */
const MOST_SEC = 60;
const SIDE = 96;
/** What a crash leaves behind. */
const KEPT = { version: 1, keptAtMs: 1, projectPath: null, document: { schemaVersion: 1 }, sources: {} };

/** A kind of file: sound examples, and what the program does with one. */
interface Kind {
  readonly name: string;
  readonly examples: readonly string[];
  /** Reads a file; asserts that what comes out is sound. */
  readonly read: (file: string) => Promise<void>;
}

interface Tally {
  files: number;
  read: number;
  refused: Record<string, number>;
  slowestMs: number;
}

describe.skipIf(missingForRenders !== null)('hostile files', () => {
  let folder = '';
  let kinds: readonly Kind[] = [];
  const report: Record<string, Tally> = {};

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-hostile-'));
    kinds = await kindsOf(folder);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    const file = process.env['KOTOHOGI_HOSTILE_REPORT'];
    if (file !== undefined) writeFileSync(file, JSON.stringify({ seed: SEED, each: EACH, kinds: report }));
  });

  it.each(['photo', 'voice', 'loop', 'project', 'presets', 'list', 'captions', 'model', 'home'])(
    'of kind %s are read or refused in words',
    async (name) => {
      const kind = kinds.find((one) => one.name === name);
      if (!kind) throw new Error(`There is no kind "${name}".`);
      const random = seededRandom(SEED);
      const tally: Tally = { files: 0, read: 0, refused: {}, slowestMs: 0 };
      report[name] = tally;
      const originals = kind.examples.map((file) => readFileSync(file));
      const work = path.join(folder, `work-${name}`);
      mkdirSync(work);
      for (let i = 0; i < EACH * kind.examples.length; i++) {
        const which = i % kind.examples.length;
        const other = originals[Math.floor(random() * originals.length)];
        const file = path.join(work, `damaged-${i}${path.extname(kind.examples[which])}`);
        writeFileSync(file, mutate(originals[which], other, random));
        const startedMs = performance.now();
        const why = `file ${i} of seed ${SEED}, made from ${path.basename(kind.examples[which])}`;
        const outcome = await Promise.race([
          Promise.resolve()
            .then(() => kind.read(file))
            .then(
              () => 'read' as const,
              (thrown: unknown) => thrown,
            ),
          wait(MOST_SEC * 1000, 'hung' as const),
        ]);
        tally.slowestMs = Math.max(tally.slowestMs, performance.now() - startedMs);
        tally.files += 1;
        expect(outcome, why).not.toBe('hung');
        if (outcome === 'read') tally.read += 1;
        else {
          if (!(outcome instanceof KotohogiError)) throw new Error(why, { cause: outcome });
          expect(['input', 'missing'], `${why}: ${outcome.message}`).toContain(outcome.kind);
          tally.refused[outcome.code] = (tally.refused[outcome.code] ?? 0) + 1;
        }
        rmSync(file, { recursive: true, force: true });
      }
      expect(readdirSync(work)).toEqual([]);
      if (noProcessTable === null) expect(runningWith(folder)).toEqual([]);
    },
    60_000 + EACH * 20_000,
  );
});

/** Sound examples of everything, small. */
async function kindsOf(folder: string): Promise<readonly Kind[]> {
  const { signal } = new AbortController();
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const folders = { ...resolveFolders(), home, cache: path.join(home, 'cache') };
  const context = {
    folders,
    ffmpegPath: (await findFfmpeg()).path,
    signal,
    progress: silentProgress,
    log: { info: () => undefined, warn: () => undefined },
  };
  const photos = await Promise.all(
    (['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const).map(async (format) => {
      const file = path.join(folder, `photo.${format}`);
      await sharp(SAMPLE_PHOTO).resize(SIDE, SIDE).toFormat(format).toFile(file);
      return file;
    }),
  );
  const sound = ['-ss', '0.5', '-i', SAMPLE_VOICE, '-t', '0.6'];
  const voices: string[] = [];
  for (const name of ['voice.wav', 'voice.flac', 'voice.mp3', 'voice.m4a', 'voice.ogg'])
    voices.push(await makeFile(folder, name, ...sound));
  const film = ['-f', 'lavfi', '-i', `testsrc=s=${SIDE}x${SIDE}:r=10:d=1`, '-pix_fmt', 'yuv420p'];
  const loops: string[] = [];
  for (const name of ['loop.mp4', 'loop.mkv', 'loop.avi', 'loop.mov'])
    loops.push(await makeFile(folder, name, ...film));
  const project = path.join(folder, 'project.kotohogi');
  await createProject(project, { title: 'A', photoPath: photos[0], voicePath: voices[0] }, signal);
  await writeUserPresets(home, [{ ...PRESETS[0], id: 'my-own' }]);
  const text = (name: string, content: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const model = path.join(folder, 'model.onnx');
  writeFileSync(model, closedFormNetwork(EXPORTS.hq));
  const library = createModelLibrary({ home, modelsFolder: folders.models });

  return [
    {
      name: 'photo',
      examples: photos,
      async read(file) {
        const { image } = await decodePhoto(file, context);
        expect(image.data).toHaveLength(image.width * image.height * 4);
      },
    },
    {
      name: 'voice',
      examples: voices,
      async read(file) {
        const voice = await decodeVoice(file, context);
        expect(voice.clip.length).toBeGreaterThan(0);
        expect(voice.durationSec).toBeCloseTo(voice.clip.length / voice.clip.sampleRateHz, 6);
        for (const channel of voice.clip.channels) expect(channel.every(Number.isFinite)).toBe(true);
        expect(analyseSpeech(voice, context).energyDb.every(Number.isFinite)).toBe(true);
      },
    },
    {
      name: 'loop',
      examples: loops,
      async read(file) {
        const { image } = await firstPicture(file, context);
        expect(image.data).toHaveLength(image.width * image.height * 4);
      },
    },
    {
      name: 'project',
      examples: [project],
      async read(file) {
        const opened = await openProject(file, folders, signal);
        renderRequestSchema.parse(renderRequestOf(opened, path.join(folder, 'out.mp4')));
      },
    },
    {
      name: 'presets',
      examples: [path.join(home, PRESETS_FILE)],
      async read(file) {
        const own = mkdtempSync(path.join(folder, 'presets-'));
        writeFileSync(path.join(own, PRESETS_FILE), readFileSync(file));
        const presets = await readUserPresets(own);
        expect(presets.every(({ settings }) => Object.values(settings).every(Number.isFinite))).toBe(true);
      },
    },
    {
      name: 'list',
      examples: [
        text('list.csv', 'name,text,photo\nAnna,"Happy birthday, Anna!",anna.jpg\nBen,Hello {name},\n'),
        text('list2.csv', '\ufeffname;text\r\n花子;お誕生日おめでとう\r\n太郎;"a ""b"" c"\r\n'),
      ],
      read(file) {
        const rows = readRows(readFileSync(file, 'utf8'), file);
        expect(rows.length).toBeGreaterThan(0);
        for (const { cells } of rows) expect(Object.hasOwn(cells, 'name')).toBe(true);
        return Promise.resolve();
      },
    },
    {
      name: 'captions',
      examples: [
        text('a.srt', '1\n00:00:00,000 --> 00:00:01,500\nHello\n\n2\n00:00:02,000 --> 00:00:03,000\nYou\n'),
        text(
          'a.vtt',
          'WEBVTT\n\n00:00.000 --> 00:01.500 line:0\n<b>Hello</b>\n\n00:02.000 --> 00:03.000\nYou\n',
        ),
      ],
      read(file) {
        captionsSchema.parse(readSubtitles(readFileSync(file, 'utf8')).captions);
        return Promise.resolve();
      },
    },
    {
      // What the program keeps for itself: damaged, it counts as absent.
      name: 'home',
      examples: [
        text('settings.json', JSON.stringify({ ...DEFAULT_SETTINGS, theme: 'dark' })),
        text('project.json', JSON.stringify(KEPT)),
        text('jobs.json', JSON.stringify({ version: 1, jobs: [] })),
      ],
      async read(file) {
        const own = mkdtempSync(path.join(folder, 'home-'));
        mkdirSync(path.join(own, 'recovery'));
        for (const name of ['settings.json', 'jobs.json', 'readings.json', 'recovery/project.json'])
          writeFileSync(path.join(own, name), readFileSync(file));
        const { current } = await SettingsStore.load(own);
        expect(settingsSchema.safeParse(current).success).toBe(true);
        const left = await new RecoveryStore(own).read();
        expect(left === null || typeof left.document === 'object').toBe(true);
        expect(Array.isArray(await new JobStore(own).load())).toBe(true);
        expect(Array.isArray(await loadReadings(own))).toBe(true);
        rmSync(own, { recursive: true, force: true });
      },
    },
    {
      name: 'model',
      examples: [model],
      async read(file) {
        await readOnnxFile(file);
        const quiet = { signal, onProgress: () => undefined };
        await library.import('wav2lip-own', file, true, quiet);
        await library.remove('wav2lip-own');
      },
    },
  ];
}
