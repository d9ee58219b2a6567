/** Trials in real processes: what a driver does to its process stays there. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ModelFile } from '../modelStore.ts';
import { createDeviceTrials, type DeviceTrialsOptions } from './deviceTrials.ts';
import { faultyDevice, testModelFile } from './testing.ts';
import { writeTinyNetwork } from './tinyNetwork.ts';
import { startTrialProcess, type TrialStarter } from './trialProcess.ts';

let folder: string;
let home: string;
let network: ModelFile;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-trials-'));
  network = testModelFile('lips', await writeTinyNetwork(folder), { sha256: '1'.repeat(64) });
});
beforeEach(async () => {
  home = await mkdtemp(path.join(folder, 'home-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const trialsWith = (plan: Readonly<Record<string, string>>, options: Partial<DeviceTrialsOptions> = {}) =>
  createDeviceTrials({
    home,
    deviceId: 0,
    signal: new AbortController().signal,
    loaderModule: faultyDevice(plan),
    ...options,
  });

/** Counts the processes that are started. */
function counted(timeLimitMs?: number): { start: TrialStarter; started: string[] } {
  const started: string[] = [];
  const start = startTrialProcess(timeLimitMs);
  return {
    started,
    start(request, signal) {
      started.push(request.device);
      return start(request, signal);
    },
  };
}

describe('a trial in a process of its own', () => {
  it('compares, times and measures the batches of a good device', async () => {
    const record = await trialsWith({}).ofModel(network, 'webgpu', 'batches');
    expect(record).toMatchObject({ device: 'webgpu', state: 'correct', largestError: 0, reason: null });
    expect(record.medianMs).toBeGreaterThan(0);
    expect(record.batches[0]?.rows).toBe(1);
    expect(record.batches.length).toBeGreaterThanOrEqual(3);
  });

  it('measures what the processor takes in memory', async () => {
    const record = await trialsWith({}).ofModel(network, 'cpu', 'batches');
    expect(record.batches[0]?.peakBytes).toBeGreaterThan(0);
  });

  it('survives a crash, and does not repeat it', async () => {
    const { start, started } = counted();
    const record = await trialsWith({ trial: 'crash' }, { start }).ofDevice('cuda');
    expect(record.state).toBe('unavailable');
    expect(record.reason).toMatch(/^CUDA ended the program that tried it \(.+\)$/);
    // The next start of the program, and a model on the same device, find the remembered result.
    const later = trialsWith({ trial: 'crash' }, { start });
    expect(await later.ofDevice('cuda')).toEqual(record);
    expect(await later.ofModel(network, 'cuda', 'once')).toEqual(record);
    expect(started).toEqual(['cuda']);
  });

  it('is ended when it hangs', async () => {
    const { start } = counted(1_500);
    const record = await trialsWith({ trial: 'hang' }, { start }).ofDevice('cuda');
    expect(record).toMatchObject({ state: 'unavailable', reason: 'it did not answer within 2 s' });
  });

  it('is ended when it is cancelled, and then leaves no result', async () => {
    const abort = new AbortController();
    const trials = trialsWith({ trial: 'hang' }, { signal: abort.signal });
    const trial = trials.ofDevice('cuda');
    setTimeout(() => abort.abort(), 300);
    await expect(trial).rejects.toMatchObject({ kind: 'cancelled' });
    expect(await trials.known(null, 'cuda')).toBeNull();
  });

  it('says which provider this machine lacks', async () => {
    const trials = trialsWith({}, { loaderModule: null });
    const [absent = 'dml'] = (['coreml', 'dml'] as const).filter(
      (device) => !trials.devices.includes(device),
    );
    const record = await trials.ofDevice(absent);
    expect(record.state).toBe('unavailable');
    expect(record.reason).toContain('backend not found');
  });
});

describe('results of trials', () => {
  it('outlive the program, and a deeper question is measured anew', async () => {
    const { start, started } = counted();
    await trialsWith({}, { start }).ofModel(network, 'cuda', 'once');
    await trialsWith({}, { start }).ofModel(network, 'cuda', 'once');
    expect(started).toEqual(['cuda', 'cuda']);
    await trialsWith({}, { start }).ofModel(network, 'cuda', 'batches');
    expect(started).toHaveLength(3);
    await trialsWith({}, { start, fresh: true }).ofDevice('cuda');
    expect(started).toHaveLength(4);
  });

  it.each([
    ['is no JSON', () => '{"schemaVersion": 1, "mach'],
    ['has another layout', () => '{"schemaVersion": 99}'],
    [
      'is of another state of the machine',
      (text: string) => text.replace(/"machine": "[0-9a-f]{4}/, '"machine": "0000'),
    ],
    ['holds nonsense', (text: string) => text.replace('"correct"', '"splendid"')],
  ])('are made anew when the file %s', async (_, spoil) => {
    const { start, started } = counted();
    await trialsWith({}, { start }).ofDevice('cuda');
    const file = path.join(home, 'devices.json');
    const good = await readFile(file, 'utf8');
    await writeFile(file, spoil(good));
    expect(await trialsWith({}, { start }).ofDevice('cuda')).toMatchObject({ state: 'correct' });
    expect(started).toHaveLength(2);
    const again: unknown = JSON.parse(await readFile(file, 'utf8'));
    expect(again).toMatchObject({ schemaVersion: 1 });
  });
});
