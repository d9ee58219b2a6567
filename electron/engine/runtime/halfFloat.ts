/**
 * Half floats (IEEE 754 binary16) travel as their bits: sign, five bits of exponent, ten of fraction. Node 20 has no
 * array type for them.
 */
const FRACTION_BITS = 10;
const EXPONENT_MAX = 31;
const EXPONENT_BIAS = 15;
/** Distance of two neighbours below the smallest normal half float, 2^-14. */
const SUBNORMAL_STEP = 2 ** -24;

/** The number that the bits stand for; exact. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> FRACTION_BITS) & EXPONENT_MAX;
  const fraction = bits & 0x3ff;
  if (exponent === EXPONENT_MAX) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * SUBNORMAL_STEP;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - EXPONENT_BIAS);
}

const floatView = new Float32Array(1);
const floatBits = new Uint32Array(floatView.buffer);

/** Rounds half way between two integers to the even one. */
function shiftRoundingToEven(value: number, shift: number): number {
  const low = value & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  const kept = value >> shift;
  return low > half || (low === half && (kept & 1) === 1) ? kept + 1 : kept;
}

/**
 * Bits of the half float nearest to a float32 (ties to even, too large becomes infinite, not-a-number stays so).
 * @param value is rounded to float32 first
 */
export function floatToHalf(value: number): number {
  floatView[0] = value;
  const bits = floatBits[0];
  const sign = (bits >>> 16) & 0x8000;
  const exponent = (bits >>> 23) & 0xff;
  const fraction = bits & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200);
  const halfExponent = exponent - 127 + EXPONENT_BIAS;
  if (halfExponent >= EXPONENT_MAX) return sign | 0x7c00;
  // Rounding up may carry into the exponent: that is the right neighbour, up to and including infinity.
  if (halfExponent > 0) return sign | shiftRoundingToEven((halfExponent << 23) | fraction, 13);
  if (halfExponent < -FRACTION_BITS) return sign;
  return sign | shiftRoundingToEven(0x800000 | fraction, 14 - halfExponent);
}

/** All numbers of half floats, by their bits. */
let table: Float32Array | undefined;

/** @param halves bits of half floats */
export function halvesToFloats(halves: Uint16Array): Float32Array {
  table ??= Float32Array.from({ length: 0x1_0000 }, (_, bits) => halfToFloat(bits));
  const floats = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) floats[i] = table[halves[i]];
  return floats;
}

/** @returns bits of half floats */
export function floatsToHalves(floats: Float32Array): Uint16Array {
  const halves = new Uint16Array(floats.length);
  for (let i = 0; i < floats.length; i++) halves[i] = floatToHalf(floats[i]);
  return halves;
}
