/** Cuts persons out with the embedded segmentation network: many looks at 256 x 256, sharpened on the photo's colours. */
import { throwIfCancelled } from '../../../../shared/errors.ts';
import type { EngineContext } from '../../context.ts';
import type { Photo } from '../media/types.ts';
import { emptyMatte, finishMatte } from './finish.ts';
import { estimateLayerColours } from './foregroundColours.ts';
import { segmentRegion } from './forward.ts';
import { combineViews, decidePerson, regionOf, type SegmentedView } from './personMask.ts';
import { createPhotoSampler } from './photoSampler.ts';
import { refineAlpha } from './refine.ts';
import type { FaceEvidence, Matte } from './types.ts';
import { viewsFor } from './views.ts';
import { gridOver, MARGIN_SHARE, workGrid } from './workGrid.ts';

/** Longer side of the grid on which the person is first located, pixels. */
const LOCATE_SIDE_PX = 512;
/** Progress after the network's looks and after the edge, as measured on a 12-megapixel photo. */
const SEGMENT_SHARE = 0.3;
const REFINED_SHARE = 0.75;

/**
 * Cuts out the persons whose faces are given; without faces the matte is empty.
 * @param modelId of a model of the family `selfie`
 * @throws KotohogiError kind `missing` when the model is absent, `cancelled` on abort
 */
export async function cutOutWithSelfie(
  photo: Photo,
  faces: readonly FaceEvidence[],
  modelId: string,
  context: Pick<EngineContext, 'models' | 'signal' | 'progress'>,
): Promise<Matte> {
  if (faces.length === 0) return emptyMatte(photo.image);

  const { width, height } = photo.image;
  const model = await context.models.open(modelId);
  const sample = createPhotoSampler(photo.image);
  const views: SegmentedView[] = [];
  const looks = viewsFor(width, height, faces);
  for (const look of looks) {
    throwIfCancelled(context.signal);
    views.push({ ...look, mask: await segmentRegion(model, sample, look.region) });
    context.progress.report((SEGMENT_SHARE * views.length) / looks.length);
  }

  const whole = { x: 0, y: 0, width, height };
  const coarse = gridOver(photo.image, whole, LOCATE_SIDE_PX * LOCATE_SIDE_PX);
  const located = decidePerson(combineViews(views, coarse), coarse, faces);
  const region = regionOf(located, coarse, MARGIN_SHARE * Math.max(width, height));
  if (!region) return { ...emptyMatte(photo.image), model: modelId };

  throwIfCancelled(context.signal);
  const grid = workGrid(photo.image, region);
  const rgb = sample(region, grid.width, grid.height);
  const probability = combineViews(views, grid);
  const person = decidePerson(probability, grid, faces);
  const alpha = refineAlpha(rgb, person, probability, grid, views, faces);
  throwIfCancelled(context.signal);
  context.progress.report(REFINED_SHARE);
  const layers = estimateLayerColours(rgb, alpha, grid.width, grid.height);
  const matte = finishMatte(photo.image, grid, rgb, alpha, layers);
  context.progress.report(1);
  return { ...matte, model: modelId };
}
