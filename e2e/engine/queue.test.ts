import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVideoQueue } from '../../electron/engine/batch/redisQueue.ts';
import { frameChecksums } from '../fixtures/videoFile.ts';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { missingRedis, startRedis, type RedisServer } from '../fixtures/redisServer.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { createWorkplace, type RunningProgram, type Workplace } from '../fixtures/workplace.ts';

const GUESTS = ['Anna', 'Ben', 'Cleo', 'Dora', 'Emil', 'Fumi'];

describe.skipIf(missingForRenders !== null || missingRedis !== null)('videos through a queue', () => {
  let place: Workplace;
  let redis: RedisServer;
  let list: string;
  const workers: RunningProgram[] = [];

  beforeAll(async () => {
    place = createWorkplace();
    redis = await startRedis();
    for (const [i, name] of GUESTS.entries())
      await cutVoice(place.materials, `${name}.wav`, { startSec: 0.4 + 0.2 * i, durationSec: 0.8 });
    list = path.join(place.materials, 'guests.csv');
    writeFileSync(list, ['name,voice', ...GUESTS.map((name) => `${name},${name}.wav`)].join('\n'));
  });
  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    await Promise.all(workers.map(({ ended }) => ended));
    await redis.stop();
    place.remove();
  });

  const batchWords = (out: string): string[] => [
    ...['batch', '--csv', list, '--photo', SAMPLE_PHOTO, '--size', '256x256', '--out', out, '--json'],
  ];
  const startWorker = async (): Promise<RunningProgram> => {
    const worker = place.start('worker', '--queue', redis.url, '--lock', '3');
    workers.push(worker);
    await worker.said('Waiting for videos');
    return worker;
  };

  it('are each finished once and the same as made here, though workers are killed at work', async () => {
    const here = path.join(place.out, 'here');
    expect((await place.run(...batchWords(here))).code).toBe(0);

    const there = path.join(place.out, 'there');
    const asking = place.start(...batchWords(there), '--queue', redis.url);
    // Each of these dies with a video in hand; another takes it up once its lock has run out.
    for (const victim of [await startWorker(), await startWorker()]) {
      await victim.said(': done');
      victim.kill('SIGKILL');
      await victim.ended;
    }
    const survivor = await startWorker();
    const { code, stdout, stderr } = await asking.ended;
    expect(code, stderr).toBe(0);
    const { rows } = JSON.parse(stdout) as { rows: { name: string; state: string }[] };
    expect(rows.map(({ name, state }) => `${name} ${state}`)).toEqual(GUESTS.map((name) => `${name} done`));

    const ends = (
      await Promise.all(
        workers.map(async (worker) => {
          worker.kill('SIGTERM');
          return (await worker.ended).stderr.match(/^\w+: done$/gm) ?? [];
        }),
      )
    ).flat();
    // A worker may have died between its last word and the queue hearing of it: nothing else is made twice.
    expect(new Set(ends).size).toBe(GUESTS.length);
    expect(ends.length).toBeLessThanOrEqual(GUESTS.length + 2);
    expect((await survivor.ended).code).toBe(0);
    for (const name of GUESTS) {
      const [ours, theirs] = [here, there].map((folder) => path.join(folder, `${name}.mp4`));
      expect(await frameChecksums(theirs), name).toEqual(await frameChecksums(ours));
    }
  });

  it('that are there already are not asked for again, and a wrong job is refused', async () => {
    const there = path.join(place.out, 'there');
    const before = createHash('sha256')
      .update(readFileSync(path.join(there, 'Anna.mp4')))
      .digest('hex');
    const again = await place.run(...batchWords(there), '--queue', redis.url);
    expect(again.code).toBe(0);
    expect(
      createHash('sha256')
        .update(readFileSync(path.join(there, 'Anna.mp4')))
        .digest('hex'),
    ).toBe(before);

    const queue = await openVideoQueue(redis.url);
    const worker = await startWorker();
    const wrong = {
      line: 2,
      name: 'X',
      spoken: null,
      captions: false,
      request: { photoPath: '/etc/passwd' },
    };
    await expect(
      queue.make(wrong as unknown as Parameters<typeof queue.make>[0], 'wrong', new AbortController().signal),
    ).rejects.toMatchObject({ code: 'queue-version' });
    await queue.close();
    worker.kill('SIGTERM');
    expect((await worker.ended).code).toBe(0);
  });
});

describe('a queue that is not there', () => {
  it('is told in one sentence', async () => {
    await expect(openVideoQueue('http://localhost')).rejects.toMatchObject({ code: 'bad-value' });
    await expect(openVideoQueue('redis://:secret@127.0.0.1:9')).rejects.toMatchObject({
      code: 'queue-unreachable',
      message: 'The queue at 127.0.0.1:9 does not answer.',
    });
  });
});
