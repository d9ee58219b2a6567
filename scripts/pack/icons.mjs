import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fromRoot } from '../setup/paths.mjs';
import { icnsFile, icoFile } from './iconFiles.mjs';

const SIZES_PX = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const ICO_SIZES_PX = new Set([16, 24, 32, 48, 64, 128, 256]);
const ICNS_SIZES_PX = new Set([16, 32, 64, 128, 256, 512, 1024]);
/** The drawings are 512 units wide; sharp draws them at 72 dots an inch unless told. */
const DRAWING_PX = 512;
const DRAWING_DPI = 72;

/**
 * Draws the icons of the program and of its project files, for all platforms.
 * @param {string} folder
 */
export async function drawIcons(folder) {
  const { default: sharp } = await import('sharp');
  await mkdir(path.join(folder, 'linux'), { recursive: true });
  for (const name of ['icon', 'project']) {
    const source = fromRoot('resources', 'icons', `${name}.svg`);
    const drawings = await Promise.all(
      SIZES_PX.map(async (sizePx) => ({
        sizePx,
        png: await sharp(source, { density: Math.max(DRAWING_DPI, (DRAWING_DPI * sizePx) / DRAWING_PX) })
          .resize(sizePx, sizePx)
          .png({ compressionLevel: 9 })
          .toBuffer(),
      })),
    );
    const of = (/** @type {ReadonlySet<number>} */ sizes) =>
      drawings.filter(({ sizePx }) => sizes.has(sizePx));
    await writeFile(path.join(folder, `${name}.ico`), icoFile(of(ICO_SIZES_PX)));
    await writeFile(path.join(folder, `${name}.icns`), icnsFile(of(ICNS_SIZES_PX)));
    if (name === 'icon')
      for (const { sizePx, png } of drawings)
        await writeFile(path.join(folder, 'linux', `${String(sizePx)}x${String(sizePx)}.png`), png);
    else
      for (const { sizePx, png } of drawings)
        if (sizePx === 256) await writeFile(path.join(folder, `${name}.png`), png);
  }
}
