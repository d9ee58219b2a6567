/** The pool in real worker threads and the trials in real processes; the device is the processor made to fail. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEVICES } from '../../../../shared/contract/devices.ts';
import { DEFAULT_INFERENCE_SETTINGS, type InferenceSettings } from '../../../../shared/contract/inference.ts';
import type { ModelFile } from '../modelStore.ts';
import { DEFAULT_SESSION_OPTIONS, loadSession } from '../onnx.ts';
import { testGraph } from '../onnxFile/testGraph.ts';
import { devicesHere } from '../providers.ts';
import { automaticDevices } from './chooseDevice.ts';
import { createInferencePool, type InferencePoolOptions } from './inferencePool.ts';
import { faultyDevice, testModelFile } from './testing.ts';
import { TINY_NETWORK_SHA256, writeTinyNetwork } from './tinyNetwork.ts';
import type { InferenceBatch } from './types.ts';

const INPUT_FLOATS = 3 * 8 * 8;
const OUTPUT_FLOATS = 4 * 8 * 8;
const FRAMES = 30;
const BATCH = 6;

let folder: string;
let network: ModelFile;
let expected: Float32Array;

/** All frames, each different from every other. */
const frames = Float32Array.from({ length: FRAMES * INPUT_FLOATS }, (_, index) => Math.sin(index * 0.37));

function batchAt(firstFrame: number, rows: number): InferenceBatch {
  const data = new Float32Array(new SharedArrayBuffer(4 * rows * INPUT_FLOATS));
  data.set(frames.subarray(firstFrame * INPUT_FLOATS, (firstFrame + rows) * INPUT_FLOATS));
  return {
    inputs: { x: { dims: [rows, 3, 8, 8], data } },
    outputName: 'y',
    output: new Float32Array(new SharedArrayBuffer(4 * rows * OUTPUT_FLOATS)),
  };
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-pool-'));
  const file = await writeTinyNetwork(folder);
  // Another hash than the tiny network's own: here it plays the model.
  network = testModelFile('lips', file, { sha256: '1'.repeat(64) });
  const session = await loadSession(file, { ...DEFAULT_SESSION_OPTIONS, threads: 1 });
  const { y } = await session.run({ x: { dims: [FRAMES, 3, 8, 8], data: frames } });
  if (!(y?.data instanceof Float32Array)) throw new Error('The tiny network has no float output.');
  expected = y.data;
  await session.release();
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly output: Float32Array;
  readonly fallbacks: readonly string[];
  readonly told: readonly string[];
  readonly device: string;
}

/** Makes all frames with a home of its own, so that every trial is made anew. */
async function makeFrames(
  settings: Partial<InferenceSettings>,
  options: Partial<InferencePoolOptions>,
  file: ModelFile = network,
): Promise<Outcome> {
  const home = options.home ?? (await mkdtemp(path.join(folder, 'home-')));
  const told: string[] = [];
  const pool = await createInferencePool(file, {
    home,
    settings: { ...DEFAULT_INFERENCE_SETTINGS, ...settings },
    signal: new AbortController().signal,
    cores: 2,
    onFallback: (sentence) => told.push(sentence),
    ...options,
  });
  const batches = Array.from({ length: FRAMES / BATCH }, (_, index) => batchAt(index * BATCH, BATCH));
  await Promise.all(batches.map((batch) => pool.run(batch)));
  const { device } = pool;
  await pool.close();
  return {
    output: Float32Array.from(batches.flatMap(({ output }) => [...output])),
    fallbacks: pool.fallbacks(),
    told,
    device,
  };
}

const largestDifference = (output: Float32Array): number =>
  output.reduce((most, value, index) => Math.max(most, Math.abs(value - (expected[index] ?? NaN))), 0);

/** The same number of frames, each what the processor alone makes of it. */
function expectAllFrames({ output }: Outcome): void {
  expect(output).toHaveLength(FRAMES * OUTPUT_FLOATS);
  expect(largestDifference(output)).toBeLessThan(1e-6);
}

