import { missingError } from '../../../../../../shared/errors.ts';
import type { TensorInfo } from '../../../../runtime/onnx.ts';
import { MEL_WINDOW_FRAMES } from '../../../voice/melWindows.ts';
import { MEL_BANDS } from '../../../voice/wav2lipMel.ts';

/** Which of a network's tensors is what. */
export interface NetworkBinding {
  readonly melName: string;
  readonly faceName: string;
  readonly outputName: string;
  /** Side of the face picture, pixels. */
  readonly sidePx: number;
}

/** Masked face and whole face, three colours each. */
export const FACE_CHANNELS = 6;

const shapeOf = (infos: readonly TensorInfo[]): string =>
  infos.map(({ name, type, dims }) => `${name} ${type} [${dims.join(',')}]`).join(', ');

/**
 * Tells the inputs apart by their shapes: exports differ in names and in order. Mel [N,1,80,16], faces [N,6,S,S]; the
 * first output is the drawn face.
 * @throws KotohogiError kind `missing` (`lipsync-network`) for a network that takes something else
 */
export function bindNetwork({
  inputs,
  outputs,
}: {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
}): NetworkBinding {
  const mel = inputs.find(
    ({ dims }) => dims[1] === 1 && dims[2] === MEL_BANDS && dims[3] === MEL_WINDOW_FRAMES,
  );
  const face = inputs.find(({ dims }) => dims[1] === FACE_CHANNELS && dims[2] === dims[3]);
  const sidePx = face?.dims[2];
  if (inputs.length !== 2 || !mel || !face || typeof sidePx !== 'number' || outputs.length === 0)
    throw missingError(
      'lipsync-network',
      `The lip-sync network has the inputs ${shapeOf(inputs)}; expected were [N,1,80,16] and [N,6,96,96].`,
      'Install the model again, or use the built-in lip-sync.',
    );
  return { melName: mel.name, faceName: face.name, outputName: outputs[0].name, sidePx };
}
