/** The matte room: cuts the person out of the photo, with soft hair and without a rim of the old background. */
import type { MatteTouchUp } from '../../../../shared/matteTouchUp.ts';
import type { EngineContext } from '../../context.ts';
import type { ModelCard } from '../../runtime/modelStore.ts';
import type { Photo } from '../media/types.ts';
import { cutOutWithBiRefNet, type NotUsed } from './birefnet/index.ts';
import { availableBytes as freeBytes, gigabytes } from './birefnet/memory.ts';
import { emptyMatte } from './finish.ts';
import { matteOfOwnAlpha } from './ownAlpha.ts';
import { cutOutWithSelfie } from './selfie.ts';
import { applyTouchUp } from './touchUp.ts';
import type { FaceEvidence, Matte, PersonEvidence } from './types.ts';

export { matteEdge, type Backdrop, type EdgeView } from './edgeView.ts';
export { applyTouchUp } from './touchUp.ts';

/** Part of the cache key: raise it whenever the result changes. */
export const MATTE_VERSION = 1;

/** The embedded model, which stands in when a larger one cannot run. */
const EMBEDDED_ID = 'selfie';

export interface CutOutOptions {
  /** Id of a model for the role `matte`, or `auto` for the best that is installed. */
  readonly model?: string;
  /** Strokes of the brush over the result; null or left out: none. */
  readonly touchUp?: MatteTouchUp | null;
  /** Persons that a detector found, where one has looked: somebody seen from behind is cut out by them alone. */
  readonly persons?: readonly PersonEvidence[];
  /** Memory that a model may take, bytes; left out: most of what is free on the machine. */
  readonly availableBytes?: () => number;
}

/** Why another model than the chosen one cut the person out. */
function notUsedWarnings(id: string, why: NotUsed): readonly string[] {
  const warnings: string[] = [];
  if (why.notUsed === 'memory')
    warnings.push(
      `The model "${id}" needs about ${gigabytes(why.needBytes)} GB of memory and ${gigabytes(why.freeBytes)} GB are free: the embedded model cut the person out instead.`,
    );
  else
    warnings.push(`The model "${id}" failed (${why.detail}): the embedded model cut the person out instead.`);
  return warnings;
}

async function cutOutWith(
  card: ModelCard,
  photo: Photo,
  faces: readonly FaceEvidence[],
  context: Pick<EngineContext, 'models' | 'signal' | 'progress'>,
  { persons = [], availableBytes = freeBytes }: CutOutOptions,
): Promise<Matte> {
  switch (card.family) {
    case 'selfie':
      return cutOutWithSelfie(photo, faces, card.id, context);
    case 'birefnet': {
      if (faces.length === 0 && persons.length === 0) return emptyMatte(photo.image);
      const matte = await cutOutWithBiRefNet(photo, { faces, persons }, card, context, availableBytes);
      if (!('notUsed' in matte)) return matte;
      const embedded = await cutOutWithSelfie(photo, faces, EMBEDDED_ID, context);
      return { ...embedded, warnings: notUsedWarnings(card.id, matte) };
    }
    default:
      throw new Error(`The model ${card.id} of the family ${card.family} cuts nobody out.`);
  }
}

/**
 * Cuts the persons out of a photo.
 *
 * A photo that is a cut-out already (its own alpha channel) is taken as it is. Otherwise the faces, and for larger
 * models also detected persons, say who is a person; without them the matte is empty and no network runs.
 * @param faces the faces found in the photo, photo pixels
 * @returns the matte; its `warnings` say when another model or a smaller picture than asked for was used
 * @throws KotohogiError kind `missing` when the model is absent or is not what it should be, `cancelled` on abort
 */
export async function cutOut(
  photo: Photo,
  faces: readonly FaceEvidence[],
  context: Pick<EngineContext, 'models' | 'signal' | 'progress'>,
  options: CutOutOptions = {},
): Promise<Matte> {
  const own = photo.hasAlpha ? matteOfOwnAlpha(photo.image) : null;
  const matte =
    own ??
    (await cutOutWith(
      await context.models.choose('matte', options.model ?? 'auto'),
      photo,
      faces,
      context,
      options,
    ));
  return options.touchUp ? applyTouchUp(matte, photo.image, options.touchUp) : matte;
}
