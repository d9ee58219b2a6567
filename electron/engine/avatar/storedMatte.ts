import { z } from 'zod';
import type { RecordCodec } from '../runtime/contentCache/types.ts';
import { createGray, createRgba, type RgbaImage } from '../runtime/image.ts';
import type { Matte } from '../stages/matte/types.ts';

/**
 * A matte without what the photo itself knows. Most pixels are plainly background or plainly person and keep the
 * photo's colour; only the others have an opacity and a colour of their own. They come in runs, row by row.
 */
export interface StoredMatte {
  readonly width: number;
  readonly height: number;
  readonly coverage: number;
  readonly model: string | null;
  readonly warnings: readonly string[];
  /** Lengths of runs of pixels, in turn: background, person, own; LEB128. A run may be empty and may cross rows. */
  readonly runs: Uint8Array;
  /** Opacity, 0..255, of the pixels in the `own` runs. */
  readonly alpha: Uint8Array;
  /** R, G, B of the same pixels. */
  readonly colours: Uint8Array;
}

/**
 * Scaling to the frame mixes neighbouring colours, so colours of the person are kept this far beyond its edge, as a
 * share of the longer side: the reach of a Lanczos-3 kernel in frames of 288 pixels and more.
 */
const EDGE_SHARE = 1 / 96;

const BACKGROUND = 0;
const PERSON = 1;
const OWN = 2;
const KINDS = 3;

/** Marks everything within `radius` rows and columns of what is marked. */
function grow(mask: Uint8Array, width: number, height: number, radius: number): void {
  const pass = (start: number, step: number, count: number, line: Uint8Array): void => {
    let left = 0;
    for (let i = 0; i < count; i++) {
      left = mask[start + i * step] ? radius + 1 : left - 1;
      line[i] = left > 0 ? 1 : 0;
    }
    left = 0;
    for (let i = count - 1; i >= 0; i--) {
      left = mask[start + i * step] ? radius + 1 : left - 1;
      if (left > 0) line[i] = 1;
    }
    for (let i = 0; i < count; i++) mask[start + i * step] = line[i];
  };
  const row = new Uint8Array(width);
  for (let y = 0; y < height; y++) pass(y * width, 1, width, row);
  const column = new Uint8Array(height);
  for (let x = 0; x < width; x++) pass(x, width, height, column);
}

