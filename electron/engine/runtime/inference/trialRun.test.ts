import { describe, expect, it } from 'vitest';
import { fakeSession } from '../fakeModels.ts';
import type { OnnxSession, SessionOptions, Tensor, TensorInfo } from '../onnx.ts';
import { runTrial, type TrialInstruments, type TrialRequest } from './trialRun.ts';

const REQUEST: TrialRequest = {
  path: 'lips.onnx',
  device: 'cuda',
  deviceId: 0,
  sidePx: 16,
  rows: [1],
  loaderModule: null,
};
const MIB = 2 ** 20;

type Answer = (values: Float32Array, rows: number) => Float32Array;

/** A machine with a clock that moves only when a network runs, and memory that grows with the rows. */
function machine(
  msOf: (options: SessionOptions, rows: number) => number,
  answers: Partial<Record<string, Answer>> = {},
  dims: TensorInfo['dims'] = ['rows', 4],
) {
  let nowMs = 0;
  let peakBytes = 100 * MIB;
  let heldBytes = 10 * MIB;
  const inputs: TensorInfo[] = [{ name: 'x', type: 'float32', dims }];
  const load = (_: string, options: SessionOptions): Promise<OnnxSession> =>
    Promise.resolve({
      ...fakeSession({
        inputs,
        run({ x }): Readonly<Record<string, Tensor>> {
          if (!(x?.data instanceof Float32Array)) throw new Error('no input');
          const rows = x.dims[0] ?? 0;
          nowMs += msOf(options, rows);
          peakBytes = Math.max(peakBytes, (150 + 5 * rows) * MIB);
          if (options.device !== 'cpu') heldBytes = (110 + 10 * rows) * MIB;
          const answer = answers[options.device]?.(x.data, rows) ?? x.data;
          return { y: { dims: x.dims, data: answer } };
        },
      }),
      device: options.device,
    });
  const instruments: TrialInstruments = {
    load,
    nowMs: () => nowMs,
    peakProcessBytes: () => peakBytes,
    deviceBytes: () => heldBytes,
  };
  return instruments;
}

