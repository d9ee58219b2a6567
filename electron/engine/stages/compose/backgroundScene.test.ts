import { describe, expect, it } from 'vitest';
import { SCENE_IDS } from '../../../../shared/scenes/sceneIds.ts';
import { sceneSvg } from '../../../../shared/scenes/sceneSvg.ts';
import type { RgbaImage } from '../../runtime/image.ts';
import { sceneBackground } from './backgroundScene.ts';

/** The shapes that are offered, at a quarter of their size. */
const SHAPES = [
  { widthPx: 270, heightPx: 270 },
  { widthPx: 270, heightPx: 480 },
  { widthPx: 480, heightPx: 270 },
  { widthPx: 270, heightPx: 338 },
];

/** Mean step of brightness between neighbours, where a person's head is and in the outer tenths at the top and sides. */
function detail({ width, height, data }: RgbaImage): { readonly middle: number; readonly edges: number } {
  const sums = { middle: 0, edges: 0 };
  const counts = { middle: 0, edges: 0 };
  const luma = (at: number): number =>
    0.2126 * data[at * 4] + 0.7152 * data[at * 4 + 1] + 0.0722 * data[at * 4 + 2];
  for (let y = 0; y < height - 1; y++)
    for (let x = 0; x < width - 1; x++) {
      const [u, v] = [x / width, y / height];
      const isMiddle = Math.hypot((u - 0.5) / 0.22, (v - 0.5) / 0.22) < 1;
      const isEdge = (u < 0.12 || u > 0.88 || v < 0.14) && v < 0.8;
      if (!isMiddle && !isEdge) continue;
      const at = y * width + x;
      const part = isMiddle ? 'middle' : 'edges';
      sums[part] += Math.abs(luma(at) - luma(at + 1)) + Math.abs(luma(at) - luma(at + width));
      counts[part] += 2;
    }
  return { middle: sums.middle / counts.middle, edges: sums.edges / counts.edges };
}

describe.each(SCENE_IDS)('scene %s', (id) => {
  it('fills every shape, quiet where a person stands', async () => {
    for (const size of SHAPES) {
      const image = await sceneBackground(id, size);
      expect([image.width, image.height]).toEqual([size.widthPx, size.heightPx]);
      for (let at = 3; at < image.data.length; at += 4) if (image.data[at] !== 255) throw new Error('a hole');
      const { middle, edges } = detail(image);
      expect(middle).toBeLessThan(edges * 0.6);
    }
  });

  it('uses only what it defines, and is the same picture every time', () => {
    for (const size of SHAPES) {
      const svg = sceneSvg(id, size);
      const known = new Set(Array.from(svg.matchAll(/\bid="([^"]+)"/g), ([, name]) => name));
      const used = Array.from(svg.matchAll(/(?:url\(#|href="#)([^)"]+)/g), ([, name]) => name);
      expect(used.filter((name) => !known.has(name))).toEqual([]);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      expect(sceneSvg(id, size)).toBe(svg);
    }
  });
});

it('has grain where its colours change slowly, so that no stripes are seen', async () => {
  const { data } = await sceneBackground('snow', { widthPx: 540, heightPx: 540 });
  /** Longest run of one value of blue down a column of sky. */
  let longest = 0;
  for (const x of [200, 260, 300]) {
    let run = 1;
    for (let y = 1; y < 200; y++) {
      run = data[(y * 540 + x) * 4 + 2] === data[((y - 1) * 540 + x) * 4 + 2] ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
  }
  expect(longest).toBeLessThan(12);
});
