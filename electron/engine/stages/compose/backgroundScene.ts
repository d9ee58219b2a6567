import sharp from 'sharp';
import type { SceneId } from '../../../../shared/scenes/sceneIds.ts';
import { sceneSvg } from '../../../../shared/scenes/sceneSvg.ts';
import { createRgba, type RgbaImage } from '../../runtime/image.ts';
import type { FrameSize } from './background.ts';
import { triangularGrain } from './grain.ts';

/** Paper is never even; strong enough to hide the steps of soft skies, weak enough to be felt rather than seen. */
const PAPER_GRAIN = 1.6;

/** A festive scene, drawn for this very frame, with the grain of paper. */
export async function sceneBackground(id: SceneId, size: FrameSize): Promise<RgbaImage> {
  const { data, info } = await sharp(Buffer.from(sceneSvg(id, size)))
    .flatten({ background: '#ffffff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.width !== size.widthPx || info.height !== size.heightPx)
    throw new Error(`The scene "${id}" is ${info.width} x ${info.height} pixels.`);
  const image = createRgba(size.widthPx, size.heightPx);
  for (let at = 0; at < data.length; at += 4) {
    const grain = PAPER_GRAIN * triangularGrain(at / 4);
    for (let c = 0; c < 3; c++) image.data[at + c] = data[at + c] + grain;
    image.data[at + 3] = 255;
  }
  return image;
}
