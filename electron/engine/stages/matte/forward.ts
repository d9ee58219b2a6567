import type { OpenModel } from '../../runtime/modelStore.ts';
import { floatOutput } from '../../runtime/onnx.ts';
import type { PhotoSampler } from './photoSampler.ts';
import type { Region } from './resample.ts';

/** Side of the square input and output of the segmentation network, pixels. */
export const MASK_SIDE_PX = 256;

/** Turns interleaved pixels left to right. */
export function mirror(pixels: Float32Array, width: number, channels: number): Float32Array {
  const out = new Float32Array(pixels.length);
  const rowLength = width * channels;
  for (let row = 0; row < pixels.length; row += rowLength)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++)
        out[row + (width - 1 - x) * channels + c] = pixels[row + x * channels + c];
  return out;
}

/**
 * Person probability in a region of the photo: the mean of the network's answers to the region and to its mirror
 * image, which halves the errors that depend on the side.
 * @returns 256 x 256 values in 0..1, spread over the region
 */
export async function segmentRegion(
  model: OpenModel,
  photo: PhotoSampler,
  region: Region,
): Promise<Float32Array> {
  const input = photo(region, MASK_SIDE_PX, MASK_SIDE_PX);
  const run = async (pixels: Float32Array): Promise<Float32Array> => {
    const { session } = model;
    const outputs = await session.run({
      [session.inputNames[0]]: { dims: [1, MASK_SIDE_PX, MASK_SIDE_PX, 3], data: pixels },
    });
    return floatOutput(outputs, session.outputNames[0]).data;
  };
  const plain = await run(input);
  const mirrored = mirror(await run(mirror(input, MASK_SIDE_PX, 3)), MASK_SIDE_PX, 1);
  return plain.map((value, i) => (value + mirrored[i]) / 2);
}
