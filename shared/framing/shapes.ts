/** The shapes of the frame that people choose from. */
export const SHAPES = ['1:1', '9:16', '16:9', '4:5'] as const;
export type Shape = (typeof SHAPES)[number];

/** Frame sizes in pixels: the short side is 1080, as the platforms people post to expect. */
export const SHAPE_SIZES = {
  '1:1': { widthPx: 1080, heightPx: 1080 },
  '9:16': { widthPx: 1080, heightPx: 1920 },
  '16:9': { widthPx: 1920, heightPx: 1080 },
  '4:5': { widthPx: 1080, heightPx: 1350 },
} as const satisfies Record<Shape, { readonly widthPx: number; readonly heightPx: number }>;

/** The shape that comes nearest to a size. */
export function nearestShape({
  widthPx,
  heightPx,
}: {
  readonly widthPx: number;
  readonly heightPx: number;
}): Shape {
  const wanted = Math.log(widthPx / heightPx);
  const distance = (shape: Shape): number =>
    Math.abs(Math.log(SHAPE_SIZES[shape].widthPx / SHAPE_SIZES[shape].heightPx) - wanted);
  return SHAPES.reduce((best, shape) => (distance(shape) < distance(best) ? shape : best));
}
