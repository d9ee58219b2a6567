import { describe, expect, it } from 'vitest';
import type { DeviceFailure } from './deviceFailure.ts';
import { createLaneQueue, type Lane, type LaneSet } from './laneQueue.ts';
import type { InferenceBatch } from './types.ts';

const LOST: DeviceFailure = { outOfMemory: false, reason: 'the device was lost' };
const FULL: DeviceFailure = { outOfMemory: true, reason: 'out of memory' };

interface Call {
  readonly device: string;
  readonly firstRow: number;
  readonly rows: number;
  readonly callRows: number;
}

/** A place that triples its input, unless `fails` says otherwise. */
function place(
  calls: Call[],
  device: string,
  fails: (call: Call, nth: number) => DeviceFailure | null | 'never',
) {
  let nth = 0;
  const state = { closed: false, abandoned: false };
  const lane: Lane = {
    async run({ inputs, output }, firstRow, rows, callRows) {
      const call = { device, firstRow, rows, callRows };
      calls.push(call);
      nth += 1;
      await Promise.resolve();
      const failure = fails(call, nth);
      if (failure === 'never') return new Promise(() => undefined);
      if (failure) return failure;
      for (let row = firstRow; row < firstRow + rows; row++) output[row] = 3 * (inputs['x']?.data[row] ?? 0);
      return null;
    },
    close() {
      state.closed = true;
      return Promise.resolve();
    },
    abandon() {
      state.abandoned = true;
    },
  };
  return { lane, state };
}

function batchOf(rows: number, first: number): InferenceBatch {
  const shared = (): Float32Array<SharedArrayBuffer> => new Float32Array(new SharedArrayBuffer(4 * rows));
  const data = shared();
  for (let row = 0; row < rows; row++) data[row] = first + row;
  return { inputs: { x: { dims: [rows, 1], data } }, outputName: 'y', output: shared() };
}

interface Scenario {
  readonly device: LaneSet['device'];
  readonly rows: number;
  readonly fails: (call: Call, nth: number) => DeviceFailure | null | 'never';
  readonly processorFails?: (call: Call, nth: number) => DeviceFailure | null;
  readonly callLimitMs?: number;
}

function queueWith({ device, rows, fails, processorFails = () => null, callLimitMs }: Scenario) {
  const calls: Call[] = [];
  const sentences: string[] = [];
  const first = place(calls, device, fails);
  const processors = [place(calls, 'cpu', processorFails), place(calls, 'cpu', processorFails)];
  const abort = new AbortController();
  let opened = 0;
  const queue = createLaneQueue({
    modelId: 'lips',
    first: { device, lanes: [first.lane], rows, callLimitMs: callLimitMs ?? null },
    openProcessor() {
      opened += 1;
      return Promise.resolve({
        device: 'cpu',
        lanes: processors.map(({ lane }) => lane),
        rows: 2,
        callLimitMs: null,
      });
    },
    report: (sentence) => sentences.push(sentence),
    signal: abort.signal,
  });
  return { queue, calls, sentences, first: first.state, processors, abort, opened: () => opened };
}

/** Runs 40 rows in batches of 8, all handed in at once. */
async function runAll(queue: ReturnType<typeof queueWith>['queue']): Promise<number[]> {
  const batches = Array.from({ length: 5 }, (_, index) => batchOf(8, 8 * index));
  await Promise.all(batches.map((batch) => queue.run(batch)));
  return batches.flatMap(({ output }) => [...output]);
}

const TRIPLED = Array.from({ length: 40 }, (_, index) => 3 * index);

