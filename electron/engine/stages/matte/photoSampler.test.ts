import { expect, it } from 'vitest';
import { createRgba } from '../../runtime/image.ts';
import { createPhotoSampler } from './photoSampler.ts';
import { resample } from './resample.ts';

it('samples a large photo as finely as asked, whether from the photo or from its shrunk copy', () => {
  const [width, height] = [4403, 3902];
  const image = createRgba(width, height);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) {
      image.data[at] = 127 + 120 * Math.sin(x / 90);
      image.data[at + 1] = 127 + 120 * Math.sin(y / 70);
      image.data[at + 2] = x & 1 ? 255 : 0;
    }
  const sample = createPhotoSampler(image);
  for (const region of [
    { x: 0, y: 0, width, height },
    { x: 1000.5, y: 700, width: 260, height: 200 },
  ]) {
    const exact = resample({ ...image, stride: 4 }, 3, region, 130, 100);
    const sampled = sample(region, 130, 100);
    // The outermost pixels repeat the last pixel in one case and the last block in the other.
    let worst = 0;
    for (let y = 1; y < 99; y++)
      for (let i = (y * 130 + 1) * 3; i < (y * 130 + 129) * 3; i++)
        worst = Math.max(worst, Math.abs(exact[i] / 255 - sampled[i]));
    expect(worst).toBeLessThan(0.03);
  }
});
