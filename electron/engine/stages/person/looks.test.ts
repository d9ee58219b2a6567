import { describe, expect, it } from 'vitest';
import { halfTiles, isCutByRegion, wholePhoto } from './looks.ts';

describe('halfTiles', () => {
  it('covers the photo with squares that overlap by at least half', () => {
    const photo = { width: 2000, height: 1500 };
    const tiles = halfTiles(photo, 416);
    expect(tiles).toHaveLength(6);
    for (const { left, top, width, height } of tiles) {
      expect([width, height]).toEqual([1000, 1000]);
      expect(left + width).toBeLessThanOrEqual(2000);
      expect(top + height).toBeLessThanOrEqual(1500);
    }
    // Whatever spans half a tile lies whole in one of them, wherever it is.
    for (let x = 0; x <= 1500; x += 25)
      for (let y = 0; y <= 1000; y += 25) {
        const inside = tiles.some(
          ({ left, top }) => x >= left && y >= top && x + 500 <= left + 1000 && y + 500 <= top + 1000,
        );
        expect(inside, `${x},${y}`).toBe(true);
      }
  });

  it('takes the whole of a side that is no longer than a tile', () => {
    const tiles = halfTiles({ width: 3000, height: 900 }, 416);
    expect(tiles.map(({ left }) => left)).toEqual([0, 750, 1500]);
    expect(tiles.every(({ top, width, height }) => top === 0 && width === 1500 && height === 900)).toBe(true);
  });

  it('is empty where tiles would show no more than the whole', () => {
    expect(halfTiles({ width: 830, height: 600 }, 416)).toEqual([]);
    expect(halfTiles({ width: 832, height: 600 }, 416)).not.toEqual([]);
  });
});

describe('isCutByRegion', () => {
  const photo = { width: 1000, height: 800 };
  const tile = { left: 300, top: 0, width: 500, height: 500 };

  it('is true where the photo goes on behind the edge', () => {
    expect(isCutByRegion({ left: 304, top: 100, right: 400, bottom: 300 }, tile, photo)).toBe(true);
    expect(isCutByRegion({ left: 600, top: 100, right: 799, bottom: 300 }, tile, photo)).toBe(true);
    expect(isCutByRegion({ left: 500, top: 100, right: 600, bottom: 495 }, tile, photo)).toBe(true);
  });

  it('is false at the edge of the photo itself, and inside', () => {
    expect(isCutByRegion({ left: 500, top: 0, right: 600, bottom: 300 }, tile, photo)).toBe(false);
    expect(isCutByRegion({ left: 320, top: 20, right: 780, bottom: 480 }, tile, photo)).toBe(false);
    expect(isCutByRegion({ left: 0, top: 0, right: 1000, bottom: 800 }, wholePhoto(photo), photo)).toBe(
      false,
    );
  });
});
