/** Half floats (IEEE 754 binary16) as their bits: the form in which the runtime takes and gives them. */

const scratch = new Float32Array(1);
const scratchBits = new Uint32Array(scratch.buffer);

/** Rounds to nearest, ties to even; what is too large becomes infinite. */
export function floatToHalf(value: number): number {
  scratch[0] = value;
  const bits = scratchBits[0] ?? 0;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 127;
  const fraction = bits & 0x7fffff;
  if (exponent === 128) return sign | (fraction === 0 ? 0x7c00 : 0x7e00);
  if (exponent > 15) return sign | 0x7c00;
  // Below 2^-14 halves are subnormal: the implied leading one becomes part of a fraction that is shifted down.
  const shift = exponent >= -14 ? 13 : -exponent - 1;
  if (shift > 24) return sign;
  const whole = exponent >= -14 ? ((exponent + 15) << 23) | fraction : fraction | 0x800000;
  const half = whole >>> shift;
  const rest = whole & ((1 << shift) - 1);
  const middle = 1 << (shift - 1);
  // A carry out of the fraction raises the exponent, which is what rounding up has to do.
  return sign | (half + (rest > middle || (rest === middle && (half & 1) === 1) ? 1 : 0));
}

export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

export const halvesOf = (values: Float32Array): Uint16Array => Uint16Array.from(values, floatToHalf);