describe('on the processor', () => {
  it('makes every frame in two sessions side by side', async () => {
    const outcome = await makeFrames({ device: 'cpu' }, {});
    expectAllFrames(outcome);
    expect(outcome).toMatchObject({ device: 'cpu', fallbacks: [] });
  });

  it('tells when there is no such file', async () => {
    const absent = testModelFile('lips', path.join(folder, 'absent.onnx'), { sha256: '2'.repeat(64) });
    await expect(makeFrames({ device: 'cpu' }, {}, absent)).rejects.toMatchObject({ kind: 'missing' });
  });
});

describe('on a device', () => {
  it('runs there when it computes rightly, in the batch that measured best', async () => {
    const home = await mkdtemp(path.join(folder, 'home-'));
    const outcome = await makeFrames({ device: 'cuda' }, { home, loaderModule: faultyDevice({}) });
    expectAllFrames(outcome);
    expect(outcome).toMatchObject({ device: 'cuda', fallbacks: [] });
    const cache: unknown = JSON.parse(await readFile(path.join(home, 'devices.json'), 'utf8'));
    expect(cache).toMatchObject({
      trials: {
        [`${TINY_NETWORK_SHA256} cuda 0`]: { state: 'correct' },
        [`${network.card.sha256} cuda 0`]: { state: 'correct', largestError: 0 },
      },
    });
  });

  it('that is lost mid-way is replaced by the processor, with the same frames and one sentence', async () => {
    const loaderModule = faultyDevice({ failAt: 3 });
    const outcome = await makeFrames({ device: 'cuda', batchSize: 4 }, { loaderModule });
    expectAllFrames(outcome);
    expect(outcome.device).toBe('cpu');
    expect(outcome.fallbacks).toEqual([
      'CUDA failed for lips (CUDA failure 700: the device was lost); the processor went on from there.',
    ]);
    expect(outcome.told).toEqual(outcome.fallbacks);
  });

  it('that runs out of memory goes on with smaller batches', async () => {
    const loaderModule = faultyDevice({ outOfMemoryAbove: 1 });
    const outcome = await makeFrames({ device: 'webgpu', batchSize: 4 }, { loaderModule });
    expectAllFrames(outcome);
    expect(outcome.device).toBe('webgpu');
    expect(outcome.fallbacks).toEqual([
      'WebGPU ran out of memory for lips with 4 frames at a time and went on with 2.',
      'WebGPU ran out of memory for lips with 2 frames at a time and went on with 1.',
    ]);
  });

  it('that stops answering is left alone', async () => {
    const loaderModule = faultyDevice({ hangAt: 2 });
    const outcome = await makeFrames({ device: 'cuda', batchSize: 4 }, { loaderModule, callLimitMs: 300 });
    expectAllFrames(outcome);
    expect(outcome.device).toBe('cpu');
    expect(outcome.fallbacks).toHaveLength(1);
    expect(outcome.fallbacks[0]).toContain('did not answer within');
  });

  it('that cannot be loaded after a good trial is replaced at the start', async () => {
    const outcome = await makeFrames({ device: 'cuda' }, { loaderModule: faultyDevice({ load: 'fail' }) });
    expectAllFrames(outcome);
    expect(outcome.fallbacks).toEqual([
      'CUDA failed for lips (no adapter found); the processor went on from there.',
    ]);
  });

  it('that computes wrongly is found out in its trial', async () => {
    const outcome = await makeFrames({ device: 'cuda' }, { loaderModule: faultyDevice({ trial: 'wrong' }) });
    expectAllFrames(outcome);
    expect(outcome.fallbacks).toHaveLength(1);
    expect(outcome.fallbacks[0]).toContain('computes this network wrongly');
  });

  it('that this machine lacks is reported', async () => {
    const [device, name] =
      process.platform === 'darwin' ? (['dml', 'DirectML'] as const) : (['coreml', 'CoreML'] as const);
    const outcome = await makeFrames({ device }, {});
    expectAllFrames(outcome);
    expect(outcome.fallbacks).toHaveLength(1);
    expect(outcome.fallbacks[0]).toContain(`${name} was chosen, but cannot be used on this machine`);
  });
});

