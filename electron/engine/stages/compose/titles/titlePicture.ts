import { rgbaToYuv } from '../../../frames/yuv.ts';
import { createRgba, type RgbaImage } from '../../../runtime/image.ts';
import type { CaptionPicture } from '../captions/captionPicture.ts';
import type { DrawnTitle } from './drawTitle.ts';

/**
 * Gives pixels that are not seen the mean colour of those beside them: colours of frames are stored for two by two
 * pixels, and an edge would else take on the black of what is empty.
 */
function withColouredEdges({ width, height, data }: RgbaImage): RgbaImage {
  const out = createRgba(width, height);
  out.data.set(data);
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) {
      const corners = [y * width + x, y * width + x + 1, (y + 1) * width + x, (y + 1) * width + x + 1];
      const total = corners.reduce((sum, at) => sum + data[at * 4 + 3], 0);
      if (total === 0) continue;
      for (let c = 0; c < 3; c++) {
        const mean = corners.reduce((sum, at) => sum + data[at * 4 + c] * data[at * 4 + 3], 0) / total;
        for (const at of corners) if (data[at * 4 + 3] === 0) out.data[at * 4 + c] = mean;
      }
    }
  return out;
}

/** A drawn title as it is laid over frames. */
export function titlePicture({ left, top, image }: DrawnTitle): CaptionPicture {
  const { width, height, data } = image;
  const alpha = new Uint8Array(width * height);
  for (let i = 0; i < alpha.length; i++) alpha[i] = data[i * 4 + 3];
  return { left, top, width, height, colours: rgbaToYuv(withColouredEdges(image)), alpha };
}
