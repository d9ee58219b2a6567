import { describe, expect, it } from 'vitest';
import { layLanes, laneAt, lanesHeight } from './laneLayout.ts';
import {
  ALL,
  fitPxPerSec,
  MOST_PX_PER_SEC,
  scrolledBy,
  secAt,
  tickSteps,
  viewportOf,
  windowAround,
  windowShowing,
  xOf,
  zoomedAt,
} from './viewport.ts';

const view = viewportOf({ startSec: 10, pxPerSec: 100 }, 600, 1000);

describe('times and pixels', () => {
  it('lead to each other and back', () => {
    expect(xOf(view, 12.5)).toBe(250);
    expect(secAt(view, 250)).toBe(12.5);
  });

  it('show all of a voice, with room at its ends', () => {
    const all = viewportOf(ALL, 600, 1000);
    expect(xOf(all, 0)).toBeCloseTo(9, 6);
    expect(xOf(all, 600)).toBeGreaterThan(950);
    expect(xOf(all, 600)).toBeLessThan(1000);
  });

  it('are held within the voice and between all of it and the closest zoom', () => {
    expect(viewportOf({ startSec: 1e6, pxPerSec: 100 }, 600, 1000).startSec).toBeCloseTo(590.3, 6);
    expect(viewportOf({ startSec: -5, pxPerSec: 100 }, 600, 1000).startSec).toBeCloseTo(-0.09, 6);
    expect(viewportOf({ startSec: 0, pxPerSec: 1e9 }, 600, 1000).pxPerSec).toBe(MOST_PX_PER_SEC);
    expect(viewportOf({ startSec: 0, pxPerSec: 0 }, 600, 1000).pxPerSec).toBe(0.5 * fitPxPerSec(600, 1000));
  });

  it('keep the moment under the pointer when zoomed, and let go of it only for all of the voice', () => {
    const closer = viewportOf(zoomedAt(view, 2, 300), 600, 1000);
    expect([closer.pxPerSec, secAt(closer, 300)]).toEqual([200, secAt(view, 300)]);
    expect(zoomedAt(view, 1e-6, 300)).toBe(ALL);
  });

  it('scroll by pixels and go where something is', () => {
    expect(scrolledBy(view, 50)).toEqual({ startSec: 10.5, pxPerSec: 100 });
    const around = viewportOf(windowAround(view, 20, 30), 600, 1000);
    expect(xOf(around, 20)).toBeGreaterThan(50);
    expect(xOf(around, 30)).toBeLessThan(950);
    expect(windowShowing(view, 15)).toBeNull();
    const shown = windowShowing(view, 30);
    expect(shown && xOf(viewportOf(shown, 600, 1000), 30)).toBeCloseTo(960, 6);
  });

  it('have ticks that people count in, far enough apart to be read', () => {
    for (const pxPerSec of [0.1, 1, 13, 95, 400, 1200]) {
      const { major, minor } = tickSteps(pxPerSec, 76);
      expect(major * pxPerSec).toBeGreaterThanOrEqual(76);
      expect(Math.abs(major / minor - Math.round(major / minor))).toBeLessThan(1e-9);
    }
  });
});

describe('lanes', () => {
  it('lie one under the other; pitch takes what is left, and no lane is lost where it is narrow', () => {
    const lanes = layLanes(['minimap', 'ruler', 'voice', 'pitch'], 400);
    expect(lanesHeight(lanes)).toBeLessThanOrEqual(400);
    expect(lanesHeight(lanes)).toBeGreaterThan(396);
    for (const { name, topPx } of lanes) expect(laneAt(lanes, topPx)?.name).toBe(name);
    expect(layLanes(['minimap', 'ruler', 'voice', 'pitch'], 50).at(-1)?.heightPx).toBe(80);
    expect(laneAt(lanes, 1000)).toBeUndefined();
  });
});
