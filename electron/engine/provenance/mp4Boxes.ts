/**
 * Boxes of an MP4 file (ISO/IEC 14496-12): just enough to put a box of another maker behind `ftyp` without breaking what
 * points at places in the file.
 */

/** A box by its place. */
export interface Mp4Box {
  readonly type: string;
  /** Of its header. */
  readonly offset: number;
  /** Of header and content. */
  readonly bytes: number;
  readonly contentOffset: number;
}

const HEADER_BYTES = 8;
const LARGE_HEADER_BYTES = 16;

/** @throws RangeError for boxes that do not fill their place */
export function readBoxes(file: Buffer, from = 0, to = file.length): Mp4Box[] {
  const boxes: Mp4Box[] = [];
  for (let at = from; at < to;) {
    if (to - at < HEADER_BYTES) throw new RangeError('A box is cut off.');
    const short = file.readUInt32BE(at);
    const header = short === 1 ? LARGE_HEADER_BYTES : HEADER_BYTES;
    const bytes =
      short === 1 ? Number(file.readBigUInt64BE(at + HEADER_BYTES)) : short === 0 ? to - at : short;
    if (bytes < header || at + bytes > to) throw new RangeError('A box does not fill its place.');
    const type = file.toString('latin1', at + 4, at + 8);
    boxes.push({ type, offset: at, bytes, contentOffset: at + header });
    at += bytes;
  }
  return boxes;
}

const PARENTS: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);

/** Moves what the tables of chunk places (`stco`, `co64`) say of places from `from` on. */
function movePlaces(file: Buffer, boxes: readonly Mp4Box[], from: number, by: number): void {
  for (const { type, offset, bytes, contentOffset } of boxes) {
    if (PARENTS.has(type)) movePlaces(file, readBoxes(file, contentOffset, offset + bytes), from, by);
    if (type !== 'stco' && type !== 'co64') continue;
    const count = file.readUInt32BE(contentOffset + 4);
    for (let i = 0; i < count; i++) {
      if (type === 'stco') {
        const at = contentOffset + 8 + i * 4;
        const place = file.readUInt32BE(at);
        if (place >= from) file.writeUInt32BE(place + by, at);
      } else {
        const at = contentOffset + 8 + i * 8;
        const place = file.readBigUInt64BE(at);
        if (place >= BigInt(from)) file.writeBigUInt64BE(place + BigInt(by), at);
      }
    }
  }
}

/**
 * Puts a box behind `ftyp`.
 * @returns a new file; the one that came in stays as it is
 * @throws RangeError for what is no MP4 file with its places in tables (a fragmented one has none), and where a place
 *   would no longer fit its table
 */
export function insertBox(file: Buffer, box: Buffer): Buffer {
  const boxes = readBoxes(file);
  const [ftyp] = boxes;
  if (ftyp?.type !== 'ftyp' || !boxes.some(({ type }) => type === 'moov'))
    throw new RangeError('This is no MP4 file.');
  if (boxes.some(({ type }) => type === 'moof')) throw new RangeError('The MP4 file is in fragments.');
  const place = ftyp.offset + ftyp.bytes;
  const out = Buffer.concat([file.subarray(0, place), box, file.subarray(place)]);
  movePlaces(out, readBoxes(out), place, box.length);
  return out;
}
