import { describe, expect, it, vi } from 'vitest';
import {
  RENDER_DEFAULTS,
  type RenderProgress,
  type RenderReport,
  type RenderRequest,
} from '../../shared/contract/render.ts';
import { cancelledError, inputError } from '../../shared/errors.ts';
import type { JobRecord } from './jobRecord.ts';
import { JobQueue, type RenderHooks } from './queue.ts';

const request = (outPath: string): RenderRequest => ({
  ...RENDER_DEFAULTS,
  photoPath: '/p.jpg',
  voicePath: '/v.wav',
  outPath,
});
const progress = (framesDone: number): RenderProgress => ({
  stage: 'encode',
  stageFraction: framesDone / 100,
  fraction: framesDone / 100,
  etaSec: null,
  framesDone,
  framesTotal: 100,
});
const report = { frames: 100, totalMs: 4000 } as RenderReport;

interface Run {
  readonly out: string;
  readonly hooks: RenderHooks;
  finish(outcome: RenderReport | Error): void;
}

function harness(earlier: readonly JobRecord[] = []) {
  const runs: Run[] = [];
  const seen: string[] = [];
  let nowMs = 0;
  let ids = 0;
  const queue = new JobQueue(
    {
      render: ({ outPath: out }, hooks) =>
        new Promise((resolve, reject) => {
          runs.push({
            out,
            hooks,
            finish: (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome)),
          });
        }),
      openLog: () => ({ tail: ['the last line'], write: () => undefined, flush: () => Promise.resolve() }),
      save: () => Promise.resolve(),
      newId: () => String((ids += 1)),
      nowMs: () => nowMs,
    },
    earlier,
  );
  queue.onChange(({ id, state, progress: news }) =>
    seen.push(`${id} ${state}${news ? ` ${news.framesDone}` : ''}`),
  );
  return { queue, runs, seen, advance: (ms: number) => (nowMs += ms) };
}
const settle = (): Promise<void> =>
  vi.waitFor(() => undefined).then(() => new Promise((done) => setImmediate(done)));

describe('JobQueue', () => {
  it('renders one job after the other, in order', async () => {
    const { queue, runs } = harness();
    const first = queue.add(request('/a.mp4'));
    const second = queue.add(request('/b.mp4'));
    expect([queue.find(first.id).state, queue.find(second.id).state]).toEqual(['running', 'queued']);
    runs[0].finish(report);
    await settle();
    expect(runs.map(({ out }) => out)).toEqual(['/a.mp4', '/b.mp4']);
    expect(queue.find(first.id)).toMatchObject({ state: 'done', report });
    expect(queue.busy).toBe(true);
    runs[1].finish(report);
    await settle();
    expect(queue.busy).toBe(false);
  });

  it('puts waiting jobs in another order, and takes off the list what waits or has ended', async () => {
    const { queue, runs } = harness();
    const [a, b, c, d] = ['/a', '/b', '/c', '/d'].map((name) => queue.add(request(`${name}.mp4`)).id);
    const order = (): string[] => queue.list().map(({ id }) => id);
    queue.move(d, b);
    expect(order()).toEqual([a, d, b, c]);
    queue.move(d, null);
    expect(order()).toEqual([a, b, c, d]);
    // What runs has its place, and nothing waits before it.
    queue.move(a, null);
    expect(order()).toEqual([a, b, c, d]);
    queue.move(c, a);
    expect(order()).toEqual([a, b, d, c]);
    queue.remove(b);
    queue.remove(a);
    expect(order()).toEqual([a, d, c]);
    runs[0].finish(report);
    await settle();
    expect(runs.map(({ out }) => out)).toEqual(['/a.mp4', '/d.mp4']);
    queue.remove(a);
    expect(order()).toEqual([d, c]);
    expect(() => queue.remove(a)).toThrow('no longer in the list');
  });

  it('announces progress at most ten times a second, and keeps the newest', () => {
    const { queue, runs, seen, advance } = harness();
    const { id } = queue.add(request('/a.mp4'));
    seen.length = 0;
    for (let frame = 1; frame <= 30; frame += 1) {
      runs[0].hooks.onProgress(progress(frame));
      advance(40);
    }
    // 30 readings over 1.2 s: one at once, then one each 120 ms (the first reading at or after 100 ms).
    expect(seen).toHaveLength(10);
    expect(queue.find(id).progress?.framesDone).toBe(30);
    expect(queue.find(id).framesPerSec).toBeCloseTo(25, 5);
  });

  it('cancels a waiting job at once and a running one when the engine has answered', async () => {
    const { queue, runs } = harness();
    const first = queue.add(request('/a.mp4'));
    const second = queue.add(request('/b.mp4'));
    queue.cancel(second.id);
    expect(queue.find(second.id).state).toBe('cancelled');
    queue.cancel(first.id);
    expect(runs[0].hooks.signal.aborted).toBe(true);
    expect(queue.find(first.id).state).toBe('running');
    runs[0].finish(cancelledError());
    await settle();
    expect(queue.find(first.id)).toMatchObject({ state: 'cancelled', error: null });
    expect(runs).toHaveLength(1);
  });

  it('keeps the reason and the end of the log of a failed job, and tries again from a clean start', async () => {
    const { queue, runs } = harness();
    const { id } = queue.add(request('/a.mp4'));
    runs[0].finish(inputError('voice-broken', 'v.wav cannot be read.', 'Choose another.'));
    await settle();
    expect(queue.find(id)).toMatchObject({
      state: 'failed',
      error: { code: 'voice-broken' },
      logTail: ['the last line'],
    });
    queue.retry(id);
    expect(queue.find(id)).toMatchObject({ state: 'running', error: null, logTail: [] });
    runs[1].finish(report);
    await settle();
    expect(queue.find(id).state).toBe('done');
  });

  it('drains: cancels all, waits for the one at work, starts nothing more', async () => {
    const { queue, runs } = harness();
    queue.add(request('/a.mp4'));
    queue.add(request('/b.mp4'));
    let drained = false;
    const draining = queue.drain().then(() => (drained = true));
    await settle();
    expect(drained).toBe(false);
    runs[0].finish(cancelledError());
    await draining;
    expect(queue.list().map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    queue.add(request('/c.mp4'));
    expect(runs).toHaveLength(1);
  });

  it('refuses unknown jobs', () => {
    expect(() => harness().queue.cancel('nobody')).toThrow('no longer in the list');
  });

  it('leaves a finished job finished: cancelling comes too late, trying again is not for it', async () => {
    const { queue, runs } = harness();
    const { id } = queue.add(request('/a.mp4'));
    runs[0]?.finish(report);
    await vi.waitFor(() => expect(queue.find(id).state).toBe('done'));
    queue.cancel(id);
    expect(queue.retry(id).state).toBe('done');
    expect(runs).toHaveLength(1);
    expect(runs[0]?.hooks.signal.aborted).toBe(false);
  });

  it('runs again what is tried again before its first run has put its tools down', async () => {
    const { queue, runs } = harness();
    const { id } = queue.add(request('/a.mp4'));
    queue.onChange((job) => {
      if (job.state === 'failed' && runs.length === 1) queue.retry(id);
    });
    runs[0]?.finish(new Error('boom'));
    await vi.waitFor(() => expect(runs).toHaveLength(2));
    expect(queue.find(id)).toMatchObject({ state: 'running', error: null });
  });
});
