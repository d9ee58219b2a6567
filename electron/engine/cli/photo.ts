import path from 'node:path';
import sharp from 'sharp';
import { drawInspection } from '../inspection/drawInspection.ts';
import type { Box, GrayImage, RgbaImage } from '../runtime/image.ts';
import { LANDMARK_COUNT, type Face } from '../stages/face/types.ts';
import { faceOfPerson } from '../stages/person/choosePersonFace.ts';
import type { Person } from '../stages/person/types.ts';
import { engineRun } from './engineRun.ts';
import { isSet, optionalText, required, type OptionSpecs, type OptionValues } from './options.ts';
import { outputFile } from './outputFile.ts';
import { printJson } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';

export const PHOTO_REPORT_VERSION = 1;

const OPTIONS: OptionSpecs = {
  photo: { type: 'string', value: 'F', help: 'photo of a person' },
  matte: { type: 'string', value: 'F.png', help: 'write the matte there: white is person' },
  overlay: {
    type: 'string',
    value: 'F.png',
    help: 'write the photo with what was found drawn over it: persons, faces, landmarks, edge of the matte',
  },
  'person-model': {
    type: 'string',
    value: 'ID',
    help: 'finds the persons; see "kotohogi models list" (auto)',
  },
  'matte-model': { type: 'string', value: 'ID', help: 'cuts the person out (auto)' },
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
  const inspection = await inspectPhoto(photoPath, await engineRun(values, context), {
    personModel: optionalText(values, 'person-model') ?? 'auto',
    matteModel: optionalText(values, 'matte-model') ?? 'auto',
    matteTouchUp: null,
  });
  const { photo: picture, faces, matte } = inspection;
  const { persons } = inspection.persons;
  if (mattePath !== undefined) await writeMatte(mattePath, matte.alpha);
  if (overlayPath !== undefined)
    await writePicture(
      overlayPath,
      drawInspection(picture.image, { persons, faces, matteAlpha: matte.alpha }),
    );

  const { width, height } = picture.image;
  const warnings = [...picture.warnings, ...inspection.warnings];
  /** Index of a person's largest face; null where they show none. */
  const faceIndexOf = (person: Person): number | null => {
    const face = faceOfPerson(persons, faces.faces, person);
    return face && faces.faces.indexOf(face);
  };
  if (isSet(values, 'json')) {
    printJson(context.terminal, {
      schemaVersion: PHOTO_REPORT_VERSION,
      width,
      height,
      persons: persons.map((person) => ({ ...person, face: faceIndexOf(person) })),
      faces: faces.faces.map((face) => ({
        box: face.box,
        score: face.score,
        landmarks: landmarkPairs(face),
      })),
      matte: { coverage: matte.coverage },
      models: inspection.models.map(({ id, role }) => ({ id, role })),
      warnings,
    });
    return 0;
  }
  const boxText = (box: Box): string => {
    const [x, y, boxWidth, boxHeight] = box.map(Math.round);
    return `${boxWidth}x${boxHeight} at ${x},${y}`;
  };
  const counted = (count: number, one: string, many: string): string =>
    count === 0 ? `no ${many}` : count === 1 ? `one ${one}` : `${count} ${many}`;
  const lines = [
    `${photoPath}: ${width}x${height}, ${counted(persons.length, 'person', 'persons')}, ${counted(faces.faces.length, 'face', 'faces')}`,
    ...persons.map((person, index) => {
      const face = faceIndexOf(person);
      const whose = face === null ? 'no face' : `face ${face}`;
      return `  person ${index}: ${boxText(person.box)}, score ${person.score.toFixed(2)}, ${whose}`;
    }),
    ...faces.faces.map(
      ({ box, score }, index) => `  face ${index}: ${boxText(box)}, score ${score.toFixed(2)}`,
    ),
    `  the matte covers ${Math.round(matte.coverage * 100)} % of the photo`,
    ...warnings.map((sentence) => `Note: ${sentence}`),
  ];
  context.terminal.out(`${lines.join('\n')}\n`);
  return 0;
}

export const photo: Verb = {
  name: 'photo',
  summary: 'shows what is found in a photo: persons, faces, landmarks, matte',
  example: 'photo --photo photo.jpg --json --overlay seen.png',
  options: OPTIONS,
  run,
};