/** A growing list of bytes. */
class ByteList {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = byte;
  }

  pushLength(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.push((rest & 0x7f) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.push(rest);
  }

  /** A copy of exactly what was pushed. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}

/** Calls `visit` for every run. @throws when the lengths are cut off */
function eachRun(runs: Uint8Array, visit: (kind: number, length: number) => void): void {
  let kind = BACKGROUND;
  let length = 0;
  let scale = 1;
  for (const byte of runs) {
    length += (byte & 0x7f) * scale;
    scale *= 0x80;
    if (byte & 0x80) continue;
    visit(kind, length);
    kind = (kind + 1) % KINDS;
    length = 0;
    scale = 1;
  }
  if (scale !== 1) throw new Error('The runs of the matte are cut off.');
}

/**
 * Reduces a matte to what the photo does not say. Opacity is kept to 1/255, as frames are composed with it.
 * @param photo the picture it was cut from
 */
export function storeMatte(matte: Matte, photo: RgbaImage): StoredMatte {
  const { width, height } = photo;
  const opacity = matte.alpha.data;
  const colours = matte.foreground.data;
  const near = new Uint8Array(width * height);
  for (let i = 0; i < near.length; i++) near[i] = opacity[i] > 0 ? 1 : 0;
  grow(near, width, height, Math.ceil(EDGE_SHARE * Math.max(width, height)));

  const runs = new ByteList();
  const alphas = new ByteList();
  const ownColours = new ByteList();
  let kind = BACKGROUND;
  let length = 0;
  for (let i = 0; i < near.length; i++) {
    const alpha = Math.round(opacity[i] * 255);
    const at = i * 4;
    const asInPhoto =
      colours[at] === photo.data[at] &&
      colours[at + 1] === photo.data[at + 1] &&
      colours[at + 2] === photo.data[at + 2];
    let next = OWN;
    if (alpha === 0 && (asInPhoto || !near[i])) next = BACKGROUND;
    else if (alpha === 255 && asInPhoto) next = PERSON;
    while (kind !== next) {
      runs.pushLength(length);
      length = 0;
      kind = (kind + 1) % KINDS;
    }
    length++;
    if (next !== OWN) continue;
    alphas.push(alpha);
    for (let channel = 0; channel < 3; channel++) ownColours.push(colours[at + channel]);
  }
  runs.pushLength(length);
  return {
    width,
    height,
    coverage: matte.coverage,
    model: matte.model,
    warnings: matte.warnings,
    runs: runs.finish(),
    alpha: alphas.finish(),
    colours: ownColours.finish(),
  };
}

/**
 * Lays a stored matte over its photo again.
 * @param photo the picture it was cut from, or one of the same file
 */
export function layMatte(stored: StoredMatte, photo: RgbaImage): Matte {
  const alpha = createGray(photo.width, photo.height);
  const foreground = createRgba(photo.width, photo.height);
  // Whole pixels at once: byte by byte this would take several times as long.
  const from = new Uint32Array(photo.data.buffer, photo.data.byteOffset, photo.width * photo.height);
  const to = new Uint32Array(foreground.data.buffer);
  const [alphaMask] = new Uint32Array(Uint8Array.of(0, 0, 0, 255).buffer);
  to.set(from);
  let pixel = 0;
  let own = 0;
  eachRun(stored.runs, (kind, length) => {
    const end = pixel + length;
    if (kind === BACKGROUND) {
      for (; pixel < end; pixel++) to[pixel] &= ~alphaMask;
    } else if (kind === PERSON) {
      alpha.data.fill(1, pixel, end);
      for (; pixel < end; pixel++) to[pixel] |= alphaMask;
    } else {
      for (; pixel < end; pixel++, own++) {
        const at = pixel * 4;
        foreground.data[at] = stored.colours[own * 3];
        foreground.data[at + 1] = stored.colours[own * 3 + 1];
        foreground.data[at + 2] = stored.colours[own * 3 + 2];
        foreground.data[at + 3] = stored.alpha[own];
        alpha.data[pixel] = stored.alpha[own] / 255;
      }
    }
  });
  const { coverage, model, warnings } = stored;
  return { alpha, foreground, coverage, model, warnings };
}

const HEAD_BYTES = 28;
const remarksSchema = z.object({ model: z.string().nullable(), warnings: z.array(z.string()) });

/** Width, height, bytes of runs, own pixels, bytes of remarks (u32 each), coverage (f64); then all four. */
export const storedMatteCodec: RecordCodec<StoredMatte> = {
  layout: 'matte 1',
  encode({ width, height, coverage, model, warnings, runs, alpha, colours }) {
    const remarks = Buffer.from(JSON.stringify({ model, warnings }), 'utf8');
    const head = Buffer.alloc(HEAD_BYTES);
    const counts = [width, height, runs.length, alpha.length, remarks.length];
    counts.forEach((count, index) => head.writeUInt32LE(count, index * 4));
    head.writeDoubleLE(coverage, 20);
    return [head, remarks, runs, alpha, colours];
  },
  decode(bytes) {
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const [width, height, runBytes, own, remarkBytes] = [0, 4, 8, 12, 16].map((at) => head.readUInt32LE(at));
    const runsAt = HEAD_BYTES + remarkBytes;
    const alphaAt = runsAt + runBytes;
    if (bytes.length !== alphaAt + own * 4) throw new Error('The matte has another length.');
    const runs = bytes.subarray(runsAt, alphaAt);
    const sums = [0, 0, 0];
    eachRun(runs, (kind, length) => {
      sums[kind] += length;
    });
    if (sums[BACKGROUND] + sums[PERSON] + sums[OWN] !== width * height || sums[OWN] !== own)
      throw new Error('The runs do not cover the photo.');
    return {
      width,
      height,
      coverage: head.readDoubleLE(20),
      ...remarksSchema.parse(JSON.parse(head.toString('utf8', HEAD_BYTES, runsAt))),
      runs,
      alpha: bytes.subarray(alphaAt, alphaAt + own),
      colours: bytes.subarray(alphaAt + own),
    };
  },
  sizeOf: ({ runs, alpha, colours }) => HEAD_BYTES + runs.length + alpha.length + colours.length,
  // What was done differently than asked, say for want of memory, is tried again next time.
  isLasting: ({ warnings }) => warnings.length === 0,
};
