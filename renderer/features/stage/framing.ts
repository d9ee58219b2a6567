import type { PhotoInspection } from '../../../shared/contract/media.ts';

/**
 * Where a photo that fills a frame is held, as CSS `object-position` percentages: the face's middle comes as near to
 * the frame's middle as the photo's edges allow, slightly above it, as portraits are framed.
 * @param ratio frame width / height
 */
export function coverPosition(
  { widthPx, heightPx, faces }: Pick<PhotoInspection, 'widthPx' | 'heightPx' | 'faces'>,
  faceIndex: number,
  ratio: number,
): { readonly xPercent: number; readonly yPercent: number } {
  const face = faces[faceIndex];
  if (!face) return { xPercent: 50, yPercent: 50 };
  const [x, y, width, height] = face.box;
  const cropWidth = Math.min(widthPx, heightPx * ratio);
  const cropHeight = Math.min(heightPx, widthPx / ratio);
  return {
    xPercent: heldAt(x + width / 2, 0.5, cropWidth, widthPx),
    yPercent: heldAt(y + height / 2, FACE_HEIGHT_IN_FRAME, cropHeight, heightPx),
  };
}

/** The face's middle in a portrait, as a share of the frame's height from the top. */
const FACE_HEIGHT_IN_FRAME = 0.42;

function heldAt(center: number, share: number, crop: number, full: number): number {
  const slack = full - crop;
  if (slack <= 0) return 50;
  const start = Math.min(slack, Math.max(0, center - crop * share));
  return (start / slack) * 100;
}
