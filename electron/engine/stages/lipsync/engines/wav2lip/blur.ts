/**
 * Prepares a Gaussian blur of square planes; beyond the edges the edge repeats.
 * @param sigma in samples
 * @returns blurs `from` into `to`, which must not be the same array
 */
export function createBlur(side: number, sigma: number): (from: Float32Array, to: Float32Array) => void {
  const reach = Math.ceil(3 * sigma);
  const bell = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)),
  );
  const total = bell.reduce((sum, weight) => sum + weight, 0);
  const weights = Float32Array.from(bell, (weight) => weight / total);
  const across = new Float32Array(side * side);

  /** One direction: samples of a line lie `step` apart, lines `lineStep`. */
  const pass = (from: Float32Array, to: Float32Array, step: number, lineStep: number): void => {
    for (let line = 0; line < side; line++) {
      const start = line * lineStep;
      for (let i = 0; i < side; i++) {
        let sum = 0;
        for (let k = 0; k < weights.length; k++) {
          const at = Math.min(side - 1, Math.max(0, i + k - reach));
          sum += weights[k] * from[start + at * step];
        }
        to[start + i * step] = sum;
      }
    }
  };
  return (from, to) => {
    pass(from, across, 1, side);
    pass(across, to, side, 1);
  };
}
