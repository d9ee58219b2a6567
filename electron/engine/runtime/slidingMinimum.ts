/**
 * The smallest value within `reach` of each value, by a queue of candidates in ascending order: time grows with the
 * number of values alone.
 */
export function slidingMinimum(
  values: Float32Array | Float64Array,
  reach: number,
): Float64Array<ArrayBuffer> {
  const result = new Float64Array(values.length);
  const queue = new Int32Array(values.length);
  let [head, tail] = [0, 0];
  for (let i = 0; i < values.length + reach; i++) {
    if (i < values.length) {
      while (tail > head && values[queue[tail - 1]] >= values[i]) tail--;
      queue[tail++] = i;
    }
    const centre = i - reach;
    if (centre < 0) continue;
    while (queue[head] < centre - reach) head++;
    result[centre] = values[queue[head]];
  }
  return result;
}
