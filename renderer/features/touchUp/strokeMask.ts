import { brushRim, brushWeight, type BrushRim } from '../../../shared/matteBrush.ts';
import type { MatteStroke } from '../../../shared/matteTouchUp.ts';

/** A rectangle of whole grid pixels. */
export interface GridRect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const LEVELS = 255;

/**
 * How much a stroke counts at each pixel of a reduced photo, by the same rule as the engine's: the distance to the
 * nearest part of the line. Grows point by point, so that it keeps up with the hand.
 */
export class StrokeMask {
  readonly width: number;
  readonly height: number;
  /** 0..255, row by row. */
  readonly weights: Uint8ClampedArray<ArrayBuffer>;
  readonly #scale: number;
  readonly #rim: BrushRim;
  #last: readonly [number, number] | null = null;

  /** @param scale grid pixels per photo pixel */
  constructor(
    width: number,
    height: number,
    scale: number,
    brush: Pick<MatteStroke, 'radiusPx' | 'hardness'>,
  ) {
    this.width = width;
    this.height = height;
    this.#scale = scale;
    this.#rim = brushRim(brush.radiusPx * scale, brush.hardness);
    this.weights = new Uint8ClampedArray(width * height);
  }

  /**
   * Goes on to a point.
   * @param point photo pixels
   * @returns what has changed; null when that lies outside
   */
  extend(point: readonly [number, number]): GridRect | null {
    const to = [point[0] * this.#scale, point[1] * this.#scale] as const;
    const from = this.#last ?? to;
    this.#last = to;
    const reach = this.#rim.outerPx;
    const left = Math.max(0, Math.floor(Math.min(from[0], to[0]) - reach));
    const top = Math.max(0, Math.floor(Math.min(from[1], to[1]) - reach));
    const right = Math.min(this.width, Math.ceil(Math.max(from[0], to[0]) + reach));
    const bottom = Math.min(this.height, Math.ceil(Math.max(from[1], to[1]) + reach));
    if (left >= right || top >= bottom) return null;

    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const lengthSquared = dx * dx + dy * dy;
    for (let y = top; y < bottom; y += 1)
      for (let x = left; x < right; x += 1) {
        const [px, py] = [x + 0.5 - from[0], y + 0.5 - from[1]];
        const along = lengthSquared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / lengthSquared));
        const weight = brushWeight(Math.hypot(px - along * dx, py - along * dy), this.#rim) * LEVELS;
        const at = y * this.width + x;
        if (weight > this.weights[at]) this.weights[at] = weight;
      }
    return { left, top, width: right - left, height: bottom - top };
  }
}

/** The smallest rectangle around both. */
export function joinRects(a: GridRect | null, b: GridRect | null): GridRect | null {
  if (!a || !b) return a ?? b;
  const left = Math.min(a.left, b.left);
  const top = Math.min(a.top, b.top);
  return {
    left,
    top,
    width: Math.max(a.left + a.width, b.left + b.width) - left,
    height: Math.max(a.top + a.height, b.top + b.height) - top,
  };
}
