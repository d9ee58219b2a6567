import { describe, expect, it } from 'vitest';
import { stressScale } from './stress.ts';

const steps = 400;
const speech = new Uint8Array(steps).fill(1);

describe('stressScale', () => {
  it('opens loud syllables wider than weak ones', () => {
    const energyDb = Float32Array.from({ length: steps }, (_, t) => (Math.floor(t / 40) % 2 ? -20 : -33));
    const scale = stressScale(energyDb, speech);
    expect(scale[60]).toBeCloseTo(1.12, 2);
    expect(scale[100]).toBeCloseTo(0.71, 2);
  });

  it('compares with the phrase, not with the whole recording', () => {
    const energyDb = Float32Array.from({ length: steps }, (_, t) => (t < 200 ? -15 : -35));
    const scale = stressScale(energyDb, speech);
    expect(scale[50]).toBeCloseTo(scale[390], 2);
  });

  it('never closes the mouth by itself', () => {
    expect(Math.min(...stressScale(new Float32Array(steps).fill(-120), speech))).toBeGreaterThan(0.25);
  });
});
