/** The person room: where people are in a photo. */
import { throwIfCancelled } from '../../../../shared/errors.ts';
import type { EngineContext } from '../../context.ts';
import type { RgbaImage } from '../../runtime/image.ts';
import type { Photo } from '../media/types.ts';
import { suppress, type Detection } from './detections.ts';
import { openDetector } from './detectors/index.ts';
import { halfTiles, isCutByRegion, wholePhoto, type Look } from './looks.ts';
import type { Person, PersonResult } from './types.ts';

export { choosePersonFace, faceOfPerson, personOfFace } from './choosePersonFace.ts';
export { groupBox } from '../../../../shared/framing/groupBox.ts';

/** Raise it when the same photo may give another result: cached persons are then found again. */
export const PERSON_VERSION = 1;

/** Different looks place the box of one person a little differently; more overlap than this, and it is one person. */
const SAME_PERSON_OVERLAP = 0.5;
/**
 * When nobody fills this share of the photo's longer side, parts of it are looked at larger: below it detectors with
 * small pictures begin to miss people.
 */
const SMALL_SHARE = 0.25;

/** @returns the part of a box that lies in the photo; null when none does */
function clipped(
  { left, top, right, bottom, score }: Detection,
  { width, height }: RgbaImage,
): Person | null {
  const x = Math.max(0, left);
  const y = Math.max(0, top);
  const boxWidth = Math.min(width, right) - x;
  const boxHeight = Math.min(height, bottom) - y;
  return boxWidth > 0 && boxHeight > 0 ? { box: [x, y, boxWidth, boxHeight], score } : null;
}

const area = ({ box: [, , width, height] }: Person): number => width * height;
const longerSide = ({ left, top, right, bottom }: Detection): number => Math.max(right - left, bottom - top);

/**
 * Finds all persons: in the photo as a whole, and in overlapping parts of it when it shows nobody, or only small people.
 * @param choice id of a model for the role `person`, or `auto` for the best that is installed
 * @returns largest first; empty when the photo shows nobody
 * @throws KotohogiError kind `missing` when the model is absent or is not what it should be, `cancelled` on abort
 */
export async function findPersons(
  photo: Photo,
  context: Pick<EngineContext, 'models' | 'signal' | 'progress'>,
  choice: string,
): Promise<PersonResult> {
  const { image } = photo;
  const { id } = await context.models.choose('person', choice);
  const detector = await openDetector(await context.models.open(id));
  const tiles = halfTiles(image, detector.inputSidePx);
  const lookCount = (1 + tiles.length) * detector.zooms.length;
  let looksDone = 0;
  const people: Detection[] = [];
  const lookAt = async (region: Look['region']): Promise<void> => {
    for (const zoom of detector.zooms) {
      throwIfCancelled(context.signal);
      const seen = await detector.detect(photo, { region, zoom });
      people.push(
        ...seen.filter(
          (one) => one.classIndex === detector.personClass && !isCutByRegion(one, region, image),
        ),
      );
      looksDone += 1;
      context.progress.report(looksDone / lookCount);
    }
  };

  await lookAt(wholePhoto(image));
  if (Math.max(0, ...people.map(longerSide)) < SMALL_SHARE * Math.max(image.width, image.height))
    for (const tile of tiles) await lookAt(tile);
  context.progress.report(1);
  const persons = suppress(people, SAME_PERSON_OVERLAP)
    .map((detection) => clipped(detection, image))
    .filter((person) => person !== null)
    .sort((a, b) => area(b) - area(a));
  return { persons, model: id };
}
