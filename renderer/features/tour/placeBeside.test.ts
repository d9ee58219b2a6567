import { describe, expect, it } from 'vitest';
import { placeBeside } from './placeBeside.ts';

const room = { width: 1280, height: 800 };
const card = { width: 300, height: 180 };

describe('place of the tour', () => {
  it('is on the side with the most room', () => {
    expect(placeBeside({ left: 0, top: 60, width: 400, height: 600 }, card, room).left).toBe(414);
    expect(placeBeside({ left: 900, top: 60, width: 380, height: 600 }, card, room).left).toBe(586);
    expect(placeBeside({ left: 0, top: 560, width: 1280, height: 240 }, card, room)).toEqual({
      left: 12,
      top: 366,
    });
  });

  it('never leaves the window, not even where the target fills it', () => {
    for (const target of [
      { left: 0, top: 0, width: 1280, height: 800 },
      { left: 0, top: 780, width: 400, height: 20 },
      { left: -500, top: -500, width: 10, height: 10 },
    ]) {
      const { left, top } = placeBeside(target, card, room);
      expect(left).toBeGreaterThanOrEqual(12);
      expect(top).toBeGreaterThanOrEqual(12);
      expect(left + card.width).toBeLessThanOrEqual(room.width - 12);
      expect(top + card.height).toBeLessThanOrEqual(room.height - 12);
    }
  });
});
