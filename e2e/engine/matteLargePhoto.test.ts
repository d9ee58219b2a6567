/** A photo of 12 megapixels, cut out with a BiRefNet that sees it at 1024 x 1024, and corrected by hand. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentProgress } from '../../electron/engine/progress.ts';
import { createRgba } from '../../electron/engine/runtime/image.ts';
import { seededRandom } from '../../electron/engine/runtime/random.ts';
import { applyTouchUp, cutOut } from '../../electron/engine/stages/matte/index.ts';
import { resample } from '../../electron/engine/stages/matte/resample.ts';
import type { Matte } from '../../electron/engine/stages/matte/types.ts';
import type { MatteStroke } from '../../shared/matteTouchUp.ts';
import { birefnetStandIn, standInOpacity } from '../fixtures/birefnetStandIn.ts';
import { standInStore } from '../fixtures/birefnetStore.ts';

const [WIDTH, HEIGHT] = [4000, 3000];
const SEEN_PX = 1024;
const PERSON = [210, 90, 60];
const WALL = [60, 110, 150];
const RADIUS = 1200;
const STRAND_PX = 0.12 * RADIUS;

/** Distance from the outline: a circle with waves; negative inside. And strands of hair that thin out. */
function truthAt(x: number, y: number): number {
  const angle = Math.atan2(y - HEIGHT / 2, x - WIDTH / 2);
  const away = Math.hypot(x - WIDTH / 2, y - HEIGHT / 2) - RADIUS * (1 + 0.04 * Math.sin(angle * 9));
  const body = Math.min(1, Math.max(0, 0.5 - away));
  const along = away / STRAND_PX;
  if (along < 0 || along >= 1) return body;
  const strand = (Math.cos(angle * 200) - 0.5 - 0.5 * along) * 6;
  return Math.max(body, Math.min(1, Math.max(0, strand)));
}

const nearOutline = (x: number, y: number): boolean =>
  Math.abs(Math.hypot(x - WIDTH / 2, y - HEIGHT / 2) - 1.04 * RADIUS) < STRAND_PX;

const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-large-photo-'));
const official = { scaling: 'outside', sigmoid: 'outside', type: 'float32', sidePx: SEEN_PX } as const;
const store = standInStore(folder, birefnetStandIn(official));

describe('a BiRefNet on a photo of 12 megapixels', () => {
  const image = createRgba(WIDTH, HEIGHT);
  const truth = new Float32Array(WIDTH * HEIGHT);
  let matte: Matte;
  let cutMs = 0;

  beforeAll(async () => {
    for (let y = 0, i = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++, i++) {
        const share = truthAt(x + 0.5, y + 0.5);
        const grain = 6 * Math.sin(x * 0.7 + y * 1.3);
        truth[i] = share;
        for (let c = 0; c < 3; c++) image.data[i * 4 + c] = share * PERSON[c] + (1 - share) * WALL[c] + grain;
        image.data[i * 4 + 3] = 255;
      }
    const startedMs = performance.now();
    matte = await cutOut(
      { path: 'large.png', sha256: '', image, hasAlpha: false, warnings: [] },
      [{ box: [1700, 1100, 600, 700] }],
      { models: store, signal: new AbortController().signal, progress: silentProgress },
    );
    cutMs = performance.now() - startedMs;
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('finds the outline at the photo’s own pixels, not at the network’s', () => {
    const whole = { x: 0, y: 0, width: WIDTH, height: HEIGHT };
    const rgb = resample({ ...image, stride: 4 }, 3, whole, SEEN_PX, SEEN_PX);
    const seen = Float32Array.from({ length: SEEN_PX ** 2 }, (_, i) =>
      standInOpacity(rgb[i * 3] / 255, rgb[i * 3 + 1] / 255),
    );
    const seenPicture = { width: SEEN_PX, height: SEEN_PX, data: seen, stride: 1 };
    const enlarged = resample(seenPicture, 1, { x: 0, y: 0, width: SEEN_PX, height: SEEN_PX }, WIDTH, HEIGHT);
    let [refinedError, enlargedError, count, worstElsewhere] = [0, 0, 0, 0];
    for (let i = 0; i < truth.length; i++) {
      const error = Math.abs(matte.alpha.data[i] - truth[i]);
      if (nearOutline(i % WIDTH, Math.floor(i / WIDTH))) {
        refinedError += error;
        enlargedError += Math.abs(enlarged[i] - truth[i]);
        count++;
      } else worstElsewhere = Math.max(worstElsewhere, error);
    }
    expect(refinedError / count).toBeLessThan(0.015);
    expect(refinedError).toBeLessThan(0.6 * enlargedError);
    expect(worstElsewhere).toBeLessThan(0.01);
  });

  it('leaves little of the wall in the hair', () => {
    let [off, before, count] = [0, 0, 0];
    for (let i = 0; i < truth.length; i++) {
      if (truth[i] < 0.2 || truth[i] > 0.8 || matte.alpha.data[i] < 0.1) continue;
      off += Math.abs(matte.foreground.data[i * 4 + 2] - PERSON[2]);
      before += Math.abs(image.data[i * 4 + 2] - PERSON[2]);
      count++;
    }
    expect(count).toBeGreaterThan(10_000);
    expect(off).toBeLessThan(0.5 * before);
  });

  it('takes 2000 strokes of the brush in a time like that of cutting out', () => {
    const random = seededRandom(11);
    const strokes = Array.from({ length: 2000 }, (_, i): MatteStroke => {
      let [x, y] = [random() * WIDTH, random() * HEIGHT];
      return {
        kind: i % 2 === 0 ? 'add' : 'remove',
        radiusPx: 40,
        hardness: random(),
        points: Array.from({ length: 20 }, (): [number, number] => {
          x += (random() - 0.5) * 60;
          y += (random() - 0.5) * 60;
          return [x, y];
        }),
      };
    });
    const timed = (some: readonly MatteStroke[]): number => {
      const startedMs = performance.now();
      applyTouchUp(matte, image, { strokes: [...some] });
      return performance.now() - startedMs;
    };
    expect(timed(strokes)).toBeLessThan(4 * cutMs);
    // A few strokes cost a few strokes.
    expect(timed(strokes.slice(0, 5))).toBeLessThan(0.3 * cutMs);
  });
});
