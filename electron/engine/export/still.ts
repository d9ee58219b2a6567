import sharp from 'sharp';
import type { RgbaImage } from '../runtime/image.ts';
import { writeWhole } from '../runtime/writeWhole.ts';

const JPEG_QUALITY = 92;

/** Writes a picture as PNG or JPEG, by the ending of its name; the file is whole or not there. */
export async function writePicture({ data, width, height }: RgbaImage, file: string): Promise<void> {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const picture = sharp(bytes, { raw: { width, height, channels: 4 } });
  const encoded = file.toLowerCase().endsWith('.png')
    ? picture.removeAlpha().png()
    : picture.removeAlpha().jpeg({ quality: JPEG_QUALITY, chromaSubsampling: '4:4:4', mozjpeg: true });
  await writeWhole(file, async (partial) => {
    await encoded.toFile(partial);
  });
}
