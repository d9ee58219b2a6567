/** Compares what two devices answer to the same question. */
import type { Tensor, TensorData } from '../onnx.ts';
import { halfToFloat } from '../halfFloat.ts';

/** Spreads below this are rounding noise: a network that says "nothing here" answers all but zero everywhere. */
const SPREAD_MIN = 1e-3;

const numberAt = (data: TensorData, index: number): number => {
  const value = data[index] ?? 0;
  if (typeof value === 'bigint') return Number(value);
  return data instanceof Uint16Array ? halfToFloat(value) : value;
};

/**
 * Largest difference between two answers, in units of the spread (largest minus smallest value) of the expected one.
 * @returns null when the answers differ in names or sizes, or hold values that are no numbers
 */
export function largestError(
  expected: Readonly<Record<string, Tensor>>,
  answered: Readonly<Record<string, Tensor>>,
): number | null {
  let largest = 0;
  for (const [name, { data }] of Object.entries(expected)) {
    const other = answered[name];
    if (other?.data.length !== data.length) return null;
    let low = Infinity;
    let high = -Infinity;
    let difference = 0;
    for (let index = 0; index < data.length; index++) {
      const value = numberAt(data, index);
      const otherValue = numberAt(other.data, index);
      if (!Number.isFinite(otherValue)) return null;
      low = Math.min(low, value);
      high = Math.max(high, value);
      difference = Math.max(difference, Math.abs(value - otherValue));
    }
    if (data.length > 0) largest = Math.max(largest, difference / Math.max(high - low, SPREAD_MIN));
  }
  return largest;
}
