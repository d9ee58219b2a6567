/** Cuts persons out with a BiRefNet: one look at the whole photo at about 1024 x 1024, refined at the photo's own size. */
import { throwIfCancelled } from '../../../../../shared/errors.ts';
import type { EngineContext } from '../../../context.ts';
import type { ModelCard, OpenModel } from '../../../runtime/modelStore.ts';
import { readOnnxFile } from '../../../runtime/onnxFile/index.ts';
import type { Photo } from '../../media/types.ts';
import { emptyMatte, finishMatte } from '../finish.ts';
import { estimateLayerColours } from '../foregroundColours.ts';
import { regionOf, type Grid } from '../personMask.ts';
import { createPhotoSampler } from '../photoSampler.ts';
import { resample } from '../resample.ts';
import type { Matte } from '../types.ts';
import { MARGIN_SHARE, workGrid } from '../workGrid.ts';
import { readBiRefNetContract, type BiRefNetContract } from './contract.ts';
import { fittingSize, loadNeedBytes, runNeedBytes } from './memory.ts';
import { predictOpacity, type OpacityMap } from './predict.ts';
import { refineOpacity } from './refineOpacity.ts';
import { keepPersons, type SubjectEvidence } from './subject.ts';
import { workingSizes, type WorkingSize } from './workingSize.ts';

/** Why a network that is installed was not used this time. */
export type NotUsed =
  | { readonly notUsed: 'memory'; readonly needBytes: number; readonly freeBytes: number }
  | { readonly notUsed: 'failed'; readonly detail: string };

/** Progress after loading, after the network and after the edge: the network takes most of the time. */
const LOADED_SHARE = 0.1;
const PREDICTED_SHARE = 0.8;
const REFINED_SHARE = 0.93;

interface Ready {
  readonly model: OpenModel;
  readonly contract: BiRefNetContract;
  readonly size: WorkingSize;
}

/** Loads the network unless there is too little memory for it, and chooses the size of its picture by what is left. */
async function prepare(
  photo: Photo,
  card: ModelCard,
  models: EngineContext['models'],
  availableBytes: () => number,
): Promise<Ready | NotUsed> {
  const { path } = await models.file(card.id);
  const contract = readBiRefNetContract(await readOnnxFile(path), path);
  const loadBytes = loadNeedBytes(contract, card.bytes);
  const beforeBytes = availableBytes();
  if (loadBytes > beforeBytes) return { notUsed: 'memory', needBytes: loadBytes, freeBytes: beforeBytes };
  const model = await models.open(card.id);
  const sizes = workingSizes(contract, photo.image.width, photo.image.height);
  // A graphics card has its own memory; when it is too small, running fails and says so.
  if (model.session.device !== 'cpu') return { model, contract, size: sizes[0] };
  const freeBytes = availableBytes();
  const size = fittingSize(contract, sizes, freeBytes);
  if (size) return { model, contract, size };
  const needBytes = runNeedBytes(contract, sizes[sizes.length - 1]);
  return { notUsed: 'memory', needBytes, freeBytes };
}

/**
 * Cuts out the persons of a photo.
 * @param availableBytes memory that may be taken
 * @returns the matte, or why the network could not be used this time
 * @throws KotohogiError kind `missing` when the file is absent, damaged or no BiRefNet, `cancelled` on abort
 */
export async function cutOutWithBiRefNet(
  photo: Photo,
  evidence: SubjectEvidence,
  card: ModelCard,
  context: Pick<EngineContext, 'models' | 'signal' | 'progress'>,
  availableBytes: () => number,
): Promise<Matte | NotUsed> {
  const ready = await prepare(photo, card, context.models, availableBytes);
  if ('notUsed' in ready) return ready;
  throwIfCancelled(context.signal);
  context.progress.report(LOADED_SHARE);

  const { model, contract, size } = ready;
  const { width, height } = photo.image;
  const whole = { x: 0, y: 0, width, height };
  const sample = createPhotoSampler(photo.image);
  let seen: OpacityMap;
  try {
    seen = await predictOpacity(model.session, contract, size, sample, whole);
  } catch (thrown) {
    // The runtime's own errors, most of which mean that memory was short after all, and answers that are none.
    return { notUsed: 'failed', detail: thrown instanceof Error ? thrown.message : String(thrown) };
  }
  throwIfCancelled(context.signal);
  context.progress.report(PREDICTED_SHARE);

  const networkGrid: Grid = { ...seen, region: whole, photoWidth: width, photoHeight: height };
  const persons = keepPersons(seen.data, networkGrid, evidence);
  const located = Uint8Array.from(persons, (value) => (value > 0 ? 1 : 0));
  const region = regionOf(located, networkGrid, MARGIN_SHARE * Math.max(width, height));
  if (!region) return { ...emptyMatte(photo.image), model: card.id };

  const grid = workGrid(photo.image, region);
  const rgb = sample(region, grid.width, grid.height);
  const toNetworkX = seen.width / width;
  const toNetworkY = seen.height / height;
  const part = {
    x: region.x * toNetworkX,
    y: region.y * toNetworkY,
    width: region.width * toNetworkX,
    height: region.height * toNetworkY,
  };
  const opacity = resample({ ...seen, data: persons, stride: 1 }, 1, part, grid.width, grid.height);
  const pitchPx = Math.max(grid.width / part.width, grid.height / part.height);
  const alpha = refineOpacity(rgb, opacity, grid, pitchPx);
  throwIfCancelled(context.signal);
  context.progress.report(REFINED_SHARE);
  const layers = estimateLayerColours(rgb, alpha, grid.width, grid.height);
  const matte = finishMatte(photo.image, grid, rgb, alpha, layers);
  context.progress.report(1);

  const warnings: string[] = [];
  const [best] = workingSizes(contract, width, height);
  if (size.widthPx * size.heightPx < best.widthPx * best.heightPx)
    warnings.push(
      `The model "${card.id}" looked at the photo at ${size.widthPx}x${size.heightPx} instead of ${best.widthPx}x${best.heightPx} for want of memory: fine hair may be less exact.`,
    );
  return { ...matte, model: card.id, warnings };
}
