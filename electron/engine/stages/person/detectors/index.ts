import { readOnnxFile } from '../../../runtime/onnxFile/index.ts';
import type { OpenModel } from '../../../runtime/modelStore.ts';
import type { Detector } from './detector.ts';
import { openNanodet } from './nanodet.ts';
import { openUltralytics } from './ultralytics.ts';
import { openYolox } from './yolox.ts';

/**
 * The detector that goes with a model's family.
 * @param model its declared tensors were compared with its family when it was opened
 */
export async function openDetector(model: OpenModel): Promise<Detector> {
  const { card, session } = model;
  switch (card.family) {
    case 'nanodet':
      return openNanodet(session);
    case 'yolox':
      return openYolox(session, await readOnnxFile(model.path), model);
    case 'ultralytics':
      return openUltralytics(session, await readOnnxFile(model.path), model);
    default:
      throw new Error(`The model ${card.id} (${card.family}) is no person detector.`);
  }
}
