import path from 'node:path';
import sharp from 'sharp';
import type { GrayImage, RgbaImage } from '../runtime/image.ts';
import { drawOverlay } from '../stages/face/overlay.ts';
import { LANDMARK_COUNT, type Face } from '../stages/face/types.ts';
import { engineRun } from './engineRun.ts';
import { isSet, required, type OptionSpecs, type OptionValues } from './options.ts';
import { outputFile } from './outputFile.ts';
import { printJson } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';

export const PHOTO_REPORT_VERSION = 1;

const OPTIONS: OptionSpecs = {
  photo: { type: 'string', value: 'F', help: 'photo of a person' },
  matte: { type: 'string', value: 'F.png', help: 'write the matte there: white is person' },
  overlay: { type: 'string', value: 'F.png', help: 'write the photo with what was found drawn over it' },
};

/** The points of one face as pairs, rounded to a hundredth of a pixel. */
export function landmarkPairs({ landmarks }: Pick<Face, 'landmarks'>): [x: number, y: number][] {
  const rounded = (value: number): number => Math.round(value * 100) / 100;
  return Array.from({ length: LANDMARK_COUNT }, (_, index) => [
    rounded(landmarks[index * 3]),
    rounded(landmarks[index * 3 + 1]),
  ]);
}

async function writeMatte(file: string, { width, height, data }: GrayImage): Promise<void> {
  const bytes = Uint8Array.from(data, (alpha) => Math.round(alpha * 255));
  await sharp(bytes, { raw: { width, height, channels: 1 } })
    .png()
    .toFile(file);
}

async function writePicture(file: string, { width, height, data }: RgbaImage): Promise<void> {
  await sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toFile(file);
}

async function run(values: OptionValues, context: VerbContext): Promise<number> {
  const photoPath = path.resolve(required(values, 'photo', 'photo'));
  const mattePath = await outputFile(values, 'matte');
  const overlayPath = await outputFile(values, 'overlay');
  const { inspectPhoto } = await import('../index.ts');
  const { photo: picture, faces, matte } = await inspectPhoto(photoPath, await engineRun(values, context));
  if (mattePath !== undefined) await writeMatte(mattePath, matte.alpha);
  if (overlayPath !== undefined)
    await writePicture(overlayPath, drawOverlay(picture.image, faces, matte.alpha));

  const { width, height } = picture.image;
  if (isSet(values, 'json')) {
    printJson(context.terminal, {
      schemaVersion: PHOTO_REPORT_VERSION,
      width,
      height,
      faces: faces.faces.map((face) => ({
        box: face.box,
        score: face.score,
        landmarks: landmarkPairs(face),
      })),
      matte: { coverage: matte.coverage },
      warnings: picture.warnings,
    });
    return 0;
  }
  const lines = [
    `${photoPath}: ${width}x${height}, ${faces.faces.length === 1 ? 'one face' : `${faces.faces.length} faces`}`,
    ...faces.faces.map(({ box, score }, index) => {
      const [x, y, boxWidth, boxHeight] = box.map(Math.round);
      return `  face ${index}: ${boxWidth}x${boxHeight} at ${x},${y}, score ${score.toFixed(2)}`;
    }),
    `  the person covers ${Math.round(matte.coverage * 100)} % of the photo`,
    ...picture.warnings.map((sentence) => `Note: ${sentence}`),
  ];
  context.terminal.out(`${lines.join('\n')}\n`);
  return 0;
}

export const photo: Verb = {
  name: 'photo',
  summary: 'shows what is found in a photo: faces, landmarks, matte',
  example: 'photo --photo photo.jpg --json --overlay seen.png',
  options: OPTIONS,
  run,
};
