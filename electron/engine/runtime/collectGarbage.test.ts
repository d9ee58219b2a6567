import { expect, it, vi } from 'vitest';
import { collectGarbage } from './collectGarbage.ts';

const BYTES = 256 * 2 ** 20;

it('gives back what nothing refers to, and nothing else', async () => {
  const kept = new Float32Array(1024).fill(7);
  const beforeBytes = process.memoryUsage().arrayBuffers;
  const dropped = new WeakRef(new Uint8Array(BYTES).fill(1));
  // A reference that was just made is held until the current job ends.
  await new Promise((resolve) => setTimeout(resolve));
  collectGarbage();
  expect(dropped.deref()).toBeUndefined();
  // The bytes of an array that is gone are given back by a thread of V8's, when that gets its turn.
  await vi.waitFor(
    () => expect(process.memoryUsage().arrayBuffers - beforeBytes).toBeLessThan(BYTES / 8),
    20_000,
  );
  expect(kept[1023]).toBe(7);
});

it('leaves no collector behind for others', () => {
  collectGarbage();
  expect('gc' in globalThis).toBe(false);
});
