/**
 * IEEE 754 half precision (binary16), as ONNX Runtime takes and gives it: the bits of each number in a Uint16Array.
 * Node.js 20 has no Float16Array.
 */

const floatView = new Float32Array(1);
const bitsView = new Uint32Array(floatView.buffer);

/** Rounds to the nearest half, ties to even; beyond 65504 becomes infinite. */
function halfBits(value: number): number {
  floatView[0] = value;
  const bits = bitsView[0];
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  // 65520, halfway between the largest half and the next power of two.
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  // Below the smallest normal half, 2^-14, halves are multiples of 2^-24.
  if (magnitude < 0x38800000) {
    const units = Math.abs(value) * 2 ** 24;
    const whole = Math.floor(units);
    const rest = units - whole;
    return sign | (rest > 0.5 || (rest === 0.5 && whole % 2 === 1) ? whole + 1 : whole);
  }
  // The exponent's bias falls from 127 to 15, the fraction from 23 bits to 10; a carry may reach the exponent.
  const half = (magnitude - 0x38000000) >>> 13;
  const rest = magnitude & 0x1fff;
  return sign | (rest > 0x1000 || (rest === 0x1000 && half % 2 === 1) ? half + 1 : half);
}

function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

export function toHalf(values: Float32Array): Uint16Array {
  const halves = new Uint16Array(values.length);
  for (let index = 0; index < values.length; index++) halves[index] = halfBits(values[index]);
  return halves;
}

export function fromHalf(halves: Uint16Array): Float32Array {
  const values = new Float32Array(halves.length);
  for (let index = 0; index < halves.length; index++) values[index] = halfValue(halves[index]);
  return values;
}
