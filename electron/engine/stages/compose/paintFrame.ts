import { sampleCubicRow, sampleLinear } from '../../frames/sampler.ts';
import type { YuvImage } from '../../frames/yuv.ts';
import type { FaceWarp, WarpRow } from '../lipsync/engines/builtin/draw/faceWarp.ts';
import { createWarpRow } from '../lipsync/engines/builtin/draw/faceWarp.ts';

/** The picture at rest, in layers, at frame size. */
export interface FrameLayers {
  /** The layer that moves: the person, or the whole photo when the background is the photo's own. */
  readonly person: YuvImage;
  /** Opacity of the person, 0..255 per luma pixel; null when the layer is opaque everywhere. */
  readonly personAlpha: Uint8ClampedArray<SharedArrayBuffer> | null;
  /** What stands behind the person; null when the layer is opaque everywhere. */
  readonly background: YuvImage | null;
}

export interface FramePainter {
  /**
   * Repaints the parts that can move. `target` must hold the composited still outside them, and may hold an
   * earlier frame inside them.
   */
  paint(target: YuvImage): void;
}

/**
 * Draws frames from layers and a prepared warp. Luma is sampled bicubically, chroma and opacity bilinearly, all in
 * YUV, so nothing is converted per frame.
 */
export function createFramePainter(layers: FrameLayers, warp: FaceWarp): FramePainter {
  const { person, personAlpha, background } = layers;
  const { width, height } = person;
  const chromaWidth = width >> 1;
  const chromaHeight = height >> 1;
  const widest = Math.max(...warp.rects.map((rect) => rect.right - rect.left));
  const rows: readonly [WarpRow, WarpRow] = [createWarpRow(widest), createWarpRow(widest)];
  const luma = new Float32Array(widest);

  const paintLuma = (target: YuvImage, left: number, count: number, y: number, row: WarpRow): void => {
    sampleCubicRow(person.y, width, height, row.sourceX, row.sourceY, count, luma);
    const start = y * width + left;
    for (let i = 0; i < count; i++) {
      const cover = row.cover[i];
      let value = luma[i];
      if (cover > 0) value += (row.inkY[i] - value) * cover;
      if (personAlpha && background) {
        const alpha = sampleLinear(personAlpha, width, height, row.sourceX[i], row.sourceY[i]) / 255;
        const behind = background.y[start + i];
        value = behind + (value - behind) * alpha;
      }
      target.y[start + i] = value;
    }
  };

  const paintChroma = (target: YuvImage, left: number, count: number, y: number): void => {
    const [upper, lower] = rows;
    for (let i = 0; i < count; i += 2) {
      const x =
        ((upper.sourceX[i] + upper.sourceX[i + 1] + lower.sourceX[i] + lower.sourceX[i + 1]) / 4 - 0.5) / 2;
      const v =
        ((upper.sourceY[i] + upper.sourceY[i + 1] + lower.sourceY[i] + lower.sourceY[i + 1]) / 4 - 0.5) / 2;
      let cu = sampleLinear(person.u, chromaWidth, chromaHeight, x, v);
      let cv = sampleLinear(person.v, chromaWidth, chromaHeight, x, v);
      const cover = upper.cover[i] + upper.cover[i + 1] + lower.cover[i] + lower.cover[i + 1];
      if (cover > 0) {
        let inkU = 0;
        let inkV = 0;
        for (const row of rows) {
          inkU += row.inkU[i] * row.cover[i] + row.inkU[i + 1] * row.cover[i + 1];
          inkV += row.inkV[i] * row.cover[i] + row.inkV[i + 1] * row.cover[i + 1];
        }
        cu += (inkU / cover - cu) * (cover / 4);
        cv += (inkV / cover - cv) * (cover / 4);
      }
      const at = (y >> 1) * chromaWidth + ((left + i) >> 1);
      if (personAlpha && background) {
        const alpha = sampleLinear(personAlpha, width, height, x * 2 + 0.5, v * 2 + 0.5) / 255;
        cu = background.u[at] + (cu - background.u[at]) * alpha;
        cv = background.v[at] + (cv - background.v[at]) * alpha;
      }
      target.u[at] = cu;
      target.v[at] = cv;
    }
  };

  return {
    paint(target) {
      for (const rect of warp.rects) {
        const count = rect.right - rect.left;
        for (let y = rect.top; y < rect.bottom; y += 2) {
          warp.fillRow(rect, y, rows[0]);
          warp.fillRow(rect, y + 1, rows[1]);
          paintLuma(target, rect.left, count, y, rows[0]);
          paintLuma(target, rect.left, count, y + 1, rows[1]);
          paintChroma(target, rect.left, count, y);
        }
      }
    },
  };
}
