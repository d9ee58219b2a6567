import { elementTypeName, fromInt32Data, rawBytes, rawValues } from './elementTypes.ts';
import { ProtobufError, VARINT_MAX_BYTES, type Field, type ProtobufFile, type Span } from './protobuf.ts';
import type { OnnxInitializer } from './types.ts';

/** As many values as decide something: axes, scales, means. */
export const MAX_VALUES = 64;

/** A tensor, and the file beside this one that its values lie in. */
export interface TensorRecord {
  readonly initializer: OnnxInitializer;
  readonly externalFile: string | null;
}

/** Numbers of a repeated field: packed, or one by one as old writers do. */
export function varints(file: ProtobufFile, field: Field): Iterable<number> {
  if (field.wire === 'varint') return [field.value];
  if (field.wire === 'bytes') return file.packedVarints(field.span);
  throw wrongKind(field);
}

export const wrongKind = (field: Field): ProtobufError =>
  new ProtobufError(`field ${field.number} is not of the kind that ONNX has there`);

export function bytesOf(field: Field): Span {
  if (field.wire === 'bytes') return field.span;
  throw wrongKind(field);
}

export function integerOf(field: Field): number {
  if (field.wire === 'varint') return field.value;
  throw wrongKind(field);
}

const sizeOf = ({ start, end }: Span): number => end - start;

/**
 * Values in the typed lists of TensorProto. Long lists of varints are not read, so their count is known only within
 * bounds: one takes one to ten bytes.
 */
class TypedValues {
  readonly #few: number[] = [];
  #atLeast = 0;
  #atMost = 0;

  /** Whether there can be this many. */
  canBe(count: number): boolean {
    return this.#atLeast <= count && count <= this.#atMost;
  }

  get description(): string {
    return this.#atLeast === this.#atMost ? String(this.#atMost) : `at most ${this.#atMost}`;
  }

  /** All of them, where they are few. */
  get values(): readonly number[] | null {
    return this.#atMost === this.#few.length ? this.#few : null;
  }

  /** Counts values that are of no interest. */
  skip(atLeast: number, atMost: number): void {
    this.#atLeast += atLeast;
    this.#atMost += atMost;
  }

  #add(value: number): void {
    this.skip(1, 1);
    if (this.#few.length < MAX_VALUES) this.#few.push(value);
  }

  addVarints(file: ProtobufFile, field: Field, convert: (value: number) => number): void {
    const lengthBytes = field.wire === 'bytes' ? sizeOf(field.span) : 0;
    if (lengthBytes > MAX_VALUES * VARINT_MAX_BYTES)
      this.skip(Math.ceil(lengthBytes / VARINT_MAX_BYTES), lengthBytes);
    else for (const value of varints(file, field)) this.#add(convert(value));
  }

  /** Numbers of four or eight bytes. */
  addFixed(file: ProtobufFile, field: Field, code: number, widthBytes: number): void {
    if (field.wire === 'varint') throw wrongKind(field);
    const count = sizeOf(field.span) / widthBytes;
    if (!Number.isInteger(count))
      throw new ProtobufError(`the list at byte ${field.span.start} has a broken length`);
    if (count > MAX_VALUES) this.skip(count, count);
    else for (const value of rawValues(code, file.bytes(field.span), count) ?? []) this.#add(value);
  }
}

const FLOAT = 1;
const FLOAT64 = 11;
const COMPLEX_TYPES: ReadonlySet<number> = new Set([14, 15]);
/** Two elements of a byte each; the lists hold whole bytes. */
const HALF_BYTE_TYPES: ReadonlySet<number> = new Set([21, 22, 23]);

/** `StringStringEntryProto`: a key and a value. */
export function readEntry(file: ProtobufFile, span: Span): [key: string, value: string] {
  let key = '';
  let value = '';
  for (const field of file.fields(span)) {
    if (field.number === 1) key = file.text(bytesOf(field));
    if (field.number === 2) value = file.text(bytesOf(field));
  }
  return [key, value];
}

/** What a list of values holds for a tensor: pairs for complex numbers, bytes for elements of half a byte. */
function listedCount(code: number, elements: number): number {
  if (COMPLEX_TYPES.has(code)) return 2 * elements;
  return HALF_BYTE_TYPES.has(code) ? Math.ceil(elements / 2) : elements;
}

/**
 * Reads a `TensorProto` without its weights, and checks that it has as many as its shape says.
 * @param name overrides the tensor's own name (a Constant node gives its output's)
 * @throws ProtobufError when it is damaged
 */
export function readTensor(file: ProtobufFile, span: Span, name?: string): TensorRecord {
  const dims: number[] = [];
  const typed = new TypedValues();
  let code = 0;
  let ownName = '';
  let raw: Span | null = null;
  let isExternal = false;
  let externalFile = '';
  const parts = [...tensorFields(file, span)];
  // The type decides how the lists are read, and nothing obliges it to stand before them.
  for (const field of parts) if (field.number === 2) code = integerOf(field);
  for (const field of parts)
    switch (field.number) {
      case 1:
        for (const dim of varints(file, field)) {
          if (dim < 0 || dims.length >= MAX_VALUES)
            throw new ProtobufError('a weight has an impossible shape');
          dims.push(dim);
        }
        break;
      case 4:
        typed.addFixed(file, field, FLOAT, 4);
        break;
      case 5:
        typed.addVarints(file, field, (value) => fromInt32Data(code, value));
        break;
      case 6:
        typed.skip(1, 1);
        break;
      case 7:
      case 11:
        typed.addVarints(file, field, (value) => value);
        break;
      case 8:
        ownName = file.text(bytesOf(field));
        break;
      case 9:
        raw = bytesOf(field);
        break;
      case 10:
        typed.addFixed(file, field, FLOAT64, 8);
        break;
      case 13: {
        const [key, value] = readEntry(file, bytesOf(field));
        if (key === 'location') externalFile = value;
        isExternal = true;
        break;
      }
      case 14:
        if (integerOf(field) === 1) isExternal = true;
        break;
      default:
    }
  file.keep();
  const record = { name: name ?? ownName, type: elementTypeName(code), dims };
  if (isExternal) return { initializer: { ...record, values: null }, externalFile };
  const elements = dims.reduce((product, dim) => product * dim, 1);
  const few = elements <= MAX_VALUES;
  if (raw) {
    const expected = rawBytes(code, elements);
    if (expected !== null && expected !== sizeOf(raw))
      throw new ProtobufError(
        `the weight "${record.name}" should have ${expected} bytes and has ${sizeOf(raw)}`,
      );
    const values = few && expected !== null ? rawValues(code, file.bytes(raw), elements) : null;
    return { initializer: { ...record, values }, externalFile: null };
  }
  const listed = listedCount(code, elements);
  if (!typed.canBe(listed))
    throw new ProtobufError(
      `the weight "${record.name}" should have ${listed} values and has ${typed.description}`,
    );
  return {
    initializer: { ...record, values: listed === elements ? typed.values : null },
    externalFile: null,
  };
}

/** A tensor has few fields, unless it was made to have many. */
function* tensorFields(file: ProtobufFile, span: Span): Generator<Field, void, undefined> {
  for (const field of file.fields(span)) {
    file.keep();
    yield field;
  }
}
