import { describe, expect, it } from 'vitest';
import { RENDER_DEFAULTS } from '../../shared/contract/render.ts';
import { cancelledError, inputError } from '../../shared/errors.ts';
import type { OpenedBatch, PlannedVideo, RowResult } from '../host/messages.ts';
import { BatchRunner, type RunnerBatch } from './batchRunner.ts';
import { toBatchView } from './batchView.ts';

const video = (line: number): PlannedVideo => ({
  line,
  name: `G${line}`,
  request: { ...RENDER_DEFAULTS, photoPath: '/s/p.jpg', voicePath: '/s/v.wav', outPath: `/out/G${line}.mp4` },
  spoken: null,
  captions: false,
});
const done = (line: number, change: Partial<RowResult> = {}): RowResult => ({
  line,
  name: `G${line}`,
  state: 'done',
  out: `/out/G${line}.mp4`,
  text: null,
  durationSec: 2,
  confidence: null,
  warnings: [],
  problems: [],
  key: `k${line}`,
  error: null,
  parts: { total: 3, known: 1 },
  mark: null,
  ...change,
});
const opened = (lines: number, known: readonly RowResult[] = [], atOnce = 2): OpenedBatch => {
  const videos = Array.from({ length: lines }, (_, i) => video(i + 2));
  return {
    id: '00000000-0000-4000-8000-000000000001',
    out: '/out',
    atOnce,
    plan: { videos, refused: [{ line: 99, name: '', problems: [] }] },
    rows: videos.map(({ line }) => ({
      line,
      key: `k${line}`,
      result: known.find((row) => row.line === line) ?? null,
    })),
  };
};
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Work {
  readonly line: number;
  readonly begin: (fraction?: number) => void;
  readonly finish: (result?: RowResult) => void;
  readonly fail: (error: Error) => void;
}

function harness(batch: OpenedBatch) {
  const works: Work[] = [];
  const kept: RunnerBatch[] = [];
  const told: string[] = [];
  let nowMs = 0;
  const runner = new BatchRunner(
    batch,
    {
      make: ({ video: { line } }, { signal, onProgress }) =>
        new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => reject(cancelledError()));
          works.push({
            line,
            begin: (fraction = 0) =>
              onProgress({
                ...{ stage: 'encode', stageFraction: 0, fraction, etaSec: null },
                ...{ framesDone: 0, framesTotal: null },
              }),
            finish: (result = done(line)) => resolve(result),
            fail: reject,
          });
        }),
      keep: (state) => {
        kept.push(state);
        return Promise.resolve();
      },
      nowMs: () => nowMs,
    },
    (_batch, lines) => told.push(lines.join(' ')),
  );
  return {
    ...{ runner, works, kept, told },
    advance: (ms: number) => (nowMs += ms),
    states: () => runner.batch.rows.map(({ state }) => state).join(' '),
  };
}

