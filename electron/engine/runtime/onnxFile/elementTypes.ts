import { halfToFloat } from '../halfFloat.ts';

/** The numbers of `TensorProto.DataType` (onnx/onnx, onnx.proto), the runtime's names for them, and their sizes. */
interface ElementType {
  readonly name: string;
  /** Bits of one element in `raw_data`; null where there is none. */
  readonly bits: number | null;
}

const ELEMENT_TYPES: ReadonlyMap<number, ElementType> = new Map([
  [1, { name: 'float32', bits: 32 }],
  [2, { name: 'uint8', bits: 8 }],
  [3, { name: 'int8', bits: 8 }],
  [4, { name: 'uint16', bits: 16 }],
  [5, { name: 'int16', bits: 16 }],
  [6, { name: 'int32', bits: 32 }],
  [7, { name: 'int64', bits: 64 }],
  [8, { name: 'string', bits: null }],
  [9, { name: 'bool', bits: 8 }],
  [10, { name: 'float16', bits: 16 }],
  [11, { name: 'float64', bits: 64 }],
  [12, { name: 'uint32', bits: 32 }],
  [13, { name: 'uint64', bits: 64 }],
  [14, { name: 'complex64', bits: 64 }],
  [15, { name: 'complex128', bits: 128 }],
  [16, { name: 'bfloat16', bits: 16 }],
  [17, { name: 'float8e4m3fn', bits: 8 }],
  [18, { name: 'float8e4m3fnuz', bits: 8 }],
  [19, { name: 'float8e5m2', bits: 8 }],
  [20, { name: 'float8e5m2fnuz', bits: 8 }],
  [21, { name: 'uint4', bits: 4 }],
  [22, { name: 'int4', bits: 4 }],
  [23, { name: 'float4e2m1', bits: 4 }],
]);

/** @returns the name of an element type, or `type 99` for one that is not known */
export const elementTypeName = (code: number): string => ELEMENT_TYPES.get(code)?.name ?? `type ${code}`;

/** @returns bytes that `count` elements take in `raw_data`; null where that is not known */
export function rawBytes(code: number, count: number): number | null {
  const bits = ELEMENT_TYPES.get(code)?.bits ?? null;
  return bits === null ? null : Math.ceil((count * bits) / 8);
}

/** Reads one element at a byte offset of little-endian `raw_data`; null for types whose values nobody asks for. */
function elementReader(code: number): ((view: DataView, offset: number) => number) | null {
  switch (elementTypeName(code)) {
    case 'float32':
      return (view, offset) => view.getFloat32(offset, true);
    case 'float64':
      return (view, offset) => view.getFloat64(offset, true);
    case 'float16':
      return (view, offset) => halfToFloat(view.getUint16(offset, true));
    case 'int8':
      return (view, offset) => view.getInt8(offset);
    case 'uint8':
    case 'bool':
      return (view, offset) => view.getUint8(offset);
    case 'int16':
      return (view, offset) => view.getInt16(offset, true);
    case 'uint16':
      return (view, offset) => view.getUint16(offset, true);
    case 'int32':
      return (view, offset) => view.getInt32(offset, true);
    case 'uint32':
      return (view, offset) => view.getUint32(offset, true);
    case 'int64':
      return (view, offset) => Number(view.getBigInt64(offset, true));
    case 'uint64':
      return (view, offset) => Number(view.getBigUint64(offset, true));
    default:
      return null;
  }
}

/** The elements of little-endian `raw_data`, or null for types whose values nobody asks for. */
export function rawValues(code: number, raw: Uint8Array, count: number): readonly number[] | null {
  const read = elementReader(code);
  if (!read || count === 0) return read && [];
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const stride = raw.byteLength / count;
  return Array.from({ length: count }, (_, index) => read(view, index * stride));
}

/** A value as it lies in `int32_data`, where half floats travel as their bits. */
export const fromInt32Data = (code: number, value: number): number =>
  elementTypeName(code) === 'float16' ? halfToFloat(value & 0xffff) : value;
