/** Which face belongs to which person. */
import { inputError } from '../../../../shared/errors.ts';
import type { Box } from '../../runtime/image.ts';
import type { Person } from './types.ts';

/** Anything with a box around a face, brows to chin and ear to ear; photo pixels. */
export interface FaceBox {
  readonly box: Box;
}

function contains([left, top, width, height]: Box, x: number, y: number): boolean {
  return x >= left && y >= top && x <= left + width && y <= top + height;
}

/**
 * How far a face is from where the head of this person should be: at the top of the box, in the middle across. Counted
 * in half widths of the person to the side, and in heights of the face from the top.
 */
function misfit(person: Box, face: Box): number {
  const beside = Math.abs(face[0] + face[2] / 2 - (person[0] + person[2] / 2)) / (person[2] / 2);
  return beside + Math.abs(face[1] - person[1]) / face[3];
}

/**
 * The person whose face this is: of those around the middle of the face, the one whose head should be nearest to it.
 * A child before its father is in both boxes; its face is at the top of its own.
 */
export function personOfFace<Someone extends Pick<Person, 'box'>>(
  persons: readonly Someone[],
  { box }: FaceBox,
): Someone | null {
  const x = box[0] + box[2] / 2;
  const y = box[1] + box[3] / 2;
  const around = persons.filter((person) => contains(person.box, x, y));
  if (around.length === 0) return null;
  return around.reduce((best, person) => (misfit(person.box, box) < misfit(best.box, box) ? person : best));
}

/**
 * The largest face of a person.
 * @param persons all of the photo, `person` among them
 * @returns null where they show none
 */
export function faceOfPerson<Face extends FaceBox>(
  persons: readonly Pick<Person, 'box'>[],
  faces: readonly Face[],
  person: Pick<Person, 'box'>,
): Face | null {
  const area = ({ box }: Face): number => box[2] * box[3];
  return faces
    .filter((face) => personOfFace(persons, face) === person)
    .reduce<Face | null>((largest, face) => (largest && area(largest) >= area(face) ? largest : face), null);
}

/**
 * The largest face of a person that somebody chose.
 * @param persons largest first
 * @param personIndex 0 is the largest
 * @throws KotohogiError kind `input`: `photo-no-person`, `photo-person-index` or `photo-person-no-face`
 */
export function choosePersonFace<Face extends FaceBox>(
  persons: readonly Pick<Person, 'box'>[],
  faces: readonly Face[],
  personIndex: number,
  photoPath: string,
): Face {
  if (persons.length === 0)
    throw inputError(
      'photo-no-person',
      `No person was found in ${photoPath}.`,
      'Use a photo that shows a person, or choose a face instead of a person.',
    );
  if (!Number.isInteger(personIndex) || personIndex < 0 || personIndex >= persons.length)
    throw inputError(
      'photo-person-index',
      persons.length === 1
        ? `${photoPath} shows one person, so there is no person number ${personIndex}.`
        : `${photoPath} shows ${persons.length} persons, so there is no person number ${personIndex}.`,
      persons.length === 1
        ? 'Choose person 0, or leave the choice out.'
        : `Choose a person from 0 (the largest) to ${persons.length - 1}.`,
    );
  const face = faceOfPerson(persons, faces, persons[personIndex]);
  if (face === null)
    throw inputError(
      'photo-person-no-face',
      `Person number ${personIndex} in ${photoPath} shows no face.`,
      'Choose another person, or a photo in which the face is clearly visible from the front.',
    );
  return face;
}
