import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../engine/ffmpeg/locate.ts';
import type { EngineRun } from '../engine/index.ts';
import { prosodyViewSchema } from '../../shared/contract/prosodyView.ts';
import { columnPeaks } from '../../shared/timeline/peaks.ts';
import { createProsodyTasks } from './prosodyTasks.ts';

const root = path.resolve(import.meta.dirname, '../..');
const voice = path.join(root, 'resources/sample/voice.wav');
const ffmpegPath = await findFfmpeg().then(
  ({ path: found }) => found,
  () => null,
);
const absent = existsSync(voice) ? (ffmpegPath === null ? 'ffmpeg' : null) : voice;
if (absent !== null) console.log(`prosodyTasks.real.test skipped: ${absent} absent; run "npm run setup".`);

describe.skipIf(absent !== null)('what the timeline asks of a voice', () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-prosody-tasks-'));
  afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const run: EngineRun = {
    folders: { home, cache: path.join(home, 'cache'), models: path.join(root, 'models') },
    ffmpegPath: ffmpegPath ?? '',
    log: { info: () => undefined, warn: () => undefined },
    signal: new AbortController().signal,
    onProgress: () => undefined,
  };
  const tasks = createProsodyTasks();

  it('is told within the contract, as numbers in memory, and loud where there are phrases', async () => {
    const view = prosodyViewSchema.parse(await tasks.view(voice, run));
    expect(view.phrases.length).toBeGreaterThan(2);
    expect(view.medianHz).toBeGreaterThan(70);
    expect(view.pitch.hz.length * view.pitch.stepSec).toBeCloseTo(view.durationSec, 0);
    const [startSec, endSec] = view.phrases[1];
    const { highs } = columnPeaks(view.peaks, Float64Array.from([startSec, endSec]));
    expect(highs[0]).toBeGreaterThan(0.1);
  });

  it('has a picture with its pitch in it, also of a voice that was not looked at just before', async () => {
    const { pitch, medianHz } = await tasks.view(voice, run);
    const voicedAt = pitch.hz.findIndex(
      (hz, i) => i > 100 && [0, 1, 2, 3, 4].every((k) => pitch.hz[i + k] > 0 && hz > 0),
    );
    const window = {
      startSec: pitch.startSec + (voicedAt + 2) * pitch.stepSec,
      stepSec: 0.01,
      columns: 1,
      lowestHz: (medianHz ?? 100) / 4,
      rowsPerSemitone: 2,
      rows: 96,
    };
    const { levels } = await createProsodyTasks().spectrogram({ path: voice, ...window }, run);
    const row = Math.round(24 * Math.log2(pitch.hz[voicedAt + 2] / window.lowestHz));
    // The fundamental is far louder than what lies half an octave below it.
    expect(levels[row] - levels[row - 12]).toBeGreaterThan(40);
    expect(levels).toEqual((await tasks.spectrogram({ path: voice, ...window }, run)).levels);
  });

  it('has an outline that is no voice’s alone', async () => {
    const outline = await tasks.outline(voice, run);
    expect(outline.durationSec).toBeGreaterThan(5);
    expect(outline.peaks.levels[0].length).toBeGreaterThan(outline.durationSec * 700);
  });
});
