import { describe, expect, it } from 'vitest';
import { Admission, type MemoryDemand } from './admission.ts';
import { seededRandom } from '../../../shared/random.ts';

const never = new AbortController().signal;
const main = (mainBytes: number): MemoryDemand => ({ mainBytes, deviceBytes: 0 });

/** Work that ends when told to. */
function gate(): { readonly open: () => void; readonly passed: Promise<void> } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('admission by memory', () => {
  it('lets in what fits together, and the rest as room comes', async () => {
    const admission = new Admission(main(100));
    const gates = [60, 30, 30].map(() => gate());
    const started: number[] = [];
    const all = [60, 30, 30].map((bytes, i) =>
      admission.run(main(bytes), 'export', never, () => {
        started.push(i);
        return gates[i].passed;
      }),
    );
    await turn();
    expect(started).toEqual([0, 1]);
    gates[1].open();
    await turn();
    expect(started).toEqual([0, 1, 2]);
    for (const { open } of gates) open();
    await Promise.all(all);
    expect(admission.running).toBe(0);
  });

  it('lets nothing small past something large that came before', async () => {
    const admission = new Admission(main(100));
    const first = gate();
    const order: string[] = [];
    const all = [
      admission.run(main(50), 'export', never, () => first.passed),
      admission.run(main(90), 'export', never, () => Promise.resolve(order.push('large'))),
      admission.run(main(10), 'export', never, () => Promise.resolve(order.push('small'))),
    ];
    await turn();
    expect(order).toEqual([]);
    first.open();
    await Promise.all(all);
    expect(order).toEqual(['large', 'small']);
  });

  it('takes previews before exports, whenever they came', async () => {
    const admission = new Admission(main(100));
    const first = gate();
    const order: string[] = [];
    const all = [
      admission.run(main(100), 'export', never, () => first.passed),
      admission.run(main(100), 'export', never, () => Promise.resolve(order.push('export'))),
      admission.run(main(100), 'preview', never, () => Promise.resolve(order.push('preview'))),
    ];
    first.open();
    await Promise.all(all);
    expect(order).toEqual(['preview', 'export']);
  });

  it('runs what is larger than everything alone, and counts the device apart', async () => {
    const admission = new Admission({ mainBytes: 100, deviceBytes: 10 });
    const huge = gate();
    const all = [admission.run(main(1000), 'export', never, () => huge.passed)];
    const onDevice = gate();
    all.push(admission.run({ mainBytes: 1, deviceBytes: 8 }, 'export', never, () => onDevice.passed));
    await turn();
    expect(admission.running).toBe(1);
    huge.open();
    await turn();
    all.push(admission.run({ mainBytes: 1, deviceBytes: 8 }, 'export', never, () => Promise.resolve()));
    await turn();
    expect(admission.running).toBe(1);
    onDevice.open();
    await Promise.all(all);
  });

  it('forgets who gave up waiting, and gives the room back after a failure', async () => {
    const admission = new Admission(main(100));
    const first = gate();
    const abort = new AbortController();
    const running = admission.run(main(100), 'export', never, () => first.passed);
    const waiting = admission.run(main(100), 'export', abort.signal, () => Promise.resolve());
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ kind: 'cancelled' });
    first.open();
    await running;
    await expect(
      admission.run(main(100), 'export', never, () => Promise.reject(new Error('broken'))),
    ).rejects.toThrow('broken');
    expect(admission.running).toBe(0);
  });

  it('never exceeds the budget, and finishes everything, whatever comes', async () => {
    const random = seededRandom(20_261);
    const admission = new Admission(main(100));
    let now = 0;
    let most = 0;
    let done = 0;
    await Promise.all(
      Array.from({ length: 300 }, async (_, i) => {
        const bytes = 1 + Math.floor(random() * 99);
        for (let k = 0; k < Math.floor(random() * 5); k++) await turn();
        await admission.run(main(bytes), i % 3 === 0 ? 'preview' : 'export', never, async () => {
          now += bytes;
          most = Math.max(most, now);
          for (let k = 0; k < 1 + Math.floor(random() * 3); k++) await turn();
          now -= bytes;
          done += 1;
        });
      }),
    );
    expect(done).toBe(300);
    expect(most).toBeLessThanOrEqual(100);
    expect(most).toBeGreaterThan(50);
  });
});
