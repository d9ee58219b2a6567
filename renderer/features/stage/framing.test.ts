import { describe, expect, it } from 'vitest';
import { coverPosition } from './framing.ts';
import { materialOf } from './materialOf.ts';

const photo = (box: [number, number, number, number]) => ({
  widthPx: 2000,
  heightPx: 1000,
  faces: [{ box, score: 1 }],
});

describe('coverPosition', () => {
  it('centres the face of a wide photo in a square', () => {
    // The crop is 1000 wide; the face's middle is at 1500, so the crop starts at its limit, 1000 of 1000.
    expect(coverPosition(photo([1400, 300, 200, 200]), 0, 1)).toEqual({ xPercent: 100, yPercent: 50 });
    expect(coverPosition(photo([900, 300, 200, 200]), 0, 1).xPercent).toBe(50);
    expect(coverPosition(photo([700, 300, 200, 200]), 0, 1).xPercent).toBe(30);
  });

  it('places the face a little above the middle', () => {
    // A crop of 2000 x 500 in a photo 1000 high: 0.42 of 500 above the face's middle at 460 is 250, half of the slack.
    expect(coverPosition(photo([900, 360, 200, 200]), 0, 4).yPercent).toBeCloseTo(50, 5);
  });

  it('falls back to the middle without a face', () => {
    expect(coverPosition({ widthPx: 10, heightPx: 10, faces: [] }, 0, 1)).toEqual({
      xPercent: 50,
      yPercent: 50,
    });
  });
});

describe('materialOf', () => {
  it('sends pictures to the photo, sounds and videos to the voice, the rest to where something is missing', () => {
    const types = ['image/png', 'audio/wav', 'video/mp4', ''];
    expect(types.map((type) => materialOf({ type }, false))).toEqual(['photo', 'voice', 'voice', 'photo']);
    expect(materialOf({ type: 'text/plain' }, true)).toBe('voice');
  });
});
