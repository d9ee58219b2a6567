import type { Background } from '../../../../shared/contract/render.ts';
import { createRgba, type RgbaImage } from '../../runtime/image.ts';
import type { FrameSize } from './background.ts';
import { triangularGrain } from './grain.ts';

const channelsOf = (color: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));

/**
 * From one colour to another in a straight line through the frame, as CSS defines `linear-gradient` (CSS Images 3,
 * section 3.1): the line is so long that two corners have exactly the colours given.
 */
export function gradientBackground(
  { from, to, angleDeg }: Extract<Background, { kind: 'gradient' }>,
  { widthPx, heightPx }: FrameSize,
): RgbaImage {
  const angle = (angleDeg * Math.PI) / 180;
  const dx = Math.sin(angle);
  const dy = -Math.cos(angle);
  const length = Math.abs(widthPx * dx) + Math.abs(heightPx * dy);
  const start = channelsOf(from);
  const change = channelsOf(to).map((value, c) => value - start[c]);
  const image = createRgba(widthPx, heightPx);
  for (let y = 0, at = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++, at++) {
      const along = ((x + 0.5 - widthPx / 2) * dx + (y + 0.5 - heightPx / 2) * dy) / length + 0.5;
      const grain = triangularGrain(at);
      for (let c = 0; c < 3; c++) image.data[at * 4 + c] = start[c] + change[c] * along + grain;
      image.data[at * 4 + 3] = 255;
    }
  return image;
}
