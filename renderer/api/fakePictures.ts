import type { Studio } from './studio.ts';

/** Drawings of the studio in memory: addresses that tell what they show. */
export const fakePictures = (note: (name: string) => void): Pick<Studio, 'drawScene' | 'drawTitle'> => ({
  drawScene({ id, widthPx, heightPx }) {
    note('drawScene');
    return Promise.resolve(`media://granted/scene-${id}-${widthPx}x${heightPx}`);
  },
  drawTitle({ style, position, size }) {
    note('drawTitle');
    const height = Math.round(size.heightPx / 10);
    const top = { auto: 0.07, top: 0.07, middle: 0.45, bottom: 0.83 }[position] * size.heightPx;
    return Promise.resolve({
      url: `media://granted/title-${style}`,
      left: Math.round(size.widthPx / 4),
      top: Math.round(top),
      width: Math.round(size.widthPx / 2),
      height,
    });
  },
});
