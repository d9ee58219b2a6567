import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RENDER_DEFAULTS } from '../../shared/contract/render.ts';
import { JobLog, pruneJobLogs } from './jobLog.ts';
import type { JobRecord } from './jobRecord.ts';
import { JobStore } from './jobStore.ts';
import { toJobView } from './jobView.ts';

const job = (number: number, state: JobRecord['state']): JobRecord => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  request: { ...RENDER_DEFAULTS, photoPath: '/secret/p.jpg', voicePath: '/v.wav', outPath: '/videos/a.mp4' },
  state,
  progress: null,
  framesPerSec: null,
  error: null,
  report: null,
  logTail: [],
  createdAtMs: number,
  startedAtMs: null,
  finishedAtMs: null,
});

let home = '';
beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-jobs-'));
});
afterEach(() => rm(home, { recursive: true }));

describe('JobStore', () => {
  it('finds jobs that were under way interrupted', async () => {
    await new JobStore(home).save([
      job(1, 'done'),
      job(2, 'running'),
      job(3, 'queued'),
      job(4, 'interrupted'),
    ]);
    const states = (await new JobStore(home).load()).map(({ state }) => state);
    expect(states).toEqual(['done', 'interrupted', 'interrupted']);
  });

  it('remembers the newest fifty, and leaves nothing beside its file', async () => {
    await new JobStore(home).save(Array.from({ length: 60 }, (_, number) => job(number, 'done')));
    expect((await new JobStore(home).load()).map(({ createdAtMs }) => createdAtMs)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 10),
    );
    expect(await readdir(home)).toEqual(['jobs.json']);
  });

  it('starts anew from a damaged file', async () => {
    await writeFile(path.join(home, 'jobs.json'), '{"version":1,"jobs":[{');
    expect(await new JobStore(home).load()).toEqual([]);
  });
});

describe('job view', () => {
  it('carries no path, and an address only for a finished file that is still there', async () => {
    const view = await toJobView(job(1, 'done'), () => Promise.resolve('media://granted/x'));
    expect(view).toMatchObject({
      outName: 'a.mp4',
      outFolder: '/videos',
      outUrl: 'media://granted/x',
      keepsBackground: true,
    });
    const failed = await toJobView(
      {
        ...job(1, 'failed'),
        error: { kind: 'input', code: 'x', message: 'The photo "/secret/p.jpg" is damaged.', hint: '' },
        logTail: ['request {"photoPath":"/secret/p.jpg"}'],
      },
      () => Promise.resolve(null),
    );
    expect(failed.error?.message).toBe('The photo "p.jpg" is damaged.');
    expect(JSON.stringify([view, failed])).not.toContain('secret');
    expect((await toJobView(job(1, 'failed'), () => Promise.resolve('media://granted/x'))).outUrl).toBeNull();
  });
});

describe('JobLog', () => {
  it('keeps the last lines, and the newest files', async () => {
    const log = new JobLog(home, 'a');
    for (let line = 0; line < 50; line += 1) log.write(`line ${line}`);
    await log.flush();
    expect([log.tail.length, log.tail[0], log.tail.at(-1)]).toEqual([40, 'line 10', 'line 49']);
    await Promise.all(
      Array.from({ length: 55 }, (_, index) => writeFile(path.join(home, `job-${index}.log`), '')),
    );
    await pruneJobLogs(home);
    expect((await readdir(home)).filter((name) => name.endsWith('.log'))).toHaveLength(50);
  });
});