describe('a trial', () => {
  it('finds a device that computes what the processor does, and its median time', async () => {
    const times = [90, 7, 3, 5, 4, 6];
    let call = 0;
    const record = await runTrial(
      REQUEST,
      machine(({ device }) => (device === 'cpu' ? 50 : (times[call++] ?? 5))),
    );
    expect(record).toMatchObject({
      device: 'cuda',
      state: 'correct',
      medianMs: 5,
      largestError: 0,
      reason: null,
    });
  });

  it.each([
    ['adds an offset', (values: Float32Array) => values.map((value) => value + 0.5)],
    ['answers the same everywhere', (values: Float32Array) => values.map(() => 0.5)],
    ['answers another picture', (values: Float32Array) => values.map((_, i) => values[(i + 1) % 4] ?? 0)],
  ])('refuses a device that %s', async (_, answer) => {
    const record = await runTrial(
      REQUEST,
      machine(() => 1, { cuda: answer }),
    );
    expect(record.state).toBe('wrong');
    expect(record.largestError).toBeGreaterThan(0.02);
    expect(record.reason).toContain('CUDA computes this network wrongly');
    expect(record.batches).toEqual([]);
  });

  it('refuses values that are no numbers', async () => {
    const record = await runTrial(
      REQUEST,
      machine(() => 1, { cuda: (values) => values.map(() => NaN) }),
    );
    expect(record).toMatchObject({ state: 'wrong', largestError: null });
    expect(record.reason).toContain('no numbers');
  });

  it('accepts the rounding of shortened factors', async () => {
    const record = await runTrial(
      REQUEST,
      machine(() => 1, { cuda: (values) => values.map((value) => value * 1.001) }),
    );
    expect(record.state).toBe('correct');
    expect(record.largestError).toBeGreaterThan(0);
  });

  it('times rising batches with the memory they take, until two in a row bring nothing', async () => {
    // 10 ms a call and 1 ms a row up to 8 rows; beyond, rows only add up.
    const record = await runTrial(
      { ...REQUEST, rows: [1, 2, 4, 8, 16, 32, 64] },
      machine((_, rows) => Math.max(10 + rows, 2.25 * rows)),
    );
    expect(record.batches.map(({ rows, msPerRow }) => [rows, msPerRow])).toEqual([
      [1, 11],
      [2, 6],
      [4, 3.5],
      [8, 2.25],
      [16, 2.25],
      [32, 2.25],
    ]);
    expect(record.batches.map(({ peakBytes }) => peakBytes)).toEqual(
      [1, 2, 4, 8, 16, 32].map((rows) => (100 + 10 * rows) * MIB),
    );
  });

  it('ends the search at the batch that does not fit', async () => {
    const full = (values: Float32Array, rows: number): Float32Array => {
      if (rows > 4) throw new Error('CUDA error: out of memory');
      return values;
    };
    const record = await runTrial(
      { ...REQUEST, rows: [1, 2, 4, 8] },
      machine((_, rows) => 10 + rows, { cuda: full }),
    );
    expect(record.state).toBe('correct');
    expect(record.batches.map(({ rows }) => rows)).toEqual([1, 2, 4]);
  });

  it('does not take a batch that comes out wrong', async () => {
    const muddled = (values: Float32Array, rows: number): Float32Array =>
      rows > 2 ? values.map((_, index) => values[values.length - 1 - index] ?? 0) : values;
    const record = await runTrial(
      { ...REQUEST, rows: [1, 2, 4, 8] },
      machine((_, rows) => 10 + rows, { cuda: muddled }),
    );
    expect(record.batches.map(({ rows }) => rows)).toEqual([1, 2]);
  });

  it('times the processor with all threads, and its batches with one', async () => {
    const record = await runTrial(
      { ...REQUEST, device: 'cpu', rows: [1, 2] },
      machine(({ threads }, rows) => (threads === 1 ? 8 * rows : 5)),
    );
    expect(record).toMatchObject({ state: 'correct', medianMs: 5 });
    expect(record.batches.map(({ msPerRow }) => msPerRow)).toEqual([8, 8]);
    expect(record.batches.map(({ peakBytes }) => peakBytes)).toEqual([55 * MIB, 60 * MIB]);
  });

  it('does not vary the batch of a graph that fixes it', async () => {
    const record = await runTrial(
      { ...REQUEST, rows: [1, 2, 4] },
      machine(() => 12, {}, [3, 4]),
    );
    expect(record.batches).toMatchObject([{ rows: 3, msPerRow: 4 }]);
  });

  it('measures a very slow network once, on a device without the first call', async () => {
    const times: Record<string, number[]> = { cpu: [6_000], cuda: [60_000, 7_000] };
    const slow = machine(({ device }) => times[device]?.shift() ?? NaN);
    expect((await runTrial(REQUEST, slow)).medianMs).toBe(7_000);
    const processor = machine(() => 6_000);
    expect((await runTrial({ ...REQUEST, device: 'cpu' }, processor)).medianMs).toBe(6_000);
    expect(processor.nowMs()).toBe(6_000);
  });

  it('makes a failure a result, and asks again next time where memory was short', async () => {
    const failing = (message: string) => ({
      cuda: (): Float32Array => {
        throw new Error(message);
      },
    });
    const lost = await runTrial(
      REQUEST,
      machine(() => 1, failing('CUDNN_STATUS_EXECUTION_FAILED.')),
    );
    expect(lost).toMatchObject({
      state: 'unavailable',
      reason: 'CUDNN_STATUS_EXECUTION_FAILED',
      medianMs: null,
    });
    const full = await runTrial(
      REQUEST,
      machine(() => 1, failing('CUDA error: out of memory')),
    );
    expect([full.state, full.sweptRows]).toEqual(['unavailable', 0]);
  });
});
