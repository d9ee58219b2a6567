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

/** The frame at rest: the layers that frames are drawn from, and what they look like when nothing moves. */
export interface ComposedStill {
  readonly layers: FrameLayers;
  readonly still: YuvImage;
}

/** Paper white: what shows through a transparent photo when no background was chosen. */
const PAPER = { r: 255, g: 255, b: 255 };

const bytesOf = (view: Uint8ClampedArray<SharedArrayBuffer>): Buffer =>
  Buffer.from(view.buffer, view.byteOffset, view.byteLength);

/** What a layout leaves free of the frame, pixels. */
const marginsOf = (
  { into }: FrameLayout,
  { widthPx, heightPx }: FrameSize,
): { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number } => ({
  left: into.left,
  top: into.top,
  right: widthPx - into.left - into.width,
  bottom: heightPx - into.top - into.height,
});

/** Crops and scales colours (Lanczos 3); the result is opaque, its edges continue where it does not reach the frame's. */
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
  const { into } = layout;
  const data = await opaque
    .extract({ left: layout.left, top: layout.top, width: layout.width, height: layout.height })
    .resize(into.width, into.height, { fit: 'fill', kernel: 'lanczos3' })
    .extend({ ...marginsOf(layout, size), extendWith: 'copy' })
    .ensureAlpha()
    .raw()
    .toBuffer();
  const out = createRgba(size.widthPx, size.heightPx);
  out.data.set(data);
  return out;
}

/** Crops and scales the matte to 0..255 per frame pixel; beyond the photo nobody is. */
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
    .resize(layout.into.width, layout.into.height, { fit: 'fill', kernel: 'lanczos3' })
    .extend({ ...marginsOf(layout, size), background: '#000000' })
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

function grayOf(opacity: Uint8ClampedArray, { widthPx, heightPx }: FrameSize): GrayImage {
  const gray = createGray(widthPx, heightPx);
  for (let i = 0; i < opacity.length; i++) gray.data[i] = opacity[i] / 255;
  return gray;
}

/**
 * Lays the photo out in the frame and puts the chosen background behind the person.
 * @param matte null when the background is the photo's own (kind `none`)
 * @param layout where the person stands
 * @param behind where the photo itself lies, for a background that is made of it; as the person unless they were moved
 */
export async function composeStill(
  photo: Photo,
  matte: Matte | null,
  background: Background,
  layout: FrameLayout,
  size: FrameSize,
  context: EngineContext,
  behind: FrameLayout = layout,
): Promise<ComposedStill> {
  const composed = await fitColours(photo.image, behind, size, photo.hasAlpha);
  throwIfCancelled(context.signal);
  if (background.kind === 'none' || !matte) {
    const still = rgbaToYuv(composed);
    return { layers: { person: still, personAlpha: null, background: null }, still };
  }
  const personAlpha = await fitMatte(matte.alpha, layout, size);
  const person = await fitColours(matte.foreground, layout, size, false);
  throwIfCancelled(context.signal);
  const originalAlpha = behind === layout ? personAlpha : await fitMatte(matte.alpha, behind, size);
  const scenery = await makeBackground(background, composed, grayOf(originalAlpha, size), size);
  throwIfCancelled(context.signal);
  return {
    layers: { person: rgbaToYuv(person), personAlpha, background: rgbaToYuv(scenery) },
    still: rgbaToYuv(over(person, personAlpha, scenery)),
  };
}
