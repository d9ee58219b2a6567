import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { endedChildrenCpuSec, ownCpuSec } from './cpuTime.ts';

test('work shows in our own processor time, and that of a process we started once it has ended', async () => {
  const before = ownCpuSec();
  let sum = 0;
  while (ownCpuSec() - before < 0.15) sum += Math.sqrt(sum + 1);
  expect(sum).toBeGreaterThan(0);

  const childrenBefore = await endedChildrenCpuSec();
  const busy = 'while (process.cpuUsage().user < 3e5) Math.sqrt(2);';
  await promisify(execFile)(process.execPath, ['-e', busy]);
  const children = await endedChildrenCpuSec();
  if (process.platform !== 'linux') expect(children).toBeNull();
  else expect((children ?? 0) - (childrenBefore ?? 0)).toBeGreaterThan(0.25);
});
