/**
 * Renders that are killed at moments drawn by lot, some of them several times over, and gone on with: what comes out is
 * what an uninterrupted render makes, and nothing else is left. KOTOHOGI_KILLS says how many kills.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../shared/random.ts';
import { renderReportSchema } from '../../shared/contract/render.ts';
import { ffmpeg } from '../fixtures/ffmpegTool.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { childrenOf, noProcessTable, runningWith } from '../fixtures/processes.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { frameChecksums, probeVideo } from '../fixtures/videoFile.ts';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

const KILLS = Number(process.env['KOTOHOGI_KILLS'] ?? 6);
const SEED = Number(process.env['KOTOHOGI_KILL_SEED'] ?? 20);
/** The most kills in a row before a render is left to come to its end. */
const MOST_IN_A_ROW = 3;
const VOICE_SEC = 7;
/** A killed program's encoders read the end of their input and end by themselves. */
const SETTLE_MS = 5000;

/** What is compared: every decoded picture, the decoded sound, and how long both are. */
async function contentOf(file: string): Promise<unknown> {
  const { video, audio } = await probeVideo(file);
  const sound = await ffmpeg('-i', file, '-map', '0:a:0', '-f', 'md5', 'pipe:1');
  return { frames: await frameChecksums(file), video, audio, sound: sound.toString('utf8') };
}

describe.skipIf(missingForRenders !== null || noProcessTable !== null)('a render that is killed', () => {
  let place: Workplace;
  beforeAll(() => {
    place = createWorkplace();
  });
  afterAll(() => place.remove());

  it(
    `comes to the same end after ${KILLS} kills at any moment`,
    async () => {
      const random = seededRandom(SEED);
      const voice = await cutVoice(place.materials, 'voice.wav', { startSec: 0.5, durationSec: VOICE_SEC });
      const out = path.join(place.out, 'video.mp4');
      const words = renderWords(voice, out, '--size', '480x480', '--progress', 'none', '--json');
      const forget = (): void => {
        rmSync(path.join(place.home, 'cache', 'segments'), { recursive: true, force: true });
        rmSync(path.join(place.home, 'renders'), { recursive: true, force: true });
        rmSync(out, { force: true });
      };
      const leftAccounts = (): string[] =>
        readdirSync(path.join(place.home, 'renders')).map((name) =>
          readFileSync(path.join(place.home, 'renders', name), 'utf8'),
        );
      expect(await place.run(...words)).toMatchObject({ code: 0 });
      forget();
      const startedMs = performance.now();
      expect(await place.run(...words)).toMatchObject({ code: 0 });
      const wholeMs = performance.now() - startedMs;
      const expected = await contentOf(out);

      const tally = { kills: 0, rounds: 0, alreadyDone: 0, duringEncoding: 0, knownParts: 0, parts: 0 };
      while (tally.kills < KILLS) {
        forget();
        tally.rounds += 1;
        const inARow = Math.min(KILLS - tally.kills, 1 + Math.floor(random() * MOST_IN_A_ROW));
        for (let kill = 0; kill < inARow; kill++) {
          const program = place.start(...words, ...(kill > 0 ? ['--resume'] : []));
          const alsoEncoders = random() < 0.5;
          const ended = await Promise.race([program.ended, wait(random() * wholeMs, null)]);
          if (ended) {
            tally.alreadyDone += 1;
            break;
          }
          const encoders = childrenOf(program.pid, 'ffmpeg');
          if (encoders.length > 0) tally.duringEncoding += 1;
          program.kill('SIGKILL');
          if (alsoEncoders) for (const pid of encoders) tryToKill(pid);
          await program.ended;
          tally.kills += 1;
        }
        const last = await place.run(...words, '--resume');
        expect(last, last.stderr).toMatchObject({ code: 0 });
        const { segments } = renderReportSchema.parse(JSON.parse(last.stdout));
        tally.knownParts += segments?.known ?? 0;
        tally.parts += segments?.total ?? 0;
        expect(await contentOf(out)).toEqual(expected);
        for (let waitedMs = 0; runningWith(place.out).length > 0 && waitedMs < SETTLE_MS; waitedMs += 50)
          await wait(50);
        expect(runningWith(place.out)).toEqual([]);
        expect(readdirSync(place.out)).toEqual(['video.mp4']);
        expect(leftAccounts()).toEqual([]);
        expect(place.leftInTemp()).toEqual([]);
      }
      expect(tally.knownParts).toBeGreaterThan(0);
      const report = process.env['KOTOHOGI_KILL_REPORT'];
      if (report !== undefined) writeFileSync(report, JSON.stringify({ seed: SEED, wholeMs, ...tally }));
    },
    60_000 + KILLS * 20_000,
  );
});

/** It may have ended by itself. */
function tryToKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
