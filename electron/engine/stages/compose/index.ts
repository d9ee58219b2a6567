import sharp from 'sharp';
import type { Background } from '../../../../shared/contract/render.ts';
import { throwIfCancelled } from '../../../../shared/errors.ts';
import type { EngineContext } from '../../context.ts';
import type { YuvImage } from '../../frames/yuv.ts';
import { rgbaToYuv } from '../../frames/yuv.ts';
import type { GrayImage, RgbaImage } from '../../runtime/image.ts';
import { createGray, createRgba } from '../../runtime/image.ts';
import type { Matte } from '../matte/types.ts';
import type { Photo } from '../media/types.ts';
import type { FrameSize } from './background.ts';
import { makeBackground } from './background.ts';
import type { FrameLayout } from './layout.ts';
import type { FrameLayers } from './paintFrame.ts';

export const COMPOSE_VERSION = 1;

/** The frame at rest: the layers that frames are drawn from, and what they look like when nothing moves. */
export interface ComposedStill {
  readonly layers: FrameLayers;
  readonly still: YuvImage;
}

/** Paper white: what shows through a transparent photo when no background was chosen. */
const PAPER = { r: 255, g: 255, b: 255 };

const bytesOf = (view: Uint8ClampedArray<SharedArrayBuffer>): Buffer =>
  Buffer.from(view.buffer, view.byteOffset, view.byteLength);

/** Crops and scales colours (Lanczos 3); the result is opaque. */
async function fitColours(
  image: RgbaImage,
  layout: FrameLayout,
  size: FrameSize,
  flatten: boolean,
): Promise<RgbaImage> {
  const source = sharp(bytesOf(image.data), {
    raw: { width: image.width, height: image.height, channels: 4 },
  });
  const opaque = flatten ? source.flatten({ background: PAPER }) : source.removeAlpha();
  const data = await opaque
    .extract({ left: layout.left, top: layout.top, width: layout.width, height: layout.height })
    .resize(size.widthPx, size.heightPx, { fit: 'fill', kernel: 'lanczos3' })
    .ensureAlpha()
    .raw()
    .toBuffer();
  const out = createRgba(size.widthPx, size.heightPx);
  out.data.set(data);
  return out;
}

/** Crops and scales the matte to 0..255 per frame pixel. */
async function fitMatte(
  alpha: GrayImage,
  layout: FrameLayout,
  size: FrameSize,
): Promise<Uint8ClampedArray<SharedArrayBuffer>> {
  const bytes = new Uint8ClampedArray(layout.width * layout.height);
  for (let y = 0; y < layout.height; y++) {
    const from = (y + layout.top) * alpha.width + layout.left;
    for (let x = 0; x < layout.width; x++) bytes[y * layout.width + x] = alpha.data[from + x] * 255;
  }
  const data = await sharp(bytes, { raw: { width: layout.width, height: layout.height, channels: 1 } })
    .resize(size.widthPx, size.heightPx, { fit: 'fill', kernel: 'lanczos3' })
    .extractChannel(0)
    .raw()
    .toBuffer();
  const out = new Uint8ClampedArray(new SharedArrayBuffer(size.widthPx * size.heightPx));
  out.set(data);
  return out;
}

/** Lays `person` over `background` by its opacity; all of frame size. */
function over(person: RgbaImage, alpha: Uint8ClampedArray, background: RgbaImage): RgbaImage {
  const out = createRgba(person.width, person.height);
  for (let i = 0; i < alpha.length; i++) {
    const a = alpha[i] / 255;
    for (let c = 0; c < 3; c++) {
      const at = i * 4 + c;
      out.data[at] = background.data[at] + (person.data[at] - background.data[at]) * a;
    }
    out.data[i * 4 + 3] = 255;
  }
  return out;
}

/**
 * Lays the photo out in the frame and puts the chosen background behind the person.
 * @param matte null when the background is the photo's own (kind `none`)
 */
export async function composeStill(
  photo: Photo,
  matte: Matte | null,
  background: Background,
  layout: FrameLayout,
  size: FrameSize,
  context: EngineContext,
): Promise<ComposedStill> {
  const composed = await fitColours(photo.image, layout, size, photo.hasAlpha);
  throwIfCancelled(context.signal);
  if (background.kind === 'none' || !matte) {
    const still = rgbaToYuv(composed);
    return { layers: { person: still, personAlpha: null, background: null }, still };
  }
  const personAlpha = await fitMatte(matte.alpha, layout, size);
  const person = await fitColours(matte.foreground, layout, size, false);
  throwIfCancelled(context.signal);
  const matteInFrame = createGray(size.widthPx, size.heightPx);
  for (let i = 0; i < personAlpha.length; i++) matteInFrame.data[i] = personAlpha[i] / 255;
  const behind = await makeBackground(background, composed, matteInFrame, size);
  throwIfCancelled(context.signal);
  return {
    layers: { person: rgbaToYuv(person), personAlpha, background: rgbaToYuv(behind) },
    still: rgbaToYuv(over(person, personAlpha, behind)),
  };
}
