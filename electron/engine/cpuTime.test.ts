import { expect, test } from 'vitest';
import { ownCpuSec, processCpuSec } from './cpuTime.ts';

test('work shows in our own processor time, and the system agrees within its clock', async () => {
  const before = ownCpuSec();
  let sum = 0;
  while (ownCpuSec() - before < 0.15) sum += Math.sqrt(sum + 1);
  expect(sum).toBeGreaterThan(0);
  const seen = await processCpuSec(process.pid);
  if (process.platform === 'linux') {
    expect(seen).not.toBeNull();
    expect(Math.abs((seen ?? 0) - ownCpuSec())).toBeLessThan(0.1);
  } else expect(seen).toBeNull();
});

test('a process that has gone has no time to tell', async () => {
  expect(await processCpuSec(2 ** 22 + 1)).toBeNull();
});
