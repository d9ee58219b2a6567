import { describe, expect, it } from 'vitest';
import type { SpeechFeatures } from '../../../../voice/types.ts';
import type { Articulation } from './forward.ts';
import { trackOf } from './index.ts';

const STEPS = 301;
const FPS = 25;

/** Three seconds: silence, two seconds of speech, silence. */
const features: SpeechFeatures = {
  durationSec: 3,
  mono16k: new Float32Array(48_000),
  wav2lipMel: { bands: 0, frames: 0, data: new Float32Array(0) },
  stepSec: 0.01,
  energyDb: Float32Array.from({ length: STEPS }, (_, t) => (t >= 50 && t < 250 ? -20 : -90)),
  voicing: new Float32Array(STEPS),
  bandDb: new Float32Array(STEPS),
  activity: Uint8Array.from({ length: STEPS }, (_, t) => (t >= 50 && t < 250 ? 1 : 0)),
  pauses: [],
};

/** A mouth that opens and widens in waves, with one closure of 30 ms. */
const articulation: Articulation = {
  frames: STEPS,
  open: Float32Array.from({ length: STEPS }, (_, t) => 0.4 + 0.25 * Math.sin(t / 8)),
  width: Float32Array.from({ length: STEPS }, (_, t) => Math.cos(t / 8)),
  protrusion: new Float32Array(STEPS).fill(0.3),
  closure: Float32Array.from({ length: STEPS }, (_, t) => (t >= 140 && t < 143 ? 0.9 : 0.01)),
  teeth: new Float32Array(STEPS).fill(0.2),
};

describe('trackOf', () => {
  const track = trackOf({ articulation, speech: features }, FPS);

  it('has a value of every curve for every frame, within bounds', () => {
    expect(track.frames).toBe(75);
    for (const [curve, low] of [
      [track.open, 0],
      [track.width, -1],
      [track.protrusion, 0],
      [track.closure, 0],
      [track.teeth, 0],
    ] as const) {
      expect(curve).toHaveLength(75);
      expect(Math.min(...curve)).toBeGreaterThanOrEqual(low);
      expect(Math.max(...curve)).toBeLessThanOrEqual(1);
    }
  });

  it('shows the brief closure in one whole frame and opens right after it', () => {
    const frame = Math.floor(1.41 * FPS);
    expect(track.closure[frame]).toBeGreaterThan(0.99);
    expect(track.open[frame]).toBeLessThan(0.01);
    expect(track.open[frame + 2]).toBeGreaterThan(0.3);
  });

  it('rests in silence in every respect', () => {
    for (const curve of [track.open, track.width, track.protrusion, track.closure, track.teeth])
      for (const frame of [0, 5, 9, 68, 74]) expect(Math.abs(curve[frame])).toBe(0);
  });

  it('opens to the same extent whatever the network holds for wide', () => {
    const timid = trackOf(
      {
        articulation: { ...articulation, open: articulation.open.map((value) => value * 0.8) },
        speech: features,
      },
      FPS,
    );
    // Gains go in steps of 0.05: half a step either way.
    expect(Math.abs(Math.max(...timid.open) - Math.max(...track.open))).toBeLessThan(0.025);
  });

  it('follows the frame rate', () => {
    const fast = trackOf({ articulation, speech: features }, 50);
    expect(fast.frames).toBe(150);
    for (let i = 30; i < 60; i++) expect(Math.abs(fast.open[2 * i] - track.open[i])).toBeLessThan(0.25);
  });
});