describe('a queue of batches', () => {
  it('keeps to the rows per call, whatever it is handed', async () => {
    const { queue, calls, sentences } = queueWith({ device: 'cuda', rows: 3, fails: () => null });
    expect(await runAll(queue)).toEqual(TRIPLED);
    expect(calls.slice(0, 3).map(({ firstRow, rows }) => [firstRow, rows])).toEqual([
      [0, 3],
      [3, 3],
      [6, 2],
    ]);
    expect(sentences).toEqual([]);
    // The device sees one shape only, however many rows are left.
    expect(new Set(calls.map(({ callRows }) => callRows))).toEqual(new Set([3]));
  });

  it('goes on on the processor from the rows at which the device is lost', async () => {
    const { queue, calls, sentences, first, opened } = queueWith({
      device: 'cuda',
      rows: 4,
      fails: (_, nth) => (nth >= 4 ? LOST : null),
    });
    expect(await runAll(queue)).toEqual(TRIPLED);
    expect(queue.set).toMatchObject({ device: 'cpu', rows: 2 });
    expect(queue.set.lanes).toHaveLength(2);
    // Three calls succeeded, the fourth (rows 4..8 of the second batch) is done again: nothing before it is.
    expect(calls.filter(({ device }) => device === 'cuda')).toHaveLength(4);
    expect(calls.find(({ device }) => device === 'cpu')).toMatchObject({ firstRow: 4, rows: 2 });
    expect(sentences).toEqual([
      'CUDA failed for lips (the device was lost); the processor went on from there.',
    ]);
    expect(first.closed).toBe(true);
    expect(opened()).toBe(1);
  });

  it('meets a lack of memory with half the rows until they fit', async () => {
    const { queue, calls, sentences } = queueWith({
      device: 'webgpu',
      rows: 8,
      fails: ({ callRows }) => (callRows > 2 ? FULL : null),
    });
    expect(await runAll(queue)).toEqual(TRIPLED);
    expect(queue.set).toMatchObject({ device: 'webgpu', rows: 2 });
    expect(calls.filter(({ rows }) => rows > 2)).toHaveLength(2);
    expect(sentences).toEqual([
      'WebGPU ran out of memory for lips with 8 frames at a time and went on with 4.',
      'WebGPU ran out of memory for lips with 4 frames at a time and went on with 2.',
    ]);
  });

  it('turns to the processor when one row is too much', async () => {
    const { queue, sentences } = queueWith({ device: 'dml', rows: 2, fails: () => FULL });
    expect(await runAll(queue)).toEqual(TRIPLED);
    expect(queue.set.device).toBe('cpu');
    expect(sentences.at(-1)).toBe(
      'DirectML failed for lips (out of memory); the processor went on from there.',
    );
  });

  it('leaves a device alone that does not answer', async () => {
    const { queue, sentences, first } = queueWith({
      device: 'cuda',
      rows: 8,
      fails: (_, nth) => (nth === 2 ? 'never' : null),
      callLimitMs: 20,
    });
    expect(await runAll(queue)).toEqual(TRIPLED);
    expect(first).toEqual({ closed: false, abandoned: true });
    expect(sentences[0]).toContain('it did not answer within');
    await queue.close();
    expect(first.closed).toBe(false);
  });

  it('says when the processor fails as well, and goes on with what else there is', async () => {
    const { queue, sentences } = queueWith({
      device: 'cpu',
      rows: 8,
      fails: ({ firstRow }, nth) => (nth === 1 && firstRow === 0 ? LOST : null),
    });
    const [bad, good] = [queue.run(batchOf(8, 0)), queue.run(batchOf(8, 8))];
    await expect(bad).rejects.toThrow('The processor could not run lips: the device was lost.');
    await expect(good).resolves.toBeUndefined();
    expect(sentences).toEqual([]);
  });

  it('drops what waits when it is cancelled, and takes nothing more', async () => {
    const { queue, calls, abort } = queueWith({ device: 'cuda', rows: 1, fails: () => null });
    const running = queue.run(batchOf(8, 0));
    abort.abort();
    await expect(running).rejects.toMatchObject({ kind: 'cancelled' });
    await expect(queue.run(batchOf(1, 0))).rejects.toMatchObject({ kind: 'cancelled' });
    await queue.close();
    expect(calls).toHaveLength(1);
  });

  it('refuses batches whose inputs disagree', async () => {
    const { queue } = queueWith({ device: 'cpu', rows: 1, fails: () => null });
    const batch = batchOf(2, 0);
    const other = batchOf(3, 0).inputs['x'];
    if (!other) throw new Error('no input');
    await expect(queue.run({ ...batch, inputs: { ...batch.inputs, other } })).rejects.toThrow(
      'same number of rows',
    );
  });
});
