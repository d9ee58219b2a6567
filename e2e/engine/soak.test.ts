/**
 * Short renders back to back in one process: memory, open files, threads and temporary disk stay what they were.
 * KOTOHOGI_SOAK_RENDERS says how many.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../../electron/engine/ffmpeg/locate.ts';
import { resolveFolders } from '../../electron/engine/folders.ts';
import { render, type EngineRun } from '../../electron/engine/index.ts';
import { collectGarbage } from '../../electron/engine/runtime/collectGarbage.ts';
import { RENDER_DEFAULTS } from '../../shared/contract/render.ts';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { noProcessTable } from '../fixtures/processes.ts';
import { cutVoice } from '../fixtures/sound.ts';

const RENDERS = Number(process.env['KOTOHOGI_SOAK_RENDERS'] ?? 12);
/** Networks are loaded, caches filled and code compiled in the first renders. */
const WARM_UP = Math.ceil(RENDERS / 3);
/** Pages that the allocator keeps come and go with every render. */
const MOST_GROWTH_MIB = 48;
const MIB = 2 ** 20;

interface Reading {
  readonly rssMib: number;
  readonly files: number;
  readonly threads: number;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

function read(): Reading {
  collectGarbage();
  return {
    rssMib: process.memoryUsage.rss() / MIB,
    files: readdirSync('/proc/self/fd').length,
    threads: readdirSync('/proc/self/task').length,
  };
}

describe.skipIf(missingForRenders !== null || noProcessTable !== null)('many renders', () => {
  let folder = '';
  const tempBefore = process.env['TMPDIR'];
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-soak-'));
    for (const name of ['home', 'out', 'temp']) mkdirSync(path.join(folder, name));
    process.env['TMPDIR'] = path.join(folder, 'temp');
  });
  afterAll(() => {
    if (tempBefore === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = tempBefore;
    rmSync(folder, { recursive: true, force: true });
  });

  it(
    `leave nothing behind after ${RENDERS} of them`,
    async () => {
      const home = path.join(folder, 'home');
      const run: EngineRun = {
        folders: { ...resolveFolders(), home, cache: path.join(home, 'cache') },
        ffmpegPath: (await findFfmpeg()).path,
        log: { info: () => undefined, warn: () => undefined },
        signal: new AbortController().signal,
        onProgress: () => undefined,
      };
      const voicePath = await cutVoice(folder, 'voice.wav', { startSec: 0.5, durationSec: 1 });
      const outPath = path.join(folder, 'out', 'video.mp4');
      const readings: Reading[] = [];
      for (let seed = 0; seed < RENDERS; seed++) {
        const report = await render(
          {
            ...RENDER_DEFAULTS,
            photoPath: SAMPLE_PHOTO,
            voicePath,
            outPath,
            size: { widthPx: 256, heightPx: 256 },
            lipsync: 'builtin',
            seed,
          },
          run,
        );
        expect(report.segments).toEqual({ total: 1, known: 0 });
        readings.push(read());
      }
      const settled = readings.slice(WARM_UP);
      const half = Math.floor(settled.length / 2);
      const of = (pick: (reading: Reading) => number) => ({
        early: median(settled.slice(0, half).map(pick)),
        late: median(settled.slice(half).map(pick)),
      });
      const rssMib = {
        ...of((reading) => reading.rssMib),
        most: Math.max(...readings.map((reading) => reading.rssMib)),
      };
      const files = of((reading) => reading.files);
      const threads = of((reading) => reading.threads);
      const tempEntries = readdirSync(path.join(folder, 'temp')).length;
      const report = process.env['KOTOHOGI_SOAK_REPORT'];
      if (report !== undefined)
        writeFileSync(
          report,
          JSON.stringify({ renders: RENDERS, warmUp: WARM_UP, rssMib, files, threads, tempEntries }),
        );
      expect(rssMib.late - rssMib.early).toBeLessThan(MOST_GROWTH_MIB);
      expect(files.late).toBeLessThanOrEqual(files.early);
      expect(threads.late).toBeLessThanOrEqual(threads.early);
      expect(tempEntries).toBe(0);
      expect(readdirSync(path.join(folder, 'out'))).toEqual(['video.mp4']);
      expect(readdirSync(path.join(home, 'renders'))).toEqual([]);
    },
    60_000 + RENDERS * 10_000,
  );
});
