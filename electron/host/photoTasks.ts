import { stat } from 'node:fs/promises';
import { inspectPhoto, type EngineRun, type PhotoInspection } from '../engine/index.ts';
import { matteEdge } from '../engine/stages/matte/edgeView.ts';
import { cutEdgesOfMatte } from '../engine/stages/matte/cutEdges.ts';
import { applyTouchUp } from '../engine/stages/matte/touchUp.ts';
import type { Matte } from '../engine/stages/matte/types.ts';
import { NO_TOUCH_UP } from '../../shared/matteTouchUp.ts';
import { encodeExactly, encodeForDisplay } from './displayPictures.ts';
import type { Face } from '../engine/stages/face/types.ts';
import { personOfFace } from '../engine/stages/person/index.ts';
import type { Person } from '../engine/stages/person/types.ts';
import type { InspectedPhoto, PhotoTask, PreviewedMatte, TaskInput } from './messages.ts';

/** A photo that is being touched up: what every stroke needs again. */
interface OnTheEasel {
  readonly key: string;
  readonly inspection: PhotoInspection;
  /** The touch-up that was laid on last, as JSON, and what came of it. */
  touched: { readonly touchUp: string; readonly matte: Matte } | null;
}

/** What looks at photos, and keeps the one that is being touched up. */
export interface PhotoTasks {
  readonly inspect: (task: PhotoTask, run: EngineRun) => Promise<InspectedPhoto>;
  readonly previewMatte: (task: TaskInput<'previewMatte'>, run: EngineRun) => Promise<PreviewedMatte>;
}

export function createPhotoTasks(): PhotoTasks {
  let easel: OnTheEasel | null = null;

  /** Puts a photo on the easel unless it stands there already. */
  async function stand(task: PhotoTask, run: EngineRun): Promise<OnTheEasel> {
    const key = await keyOf(task);
    if (easel?.key !== key) easel = { key, inspection: await look(task, run), touched: null };
    return easel;
  }

  return {
    async inspect(task, run) {
      // Another photo takes its place: one decoded photo is as much as is held.
      if (easel && easel.key !== (await keyOf(task))) easel = null;
      return describe(await look(task, run));
    },
    async previewMatte(task, run) {
      const standing = await stand(task, run);
      const { photo, matte } = standing.inspection;
      const touchUp = task.touchUp ?? NO_TOUCH_UP;
      const asText = JSON.stringify(touchUp);
      if (standing.touched?.touchUp !== asText)
        standing.touched = { touchUp: asText, matte: applyTouchUp(matte, photo.image, touchUp) };
      const touched = standing.touched.matte;
      if (task.part === null)
        return {
          coverage: touched.coverage,
          cutEdges: cutEdgesOfMatte(touched),
          cutout: await encodeForDisplay(touched.foreground),
        };
      const [, , widthPx, heightPx] = task.part;
      const view = { area: task.part, widthPx, heightPx, backdrop: { kind: 'transparent' } } as const;
      const cutout = await encodeExactly(matteEdge(touched, view));
      return { coverage: touched.coverage, cutEdges: null, cutout };
    },
  };
}

/** Looks at a photo without its corrections: they are laid on here, stroke by stroke. */
const look = ({ path, models }: PhotoTask, run: EngineRun): Promise<PhotoInspection> =>
  inspectPhoto(path, run, { personModel: models.person, matteModel: models.matte, matteTouchUp: null });

/** A file that is written anew under its name is another photo; another model makes another matte. */
async function keyOf({ path, models }: PhotoTask): Promise<string> {
  const info = await stat(path).catch(() => null);
  return JSON.stringify([path, info?.size, info?.mtimeMs, models.matte]);
}

/** What the page is told of a photo. */
async function describe(inspection: PhotoInspection): Promise<InspectedPhoto> {
  const { photo, faces, persons, matte, models } = inspection;
  const { width: widthPx, height: heightPx } = photo.image;
  return {
    widthPx,
    heightPx,
    faces: faces.faces.map((face) => ({
      box: [...face.box],
      score: face.score,
      landmarks: pointsOf(face.landmarks),
      personIndex: ownerIndex(face, persons.persons),
    })),
    persons: persons.persons.map((person) => ({
      box: [...person.box],
      score: person.score,
      faceIndex: ownFaceIndex(person, persons.persons, faces.faces),
    })),
    coverage: matte.coverage,
    cutEdges: cutEdgesOfMatte(matte),
    models: models.map(({ id }) => id),
    // What could not be kept is no news to who looks at a photo.
    warnings: [...photo.warnings, ...matte.warnings],
    preview: await encodeForDisplay(photo.image),
    cutout: matte.coverage > 0 ? await encodeForDisplay(matte.foreground) : null,
  };
}

/** The largest face of a person, as the render chooses it; null where none is seen. */
function ownFaceIndex(person: Person, persons: readonly Person[], faces: readonly Face[]): number | null {
  const index = faces.findIndex((face) => personOfFace(persons, face) === person);
  return index < 0 ? null : index;
}

/** The person whose face it is, as the render frames it; null where there is none around it. */
function ownerIndex(face: Face, persons: readonly Person[]): number | null {
  const owner = personOfFace(persons, face);
  return owner && persons.indexOf(owner);
}

/** Landmarks for drawing: x and y to a tenth of a pixel, without the depth. */
function pointsOf(landmarks: Float32Array): [number, number][] {
  return Array.from({ length: landmarks.length / 3 }, (_, index) => [
    Math.round(landmarks[3 * index] * 10) / 10,
    Math.round(landmarks[3 * index + 1] * 10) / 10,
  ]);
}