/** The real ones: none on most machines. A name forces one, e.g. WebGPU on a drawing library. */
const forced = DEVICES.find((device) => device === process.env['KOTOHOGI_TEST_DEVICE']);
const realDevices = forced ? [forced] : automaticDevices(devicesHere());
if (realDevices.length === 0) console.warn('Skipped: there is no device here besides the processor.');

describe.skipIf(realDevices.length === 0)('a real device', () => {
  it.each(realDevices)('%s makes every frame as the processor does', async (device) => {
    const outcome = await makeFrames({ device, batchSize: 4 }, {});
    expect(outcome).toMatchObject({ device, fallbacks: [] });
    expect(outcome.output).toHaveLength(FRAMES * OUTPUT_FLOATS);
    expect(largestDifference(outcome.output)).toBeLessThan(0.02);
  });
});

describe('a graph', () => {
  /** Doubles its input: [rows, 2] to [rows, 2]. */
  async function doubling(
    name: string,
    rows: string | number,
    type: 'float32' | 'float16',
  ): Promise<ModelFile> {
    const graph = await testGraph(name);
    const x = graph.input('x', [rows, 2], type);
    graph.node('Add', [x, x], {}, ['y']);
    graph.output('y', [rows, 2], type);
    const file = path.join(folder, `${name}.onnx`);
    await writeFile(file, graph.encode());
    return testModelFile(name, file, { sha256: createHash('sha256').update(name).digest('hex') });
  }

  it.each([
    ['with a batch of one', 'one', 1, 'float32'],
    ['with a batch of three, which five rows do not fill', 'three', 3, 'float32'],
    ['of half floats', 'half', 'rows', 'float16'],
    ['of half floats with a batch of one', 'half-one', 1, 'float16'],
  ] as const)('%s is fed as it wants', async (_, name, rows, type) => {
    const pool = await createInferencePool(await doubling(name, rows, type), {
      home: await mkdtemp(path.join(folder, 'home-')),
      settings: { ...DEFAULT_INFERENCE_SETTINGS, device: 'cuda', batchSize: 5 },
      signal: new AbortController().signal,
      loaderModule: faultyDevice({}),
    });
    const shared = (): Float32Array<SharedArrayBuffer> => new Float32Array(new SharedArrayBuffer(40));
    const data = shared();
    data.set([0.5, -1, 2, 3.25, -4, 5, 6, 7, 8, 1024]);
    const output = shared();
    await pool.run({ inputs: { x: { dims: [5, 2], data } }, outputName: 'y', output });
    expect(pool.device).toBe('cuda');
    expect([...output]).toEqual([1, -2, 4, 6.5, -8, 10, 12, 14, 16, 2048]);
    await pool.close();
  });
});

it('ends between two calls when it is cancelled', async () => {
  const abort = new AbortController();
  const home = await mkdtemp(path.join(folder, 'home-'));
  const pool = await createInferencePool(network, {
    home,
    settings: { ...DEFAULT_INFERENCE_SETTINGS, device: 'cpu', batchSize: 1 },
    signal: abort.signal,
    cores: 1,
  });
  const running = pool.run(batchAt(0, FRAMES));
  abort.abort();
  await expect(running).rejects.toMatchObject({ kind: 'cancelled' });
  await pool.close();
});

it('says so when a worker thread cannot even start', async () => {
  const broken = path.join(folder, 'broken.mjs');
  await writeFile(broken, 'export const nothing = 1;\n');
  await expect(
    makeFrames({ device: 'cpu' }, { loaderModule: new URL(`file://${broken}`).href }),
  ).rejects.toMatchObject({ kind: 'missing', code: 'model-unloadable' });
});
