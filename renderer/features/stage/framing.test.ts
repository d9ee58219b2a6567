import { describe, expect, it } from 'vitest';
import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { framedPerson, placed, placedIn } from './framing.ts';
import { materialOf } from './materialOf.ts';

type Box = PhotoInspection['faces'][number]['box'];

const photo = (box: Box, person: Box | null = null) => ({
  widthPx: 2000,
  heightPx: 1000,
  faces: [{ box, score: 1, landmarks: [], personIndex: person ? 0 : null }],
  persons: person ? [{ box: person, score: 1, faceIndex: 0 }] : [],
});
const widest = { shape: '1:1', crop: 'widest', faceIndex: 0, personIndex: null } as const;

describe('framedPerson', () => {
  it('has the face of a wide photo in the middle of a square, as far as the photo reaches', () => {
    const lefts = [1400, 900, 700].map((x) => framedPerson(photo([x, 300, 200, 200]), widest).crop.left);
    expect(lefts).toEqual([1000, 500, 300]);
    expect(framedPerson(photo([900, 300, 200, 200]), widest).crop).toMatchObject({
      top: 0,
      width: 1000,
      height: 1000,
    });
  });

  it('comes closer to a small person where that is wanted', () => {
    const small = photo([960, 500, 60, 60], [900, 470, 180, 500]);
    expect(framedPerson(small, widest).crop.width).toBe(1000);
    const { crop } = framedPerson(small, { ...widest, crop: 'auto' });
    expect(crop.width).toBeLessThan(700);
    expect(crop.top).toBeLessThan(470);
    expect(crop.top + crop.height).toBeGreaterThan(600);
  });

  it('shows something without a face', () => {
    const empty = { widthPx: 300, heightPx: 300, faces: [], persons: [] };
    expect(framedPerson(empty, { ...widest, crop: 'auto' }).crop).toMatchObject({ left: 0, width: 300 });
  });
});

describe('placedIn', () => {
  const framed = framedPerson(photo([900, 300, 200, 200]), widest);

  it('enlarges and moves the whole photo so that the part fills the frame', () => {
    expect(placedIn(framed.crop, framed)).toMatchObject({
      left: '-50%',
      top: '0%',
      width: '200%',
      height: '100%',
    });
  });

  it('follows a person who was moved over another background', () => {
    const free = { left: false, top: false, right: false, bottom: false };
    const moved = placed(framed, { scale: 0.5, offsetX: 0.25, offsetY: 0 }, free);
    expect(placedIn(moved, framed)).toMatchObject({ left: '25%', top: '25%', width: '100%', height: '50%' });
  });
});

describe('materialOf', () => {
  it('sends pictures to the photo, sounds and videos to the voice, the rest to where something is missing', () => {
    const types = ['image/png', 'audio/wav', 'video/mp4', ''];
    expect(types.map((type) => materialOf({ type }, false))).toEqual(['photo', 'voice', 'voice', 'photo']);
    expect(materialOf({ type: 'text/plain' }, true)).toBe('voice');
  });
});
