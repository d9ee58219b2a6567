import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeDevices } from './describeDevices.ts';
import { testModelFile } from './testing.ts';
import type { TrialStarter } from './trialProcess.ts';
import { unavailable } from './trialRun.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-devices-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

it('shows what is known, and all of it once it was tried', async () => {
  const started: string[] = [];
  const times = { tensorrt: 1, cuda: 5, webgpu: 7, dml: 7, coreml: 7, cpu: 50 };
  const start: TrialStarter = ({ path: file, device, rows }) => {
    started.push(`${path.basename(file)} ${device} ${rows.length}`);
    if (device === 'webgpu') return Promise.resolve(unavailable(device, 'no adapter found'));
    const record = {
      device,
      state: 'correct',
      medianMs: times[device],
      largestError: 0,
      reason: null,
    } as const;
    return Promise.resolve({ ...record, batches: [], sweptRows: rows.length });
  };
  const files = [
    testModelFile('lips', 'lips.onnx'),
    testModelFile('face', 'face.onnx', { role: 'face-landmarks', sha256: '1'.repeat(64) }),
  ];
  const options = {
    home,
    deviceId: 0,
    signal: new AbortController().signal,
    loaderModule: null,
    devices: ['tensorrt', 'cuda', 'webgpu'],
    start,
  } as const;

  const before = await describeDevices(files, { ...options, trials: 'known' });
  expect(before.map(({ trials, best }) => [trials.length, best])).toEqual([
    [0, null],
    [0, null],
    [0, null],
  ]);
  expect(started).toEqual([]);

  const [tiny, lips] = await describeDevices(files, { ...options, trials: 'all' });
  expect(tiny).toMatchObject({ modelId: null, best: 'cuda' });
  expect(lips?.trials).toEqual([
    { device: 'tensorrt', state: 'correct', medianMs: 1, largestError: 0, reason: null },
    { device: 'cuda', state: 'correct', medianMs: 5, largestError: 0, reason: null },
    {
      device: 'webgpu',
      state: 'unavailable',
      medianMs: null,
      largestError: null,
      reason: 'no adapter found',
    },
    { device: 'cpu', state: 'correct', medianMs: 50, largestError: 0, reason: null },
  ]);
  // TensorRT is the fastest, and never what auto takes.
  expect(lips?.best).toBe('cuda');
  // A device that does not work at all is not tried with models; batches are for the network of every frame.
  expect(started.filter((trial) => trial.includes('webgpu'))).toEqual(['device-trial.onnx webgpu 1']);
  expect(started).toContain('lips.onnx cuda 6');
  expect(started).toContain('face.onnx cuda 1');

  const later = await describeDevices(files, { ...options, trials: 'known' });
  expect(later[1]?.best).toBe('cuda');
  expect(started).toHaveLength(4 + 3 + 3);
});
