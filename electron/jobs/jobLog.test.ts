import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JobLog, pruneJobLogs } from './jobLog.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-logs-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('job logs', () => {
  it('keep the newest fifty; what cannot be removed stops nothing', async () => {
    const stubborn = path.join(folder, 'job-stubborn.log');
    await mkdir(path.join(stubborn, 'inside'), { recursive: true });
    await utimes(stubborn, 1, 1);
    for (let index = 0; index < 60; index += 1) {
      const file = path.join(folder, `job-${index}.log`);
      await writeFile(file, 'x');
      await utimes(file, 1000 + index, 1000 + index);
    }
    await pruneJobLogs(folder);
    const left = await readdir(folder);
    expect(left).toHaveLength(51);
    expect(left).toContain('job-stubborn.log');
    expect(left).toContain('job-59.log');
    expect(left).not.toContain('job-9.log');
  });

  it('do not stop a render when they cannot be written', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const log = new JobLog(path.join(folder, 'file', 'below'), 'a');
    log.write('first');
    await log.flush();
    expect(log.tail).toEqual(['first']);
  });
});