describe('a batch', () => {
  it('makes as many rows at once as is wished, and ends when all are made', async () => {
    const { runner, works, states, kept } = harness(opened(3));
    expect([runner.batch.state, runner.busy]).toEqual(['interrupted', false]);
    runner.start();
    expect(works.map(({ line }) => line)).toEqual([2, 3]);
    works[0].begin(0.5);
    expect(states()).toBe('running waiting waiting');
    works[0].finish();
    await settle();
    expect(works.map(({ line }) => line)).toEqual([2, 3, 4]);
    works[1].finish(done(3, { state: 'failed', out: null }));
    works[2].finish();
    await settle();
    expect(states()).toBe('done failed done');
    expect([runner.batch.state, runner.busy]).toEqual(['ended', false]);
    expect(kept.at(-1)?.rows.map(({ result }) => result?.state)).toEqual(['done', 'failed', 'done']);
  });

  it('leaves what is done from earlier, and makes the rest', async () => {
    const { runner, works, states } = harness(opened(3, [done(2), done(3, { state: 'failed', out: null })]));
    runner.start();
    expect(works.map(({ line }) => line)).toEqual([4]);
    works[0].finish();
    await settle();
    expect([states(), runner.batch.state]).toEqual(['done failed done', 'ended']);
    expect(runner.batch.rows[0].wasThere).toBe(true);
  });

  it('tries failed and doubtful rows again when it is asked to', () => {
    const { runner, works } = harness(
      opened(3, [done(2, { mark: 'redo' }), done(3, { state: 'failed', out: null }), done(4)]),
    );
    runner.start(true);
    expect(works.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('knows how long is left once a row was made', async () => {
    const { runner, works, advance } = harness(opened(4, [], 1));
    runner.start();
    expect(runner.etaSec).toBeNull();
    works[0].begin();
    advance(10_000);
    works[0].finish();
    await settle();
    expect(runner.etaSec).toBe(30);
    works[1].begin(0);
    advance(5000);
    works[1].begin(0.5);
    expect(runner.etaSec).toBe(25);
  });

  it('pauses after what has begun, and goes on', async () => {
    const { runner, works } = harness(opened(3, [], 1));
    runner.start();
    runner.pause();
    works[0].finish();
    await settle();
    expect([works.length, runner.batch.state, runner.busy]).toEqual([1, 'paused', false]);
    runner.start();
    expect(works.length).toBe(2);
  });

  it('cancels one row, then all; what is done stays', async () => {
    const { runner, works, states } = harness(opened(5, [], 1));
    runner.start();
    works[0].finish();
    await settle();
    runner.cancelRow(4);
    runner.cancelRow(3);
    await settle();
    expect(states()).toBe('done cancelled cancelled waiting waiting');
    expect(works.map(({ line }) => line)).toEqual([2, 3, 5]);
    runner.cancel();
    await settle();
    expect([states(), runner.batch.state]).toEqual(['done cancelled cancelled cancelled cancelled', 'ended']);
    runner.retryRow(4);
    expect([works.at(-1)?.line, runner.batch.state]).toEqual([4, 'running']);
  });

  it('goes on with the next row when the engine dies under one', async () => {
    const { runner, works, states } = harness(opened(2, [], 1));
    runner.start();
    works[0].fail(inputError('engine-died', 'The engine stopped.', 'Try again.'));
    await settle();
    expect(states()).toBe('failed waiting');
    expect(runner.batch.rows[0].result?.error?.code).toBe('engine-died');
    expect(works.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('stops with the program: rows that were not finished wait for the next start', async () => {
    const { runner, works, states } = harness(opened(3, [], 1));
    runner.start();
    works[0].finish();
    await settle();
    await runner.drain();
    expect([states(), runner.batch.state, runner.busy]).toEqual([
      'done waiting waiting',
      'interrupted',
      false,
    ]);
    expect(works.length).toBe(2);
  });

  it('keeps what the person thinks of a video', async () => {
    const { runner, kept } = harness(opened(1, [done(2)]));
    runner.mark(2, 'fine');
    await settle();
    expect(kept.at(-1)?.rows[0].result?.mark).toBe('fine');
  });
});

it('the page sees names, never folders', async () => {
  const { runner } = harness(
    opened(1, [
      done(2, {
        state: 'failed',
        out: null,
        error: inputError('photo-empty', 'The photo "/s/p.jpg" is empty.', '').toReport(),
        warnings: ['"/s/v.wav" is clipped.'],
      }),
    ]),
  );
  const view = await toBatchView(runner.batch, null, null, () => Promise.resolve('media://x'));
  expect(view.rows[0]).toMatchObject({
    videoName: 'G2.mp4',
    outUrl: null,
    warnings: ['"v.wav" is clipped.'],
  });
  expect(view.rows.map(({ line, state }) => [line, state])).toEqual([
    [2, 'failed'],
    [99, 'refused'],
  ]);
  expect(JSON.stringify(view)).not.toContain('/s/');
});
