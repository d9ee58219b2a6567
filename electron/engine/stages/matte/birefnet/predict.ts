import { floatsToHalves, halvesToFloats } from '../../../runtime/halfFloat.ts';
import type { OnnxSession, Tensor } from '../../../runtime/onnx.ts';
import type { PhotoSampler } from '../photoSampler.ts';
import type { Region } from '../resample.ts';
import type { BiRefNetContract } from './contract.ts';
import type { WorkingSize } from './workingSize.ts';

/** Opacity as the network sees it, spread over the whole photo. */
export interface OpacityMap {
  readonly width: number;
  readonly height: number;
  /** 0..1, rows top to bottom. */
  readonly data: Float32Array;
}

/** The network answered, but not with opacities; its words are for a warning. */
export class UnusableAnswer extends Error {
  override readonly name = 'UnusableAnswer';
}

/** Answers of a network with its own sigmoid leave 0..1 only by rounding. */
const OPACITY_SLACK = 0.1;

function toInput(pixels: Float32Array, contract: BiRefNetContract, size: WorkingSize): Tensor {
  const { widthPx, heightPx } = size;
  const planePx = widthPx * heightPx;
  const planes = new Float32Array(3 * planePx);
  for (let c = 0; c < 3; c++) {
    const gain = contract.feed.gain[c];
    const bias = contract.feed.bias[c];
    for (let i = 0; i < planePx; i++) planes[c * planePx + i] = pixels[i * 3 + c] * gain + bias;
  }
  return { dims: [1, 3, heightPx, widthPx], data: contract.isHalf ? floatsToHalves(planes) : planes };
}

function floatsOf(tensor: Tensor | undefined): { dims: readonly number[]; data: Float32Array } {
  if (tensor?.data instanceof Float32Array) return { dims: tensor.dims, data: tensor.data };
  if (tensor?.data instanceof Uint16Array) return { dims: tensor.dims, data: halvesToFloats(tensor.data) };
  throw new UnusableAnswer('its answer is not made of floats');
}

/** What the network said, as opacity: never stretched to the range that happens to be there. */
function toOpacity(values: Float32Array, curve: BiRefNetContract['curve']): Float32Array {
  const opacity = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) throw new UnusableAnswer('its answer holds numbers that are none');
    if (curve === 'logits') opacity[i] = 1 / (1 + Math.exp(-value));
    else if (value < -OPACITY_SLACK || value > 1 + OPACITY_SLACK)
      throw new UnusableAnswer(`its answer of ${value.toPrecision(3)} is no opacity`);
    else opacity[i] = Math.min(1, Math.max(0, value));
  }
  return opacity;
}

/**
 * Runs the network once over the whole photo.
 * @throws UnusableAnswer when what comes back is no opacity map, e.g. after an overflow of half floats
 */
export async function predictOpacity(
  session: OnnxSession,
  contract: BiRefNetContract,
  size: WorkingSize,
  photo: PhotoSampler,
  whole: Region,
): Promise<OpacityMap> {
  const pixels = photo(whole, size.widthPx, size.heightPx);
  const outputs = await session.run({ [contract.inputName]: toInput(pixels, contract, size) });
  const { dims, data } = floatsOf(outputs[contract.outputName]);
  const [height = 0, width = 0] = dims.slice(-2);
  if (width < 1 || height < 1 || data.length !== width * height)
    throw new UnusableAnswer(`its answer has the shape [${dims.join(',')}]`);
  return { width, height, data: toOpacity(data, contract.curve) };
}
