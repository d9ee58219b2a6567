import { viewYuv, yuvByteLength, type YuvImage } from '../../../frames/yuv.ts';
import type { FrameSize } from '../background.ts';

/** A rectangle of whole, even pixels of the frame. */
export interface Zone {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A drawn caption and where it stands in the frame. */
export interface CaptionPicture extends Zone {
  /** Colours, not multiplied by the opacity. */
  readonly colours: YuvImage;
  /** Opacity, 0..255 per luma pixel. */
  readonly alpha: Uint8Array;
}

const even = (value: number): number => 2 * Math.floor(value / 2);

/** The part of the frame that captions may cover: inside the margins that players and phones cover themselves. */
export function captionZone({ widthPx, heightPx }: FrameSize): Zone {
  const left = even(widthPx * 0.06);
  const top = even(heightPx * 0.62);
  return { left, top, width: widthPx - 2 * left, height: even(heightPx * 0.93) - top };
}

/** left, top, width, height as 32-bit numbers; a width of 0: nothing is shown. */
const HEADER_BYTES = 16;

/** Bytes of a picture of a size in memory that drawing workers share: header, colours, opacity. */
export const pictureBytes = ({ width, height }: Pick<Zone, 'width' | 'height'>): number =>
  HEADER_BYTES + yuvByteLength(width, height) + width * height;

/** Bytes of the largest caption. */
export const captionSlotBytes = (frame: FrameSize): number => pictureBytes(captionZone(frame));

/** @param picture null: nothing is shown */
export function writeCaption(
  buffer: SharedArrayBuffer,
  byteOffset: number,
  picture: CaptionPicture | null,
): void {
  const header = new Int32Array(buffer, byteOffset, 4);
  if (!picture) {
    header.fill(0);
    return;
  }
  const { left, top, width, height, colours, alpha } = picture;
  header.set([left, top, width, height]);
  const target = viewYuv(buffer, byteOffset + HEADER_BYTES, width, height);
  target.y.set(colours.y);
  target.u.set(colours.u);
  target.v.set(colours.v);
  new Uint8Array(buffer, byteOffset + HEADER_BYTES + yuvByteLength(width, height), alpha.length).set(alpha);
}

/** The caption as it lies in shared memory; null when nothing is shown. */
export function readCaption(buffer: SharedArrayBuffer, byteOffset: number): CaptionPicture | null {
  const [left, top, width, height] = new Int32Array(buffer, byteOffset, 4);
  if (width === 0) return null;
  const at = byteOffset + HEADER_BYTES;
  return {
    left,
    top,
    width,
    height,
    colours: viewYuv(buffer, at, width, height),
    alpha: new Uint8Array(buffer, at + yuvByteLength(width, height), width * height),
  };
}
