import { describe, expect, it } from 'vitest';
import { DEFAULT_INFERENCE_SETTINGS } from '../../shared/contract/inference.ts';
import { EngineClient } from './engineClient.ts';
import type { EnginePort } from './enginePort.ts';
import type { FromEngine, TaskInput, ToEngine } from './messages.ts';
import { voicePeaks } from './voicePeaks.ts';
import { createWishBox } from './wishBox.ts';

/** An engine that does nothing by itself: the test says what it answers. */
class FakePort implements EnginePort {
  readonly sent: ToEngine[] = [];
  patienceMs: number | null = null;
  closed = false;
  #onMessage: (message: FromEngine) => void = () => undefined;
  #onGone: (reason: string) => void = () => undefined;

  post(message: ToEngine): void {
    this.sent.push(message);
  }
  onMessage(listener: (message: FromEngine) => void): void {
    this.#onMessage = listener;
  }
  onGone(listener: (reason: string) => void): void {
    this.#onGone = listener;
  }
  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
  answer(message: FromEngine): void {
    this.#onMessage(message);
  }
  die(reason: string): void {
    this.#onGone(reason);
  }
}

function harness() {
  const ports: FakePort[] = [];
  const client = new EngineClient(
    () => {
      const port = new FakePort();
      ports.push(port);
      return port;
    },
    () => DEFAULT_INFERENCE_SETTINGS,
  );
  return { client, ports };
}
const cancelled = { kind: 'cancelled', code: 'cancelled', message: 'Cancelled.', hint: '' } as const;

describe('EngineClient', () => {
  it('starts with the first task and keeps tasks apart', async () => {
    const { client, ports } = harness();
    expect(ports).toHaveLength(0);
    const first = client.run('analyzeVoice', { path: '/a.wav' });
    const second = client.run('analyzeVoice', { path: '/b.wav' });
    ports[0].answer({ type: 'done', id: 2, output: { durationSec: 2 } });
    ports[0].answer({ type: 'done', id: 1, output: { durationSec: 1 } });
    expect([(await first).durationSec, (await second).durationSec]).toEqual([1, 2]);
    expect(ports).toHaveLength(1);
  });

  it('says with each task how networks are to be run now', () => {
    const sent: ToEngine[] = [];
    let device: 'cpu' | 'cuda' = 'cpu';
    const port = new FakePort();
    port.post = (message) => void sent.push(message);
    const client = new EngineClient(
      () => port,
      () => ({ ...DEFAULT_INFERENCE_SETTINGS, device }),
    );
    void client.run('listModels', null);
    device = 'cuda';
    void client.run('listModels', null);
    expect(sent.map((message) => message.type === 'start' && message.inference.device)).toEqual([
      'cpu',
      'cuda',
    ]);
  });

  it('sends a cancel and waits for the answer', async () => {
    const { client, ports } = harness();
    const abort = new AbortController();
    let settled = false;
    const run = client
      .run('analyzeVoice', { path: '/a.wav' }, { signal: abort.signal })
      .catch((error: unknown) => {
        settled = true;
        return error;
      });
    abort.abort();
    await Promise.resolve();
    expect(ports[0].sent.at(-1)).toEqual({ type: 'cancel', id: 1 });
    expect(settled).toBe(false);
    ports[0].answer({ type: 'failed', id: 1, error: cancelled });
    expect(await run).toMatchObject({ kind: 'cancelled' });
  });

  it('does not start what is already cancelled', async () => {
    const { client, ports } = harness();
    await expect(
      client.run('analyzeVoice', { path: '/a' }, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({
      kind: 'cancelled',
    });
    expect(ports).toHaveLength(0);
  });

  it('fails what was under way when the engine dies, and starts a new one', async () => {
    const { client, ports } = harness();
    const lost = client.run('analyzeVoice', { path: '/a.wav' });
    ports[0].die('out of memory');
    await expect(lost).rejects.toMatchObject({ kind: 'defect', code: 'engine-died' });
    const next = client.run('analyzeVoice', { path: '/a.wav' });
    ports[1].answer({ type: 'done', id: 2, output: { durationSec: 3 } });
    expect((await next).durationSec).toBe(3);
  });

  it('tells a task more while it runs, and nothing after its end', async () => {
    const { client, ports } = harness();
    const heard: unknown[] = [];
    const start = { request: {}, variants: [] } as unknown as TaskInput<'preview'>;
    const wish = { type: 'playhead', variant: 0, positionSec: 1 } as const;
    const talk = client.talk('preview', start, { onProgress: (news) => heard.push(news) });
    talk.tell(wish);
    expect(ports[0].sent.at(-1)).toEqual({ type: 'tell', id: 1, wish });
    const news = { type: 'problem', error: cancelled, closed: false } as const;
    ports[0].answer({ type: 'progress', id: 1, progress: news });
    expect(heard).toEqual([news]);
    ports[0].answer({ type: 'done', id: 1, output: null });
    expect(await talk.ended).toBeNull();
    talk.tell(wish);
    expect(ports[0].sent).toHaveLength(2);
  });

  it('ends a process that does not answer a cancel, and fails what it was doing', async () => {
    const { client, ports } = harness();
    const lost = client.run('analyzeVoice', { path: '/a.wav' }).catch((error: unknown) => error);
    ports[0].patienceMs = 1;
    await client.close();
    expect(ports[0].closed).toBe(true);
    ports[0].die('its process ended with code 15');
    expect(await lost).toMatchObject({ code: 'engine-died' });
  });

  it('closes only when nothing runs any more', async () => {
    const { client, ports } = harness();
    const run = client.run('analyzeVoice', { path: '/a.wav' }).catch((error: unknown) => error);
    const closing = client.close();
    await Promise.resolve();
    expect([ports[0].sent.at(-1)?.type, ports[0].closed]).toEqual(['cancel', false]);
    ports[0].answer({ type: 'failed', id: 1, error: cancelled });
    await closing;
    expect(await run).toMatchObject({ kind: 'cancelled' });
    expect(ports[0].closed).toBe(true);
    await expect(client.run('analyzeVoice', { path: '/b' })).rejects.toMatchObject({ kind: 'cancelled' });
  });
});

describe('a box of wishes', () => {
  it('hands over what came before somebody listened, in its order, then the rest', () => {
    const box = createWishBox<number>();
    const heard: number[] = [];
    box.put(1);
    box.put(2);
    box.listen((wish) => void heard.push(wish));
    box.put(3);
    expect(heard).toEqual([1, 2, 3]);
  });
});

describe('voicePeaks', () => {
  it('takes the largest absolute sample of each slice over all channels', () => {
    const left = new Float32Array([0.1, -0.5, 0.2, 0]);
    const right = new Float32Array([0, 0, -2, 0.25]);
    expect(voicePeaks([left, right], 2)).toEqual([0.5, 1]);
    expect(voicePeaks([left], 100)).toEqual([0.1, 0.5, 0.2, 0]);
    expect(voicePeaks([])).toEqual([]);
  });
});
