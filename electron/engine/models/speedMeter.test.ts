import { expect, it } from 'vitest';
import { SpeedMeter } from './speedMeter.ts';

/** A thousand bytes every 100 ms, then two thousand. */
const bytesAt = (ms: number): number => 10 * ms + 10 * Math.max(0, ms - 10_000);

it('says nothing before it knows, then the speed of the last seconds', () => {
  const meter = new SpeedMeter();
  const measured = new Map<number, number | null>();
  for (let ms = 0; ms <= 20_000; ms += 100) measured.set(ms, meter.measure(bytesAt(ms), ms));
  expect([measured.get(0), measured.get(200)]).toEqual([null, null]);
  expect(measured.get(300)).toBeCloseTo(10_000, 6);
  expect(measured.get(10_000)).toBeCloseTo(10_000, 6);
  // Four seconds after the change only the new speed is left.
  expect(measured.get(12_000)).toBeGreaterThan(14_000);
  expect(measured.get(14_200)).toBeCloseTo(20_000, 6);
});

it('begins anew with a download that begins anew', () => {
  const meter = new SpeedMeter();
  meter.measure(0, 0);
  meter.measure(50_000, 1000);
  expect(meter.measure(0, 1100)).toBeNull();
  expect(meter.measure(4000, 2100)).toBeCloseTo(4000, 6);
});
