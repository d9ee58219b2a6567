/** The matte room: cuts the person out of the photo, with soft hair and without a rim of the old background. */
import { throwIfCancelled } from '../../../../shared/errors.ts';
import type { EngineContext } from '../../context.ts';
import type { Photo } from '../media/types.ts';
import { emptyMatte, finishMatte } from './finish.ts';
import { estimateLayerColours } from './foregroundColours.ts';
import { segmentRegion } from './forward.ts';
import { matteOfOwnAlpha } from './ownAlpha.ts';
import { combineViews, decidePerson, regionOf, type Grid, type SegmentedView } from './personMask.ts';
import { refineAlpha } from './refine.ts';
import { createPhotoSampler } from './photoSampler.ts';
import type { Region } from './resample.ts';
import type { FaceEvidence, Matte } from './types.ts';
import { viewsFor } from './views.ts';

/** Part of the cache key: raise it whenever the result changes. */
export const MATTE_VERSION = 1;

const MODEL_ID = 'selfie';
/** Longer side of the grid on which the person is first located, pixels. */
const LOCATE_SIDE_PX = 512;
/** Alpha and colours are solved on at most this many pixels around the person and carried to larger photos. */
const WORK_MAX_PIXELS = 2_000_000;
/** Room around the located person, in shares of the longer photo side, for hair and for colours of the background. */
const MARGIN_SHARE = 0.03;
/** Progress after the network's looks and after the edge, as measured on a 12-megapixel photo. */
const SEGMENT_SHARE = 0.3;
const REFINED_SHARE = 0.75;

function gridOver(photo: Photo, region: Region, maxPixels: number): Grid {
  const scale = Math.min(1, Math.sqrt(maxPixels / (region.width * region.height)));
  return {
    width: Math.max(1, Math.round(region.width * scale)),
    height: Math.max(1, Math.round(region.height * scale)),
    region,
    photoWidth: photo.image.width,
    photoHeight: photo.image.height,
  };
}

/**
 * Cuts the persons out of a photo.
 *
 * A photo that is a cut-out already (its own alpha channel) is taken as it is. Otherwise the faces say who is a
 * person; without faces the matte is empty.
 * @param faces the faces found in the photo, photo pixels
 * @throws KotohogiError kind `missing` when the model is absent, `cancelled` on abort
 */
export async function cutOut(
  photo: Photo,
  faces: readonly FaceEvidence[],
  context: Pick<EngineContext, 'models' | 'signal' | 'progress'>,
): Promise<Matte> {
  const own = photo.hasAlpha ? matteOfOwnAlpha(photo.image) : null;
  if (own) return own;
  if (faces.length === 0) return emptyMatte(photo.image);

  const { width, height } = photo.image;
  const model = await context.models.open(MODEL_ID);
  const sample = createPhotoSampler(photo.image);
  const views: SegmentedView[] = [];
  const looks = viewsFor(width, height, faces);
  for (const look of looks) {
    throwIfCancelled(context.signal);
    views.push({ ...look, mask: await segmentRegion(model, sample, look.region) });
    context.progress.report((SEGMENT_SHARE * views.length) / looks.length);
  }

  const whole = { x: 0, y: 0, width, height };
  const coarse = gridOver(photo, whole, LOCATE_SIDE_PX * LOCATE_SIDE_PX);
  const located = decidePerson(combineViews(views, coarse), coarse, faces);
  const region = regionOf(located, coarse, MARGIN_SHARE * Math.max(width, height));
  if (!region) return emptyMatte(photo.image);

  throwIfCancelled(context.signal);
  const grid = gridOver(photo, region, WORK_MAX_PIXELS);
  const rgb = sample(region, grid.width, grid.height);
  const probability = combineViews(views, grid);
  const person = decidePerson(probability, grid, faces);
  const alpha = refineAlpha(rgb, person, probability, grid, views, faces);
  throwIfCancelled(context.signal);
  context.progress.report(REFINED_SHARE);
  const layers = estimateLayerColours(rgb, alpha, grid.width, grid.height);
  const matte = finishMatte(photo.image, grid, rgb, alpha, layers);
  context.progress.report(1);
  return matte;
}
