import { viewYuv, yuvByteLength, type YuvImage } from './yuv.ts';

/** A fixed number of frame-sized slots in one piece of shared memory; the budget of frames in flight. */
export interface FramePool {
  readonly buffer: SharedArrayBuffer;
  /** Takes a free slot, or null when all are in use. @returns its byte offset */
  take(): number | null;
  release(byteOffset: number): void;
  /** The slot's bytes without a copy: Y, U, V planes as ffmpeg reads them. */
  bytes(byteOffset: number): Buffer;
}

/** @param still copied into every slot when drawing touches only what moves; null when frames are drawn whole */
export function createFramePool(
  { width, height }: { readonly width: number; readonly height: number },
  still: YuvImage | null,
  slots: number,
): FramePool {
  const size = yuvByteLength(width, height);
  const buffer = new SharedArrayBuffer(size * slots);
  const free: number[] = [];
  for (let slot = slots - 1; slot >= 0; slot--) {
    if (still) {
      const frame = viewYuv(buffer, slot * size, width, height);
      frame.y.set(still.y);
      frame.u.set(still.u);
      frame.v.set(still.v);
    }
    free.push(slot * size);
  }
  return {
    buffer,
    take: () => free.pop() ?? null,
    release: (byteOffset) => {
      free.push(byteOffset);
    },
    bytes: (byteOffset) => Buffer.from(buffer, byteOffset, size),
  };
}
