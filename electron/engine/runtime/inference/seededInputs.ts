import type { ModelFamily } from '../../../../shared/contract/models.ts';
import { seededRandom } from '../random.ts';
import type { Tensor, TensorData, TensorInfo } from '../onnx.ts';
import { floatToHalf } from '../halfFloat.ts';

/** Side of a picture for graphs that leave it free, pixels: what each family was trained at. */
const FREE_SIDE_PX: Readonly<Partial<Record<ModelFamily, number>>> = {
  birefnet: 1024,
  yolox: 640,
  ultralytics: 640,
};
const FREE_SIDE_DEFAULT_PX = 256;

export const freeSidePx = (family: ModelFamily): number => FREE_SIDE_PX[family] ?? FREE_SIDE_DEFAULT_PX;

function seededData(type: string, length: number, seed: number): TensorData {
  const random = seededRandom(seed);
  switch (type) {
    case 'float32':
      return Float32Array.from({ length }, random);
    case 'float16':
      return Uint16Array.from({ length }, () => floatToHalf(random()));
    case 'uint8':
      return Uint8Array.from({ length }, () => Math.floor(random() * 256));
    case 'int32':
      return Int32Array.from({ length }, () => 1);
    case 'int64':
      return BigInt64Array.from({ length }, () => 1n);
    default:
      throw new Error(`Inputs of type ${type} cannot be made up.`);
  }
}

/** Rows that every call of a graph must have; null when the caller may choose. */
export function fixedRowsOf(inputs: readonly TensorInfo[]): number | null {
  const rows = inputs.map(({ dims }) => dims[0]).find((first) => typeof first === 'number');
  return rows ?? null;
}

/**
 * Made-up inputs of the shapes that a network declares: the same for the same shapes, on every machine.
 * @param rows the batch, where the graph leaves it free
 * @param sidePx what other free sizes get
 */
export const seededInputs = (
  inputs: readonly TensorInfo[],
  rows: number,
  sidePx: number,
): Readonly<Record<string, Tensor>> =>
  Object.fromEntries(
    inputs.map(({ name, type, dims }, index) => {
      const sizes = dims.map((size, axis) => (typeof size === 'number' ? size : axis === 0 ? rows : sidePx));
      const length = sizes.reduce((product, size) => product * size, 1);
      return [name, { dims: sizes, data: seededData(type, length, index + 1) }];
    }),
  );
