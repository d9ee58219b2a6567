import os from 'node:os';
import { describe, expect, it } from 'vitest';
import type { Device } from '../../../../shared/contract/devices.ts';
import { DEFAULT_INFERENCE_SETTINGS, type InferenceSettings } from '../../../../shared/contract/inference.ts';
import { chooseDevice, chooseRows, predictedBytes } from './chooseDevice.ts';
import type { DeviceTrials } from './deviceTrials.ts';
import { testModelFile } from './testing.ts';
import type { TrialRecord } from './trialRun.ts';

const MIB = 2 ** 20;
const SETTINGS = DEFAULT_INFERENCE_SETTINGS;

const record = (device: Device, parts: Partial<TrialRecord>): TrialRecord => ({
  device,
  state: 'correct',
  medianMs: 10,
  largestError: 0,
  reason: null,
  batches: [],
  sweptRows: 1,
  ...parts,
});

/** A machine with these devices; those without a record are unavailable. */
function machine(records: Partial<Record<Device, Partial<TrialRecord>>>, dead: readonly Device[] = []) {
  const asked: Device[] = [];
  const unknown: Partial<TrialRecord> = { state: 'unavailable', medianMs: null, reason: 'no adapter found' };
  const trials: DeviceTrials = {
    devices: ['tensorrt', 'cuda', 'webgpu'],
    ofDevice: (device) => Promise.resolve(record(device, dead.includes(device) ? unknown : {})),
    ofModel(_, device) {
      asked.push(device);
      return Promise.resolve(record(device, records[device] ?? unknown));
    },
    known: () => Promise.resolve(null),
  };
  const choose = (settings: Partial<InferenceSettings>) =>
    chooseDevice(testModelFile('lips', 'lips.onnx'), trials, { ...SETTINGS, ...settings }, 'once');
  return { choose, asked };
}

describe('auto', () => {
  it('takes the fastest device that computes rightly', async () => {
    const { choose } = machine({ cuda: { medianMs: 9 }, webgpu: { medianMs: 4 }, cpu: { medianMs: 50 } });
    expect(await choose({})).toMatchObject({ device: 'webgpu', sentence: null });
  });

  it('never takes a fast device that computes wrongly', async () => {
    const { choose } = machine({ cuda: { medianMs: 1, state: 'wrong' }, cpu: { medianMs: 50 } });
    expect(await choose({})).toMatchObject({ device: 'cpu', sentence: null });
  });

  it('keeps to the processor where that is faster', async () => {
    const { choose } = machine({ webgpu: { medianMs: 12 }, cpu: { medianMs: 8 } });
    expect((await choose({})).device).toBe('cpu');
  });

  it('compares whole batches, the processor with all its cores at work', async () => {
    const cores = os.availableParallelism();
    const batches = (msPerRow: number) => [
      { rows: 1, msPerRow: 10 * msPerRow, peakBytes: null },
      { rows: 4, msPerRow, peakBytes: null },
    ];
    const cpu = { medianMs: 100, batches: batches(3 * cores) };
    expect((await machine({ cuda: { batches: batches(2) }, cpu }).choose({})).device).toBe('cuda');
    const slow = { medianMs: 100, batches: batches(4) };
    expect((await machine({ cuda: slow, cpu }).choose({})).device).toBe('cpu');
  });

  it('does not try TensorRT, nor the processor where nothing rivals it', async () => {
    const { choose, asked } = machine({ tensorrt: { medianMs: 1 } });
    expect((await choose({})).device).toBe('cpu');
    expect(asked).toEqual(['cuda', 'webgpu']);
  });
});

describe('a chosen device', () => {
  it('is used even where another is faster', async () => {
    const { choose, asked } = machine({ tensorrt: { medianMs: 90 }, cpu: { medianMs: 1 } });
    expect(await choose({ device: 'tensorrt' })).toMatchObject({ device: 'tensorrt', sentence: null });
    expect(asked).toEqual(['tensorrt']);
  });

  it('is never passed over in silence', async () => {
    const { choose } = machine({});
    expect(await choose({ device: 'cuda' })).toEqual({
      device: 'cpu',
      trial: null,
      sentence: 'CUDA was chosen, but lips runs on the processor: no adapter found.',
    });
  });

  it('that does not work at all is reported once, whatever the model', async () => {
    const { choose, asked } = machine({}, ['cuda']);
    expect((await choose({ device: 'cuda' })).sentence).toBe(
      'CUDA was chosen, but cannot be used on this machine (no adapter found): networks run on the processor.',
    );
    expect(asked).toEqual([]);
  });

  it('that is the processor needs no trial', async () => {
    const { choose, asked } = machine({});
    expect((await choose({ device: 'cpu' })).device).toBe('cpu');
    expect(asked).toEqual([]);
  });
});

describe('the limit of memory', () => {
  const batches = [1, 4].map((rows) => ({ rows, msPerRow: 1, peakBytes: (300 + 50 * rows) * MIB }));

  it('keeps a network off a device where one row is too much', async () => {
    const { choose } = machine({ cuda: { batches }, cpu: { batches } });
    const { device, sentence } = await choose({ device: 'cuda', gpuMemoryLimitMib: 256 });
    expect(device).toBe('cpu');
    expect(sentence).toBe(
      'CUDA was chosen, but lips runs on the processor: it needs about 350 MiB of CUDA memory, and the limit is 256 MiB.',
    );
    expect((await choose({ device: 'cuda', gpuMemoryLimitMib: 350 })).device).toBe('cuda');
  });

  it('is foreseen in a straight line', () => {
    const trial = record('cuda', { batches });
    expect(predictedBytes([trial], 4)).toBe(500 * MIB);
    expect(predictedBytes([trial], 8)).toBe(700 * MIB);
    expect(predictedBytes([record('webgpu', {}), trial], 2)).toBe(400 * MIB);
    expect(predictedBytes([null], 2)).toBeNull();
  });

  it('bounds the batch, chosen or measured', () => {
    const swept = [1, 2, 4, 8].map((rows) => ({
      rows,
      msPerRow: 8 / rows,
      peakBytes: (300 + 50 * rows) * MIB,
    }));
    const trial = record('cuda', { batches: swept });
    expect(chooseRows(trial, null, { batchSize: null, gpuMemoryLimitMib: null })).toBe(8);
    expect(chooseRows(trial, null, { batchSize: null, gpuMemoryLimitMib: 512 })).toBe(4);
    expect(chooseRows(trial, null, { batchSize: 64, gpuMemoryLimitMib: 1024 })).toBe(8);
    expect(chooseRows(trial, null, { batchSize: 3, gpuMemoryLimitMib: null })).toBe(3);
  });
});

it('takes the smallest batch that is all but the best', () => {
  const batches = [
    { rows: 1, msPerRow: 6, peakBytes: null },
    { rows: 4, msPerRow: 2.04, peakBytes: null },
    { rows: 8, msPerRow: 2, peakBytes: null },
  ];
  const settings = { batchSize: null, gpuMemoryLimitMib: null };
  expect(chooseRows(record('cuda', { batches }), null, settings)).toBe(4);
  expect(chooseRows(null, null, settings)).toBe(1);
});
