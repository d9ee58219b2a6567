import type { OnnxSession, Tensor } from '../onnx.ts';
import { floatsToHalves, halfToFloat } from '../halfFloat.ts';
import { fixedRowsOf } from './seededInputs.ts';
import type { InferenceBatch, SharedTensor } from './types.ts';

const rowSize = ({ dims }: SharedTensor): number =>
  dims.slice(1).reduce((product, size) => product * size, 1);

/**
 * Rows of an input as the runtime wants them: it takes no shared memory, so this is the one copy. Rows beyond the last
 * are zeros.
 */
function rowsOf(
  tensor: SharedTensor,
  type: string,
  firstRow: number,
  rows: number,
  callRows: number,
): Tensor {
  const size = rowSize(tensor);
  const data = new Float32Array(callRows * size);
  data.set(tensor.data.subarray(firstRow * size, (firstRow + rows) * size));
  return {
    dims: [callRows, ...tensor.dims.slice(1)],
    data: type === 'float16' ? floatsToHalves(data) : data,
  };
}

function floatsOf(tensor: Tensor | undefined, name: string): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  if (tensor?.data instanceof Uint16Array) return Float32Array.from(tensor.data, halfToFloat);
  throw new Error(`The network has no float output "${name}".`);
}

/** Number of rows of a batch. @throws Error when its tensors do not agree */
export function batchRows({ inputs }: InferenceBatch): number {
  const counts = new Set(Object.values(inputs).map(({ dims }) => dims[0] ?? 0));
  const [rows] = counts;
  if (counts.size !== 1 || rows === undefined || rows < 1)
    throw new Error('All inputs of a batch need the same number of rows, at least one.');
  return rows;
}

/** Some rows of a batch. */
export interface RowsRequest {
  readonly batch: InferenceBatch;
  readonly firstRow: number;
  readonly rows: number;
  /** Rows to fill the call up to; at least `rows`. */
  readonly callRows: number;
}

/**
 * Runs some rows of a batch and writes their part of the output. A graph with a fixed batch is called as often as
 * it takes.
 * @param wanted asked before the output is written
 */
export async function runRows(
  session: OnnxSession,
  { batch, firstRow, rows, callRows: filled }: RowsRequest,
  wanted: () => boolean,
): Promise<void> {
  const types = new Map(session.inputs.map(({ name, type }) => [name, type]));
  const callRows = fixedRowsOf(session.inputs) ?? filled;
  const outputSize = batch.output.length / batchRows(batch);
  for (let row = firstRow; row < firstRow + rows; row += callRows) {
    const count = Math.min(callRows, firstRow + rows - row);
    const feeds = Object.fromEntries(
      Object.entries(batch.inputs).map(([name, tensor]) => [
        name,
        rowsOf(tensor, types.get(name) ?? 'float32', row, count, callRows),
      ]),
    );
    const answer = floatsOf((await session.run(feeds))[batch.outputName], batch.outputName);
    if (answer.length !== callRows * outputSize)
      throw new Error(
        `The output "${batch.outputName}" has ${answer.length} values for ${callRows} rows instead of ${callRows * outputSize}.`,
      );
    if (!wanted()) return;
    batch.output.set(answer.subarray(0, count * outputSize), row * outputSize);
  }
}
