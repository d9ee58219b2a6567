import { createRgba, type Box, type RgbaImage } from '../../runtime/image.ts';
import type { Matte } from './types.ts';

/** What is seen behind the person: nothing (the result is transparent there), one colour, or light and dark squares. */
export type Backdrop =
  | { readonly kind: 'transparent' }
  /** `#rrggbb` */
  | { readonly kind: 'color'; readonly color: string }
  /** Side of a square in pixels of the result. */
  | { readonly kind: 'checker'; readonly squarePx: number };

export interface EdgeView {
  /** The part of the photo that is looked at, photo pixels; may be fractional and reach beyond the photo. */
  readonly area: Box;
  /** Size of the result. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly backdrop: Backdrop;
}

const CHECKER_LIGHT = 0xcc;
const CHECKER_DARK = 0x88;

/** Colour of the backdrop at a pixel of the result: 0..255, or null where it shows nothing. */
function backdropReader(backdrop: Backdrop): (x: number, y: number, channel: number) => number | null {
  switch (backdrop.kind) {
    case 'transparent':
      return () => null;
    case 'color': {
      const value = Number.parseInt(backdrop.color.slice(1), 16);
      return (_x, _y, channel) => (value >> (8 * (2 - channel))) & 0xff;
    }
    case 'checker': {
      const { squarePx } = backdrop;
      return (x, y) =>
        (Math.floor(x / squarePx) + Math.floor(y / squarePx)) % 2 === 0 ? CHECKER_LIGHT : CHECKER_DARK;
    }
  }
}

/** Which photo pixels an output pixel covers along one axis, and how much of each. */
interface Cover {
  readonly first: number;
  readonly shares: readonly number[];
}

function coversAlong(start: number, length: number, outLength: number, photoLength: number): Cover[] {
  const step = length / outLength;
  return Array.from({ length: outLength }, (_, i) => {
    const from = start + i * step;
    const to = from + step;
    const first = Math.max(0, Math.floor(from));
    const last = Math.min(photoLength, Math.ceil(to));
    const shares: number[] = [];
    for (let at = first; at < last; at++) shares.push((Math.min(at + 1, to) - Math.max(at, from)) / step);
    return { first, shares };
  });
}

/**
 * The cut-out as it looks close by: each pixel of the result is the mean over the area that it covers, so an enlarged
 * part shows the photo's own pixels as squares, and nothing is smoothed that the video would show. Beyond the photo
 * only the backdrop is seen.
 * @returns straight alpha; opaque unless the backdrop is transparent
 */
export function matteEdge(matte: Matte, view: EdgeView): RgbaImage {
  const { foreground, alpha } = matte;
  const [left, top, width, height] = view.area;
  const across = coversAlong(left, width, view.widthPx, alpha.width);
  const down = coversAlong(top, height, view.heightPx, alpha.height);
  const behind = backdropReader(view.backdrop);
  const out = createRgba(view.widthPx, view.heightPx);
  const sum = [0, 0, 0];
  down.forEach((rows, y) => {
    across.forEach((columns, x) => {
      sum.fill(0);
      let opacity = 0;
      rows.shares.forEach((rowShare, v) => {
        columns.shares.forEach((columnShare, u) => {
          const at = (rows.first + v) * alpha.width + columns.first + u;
          const weight = rowShare * columnShare * alpha.data[at];
          opacity += weight;
          for (let c = 0; c < 3; c++) sum[c] += weight * foreground.data[at * 4 + c];
        });
      });
      const to = (y * view.widthPx + x) * 4;
      let isOpaque = false;
      for (let c = 0; c < 3; c++) {
        const back = behind(x, y, c);
        isOpaque ||= back !== null;
        if (back !== null) out.data[to + c] = sum[c] + (1 - opacity) * back;
        else if (opacity > 0) out.data[to + c] = sum[c] / opacity;
      }
      out.data[to + 3] = isOpaque ? 255 : opacity * 255;
    });
  });
  return out;
}
