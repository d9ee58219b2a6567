/**
 * Pieces of video as ffmpeg writes them (fragmented MP4, ISO/IEC 14496-12), read into their pictures and written again
 * with times of our own: every piece begins where the one before it ended, to the tick. Programs of different years
 * stamp the first picture of such a file differently; the order in which pictures are shown is the same in all.
 */

/** A coded picture. */
export interface CodedPicture {
  readonly bytes: Buffer;
  /** Decoding can begin here. */
  readonly isSync: boolean;
  /** Its place in the order of showing, counted from the start of the piece. */
  readonly shownAt: number;
}

/** A piece of video that can be decoded on its own. */
export interface CodedPiece {
  /** Type, size and decoder settings: the boxes before the first picture. */
  readonly init: Buffer;
  /** Ticks per second. */
  readonly timescale: number;
  /** In the order of decoding. */
  readonly pictures: readonly CodedPicture[];
}

interface BoxView {
  readonly type: string;
  /** Where it begins in the file. */
  readonly at: number;
  /** What it holds, without its header. */
  readonly body: Buffer;
}

const HEADER_BYTES = 8;

/** The boxes of a file or of a box, one after the other. @throws where they do not fill it */
function boxesOf(bytes: Buffer, offset = 0): BoxView[] {
  const boxes: BoxView[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = bytes.length - at >= HEADER_BYTES ? bytes.readUInt32BE(at) : 0;
    if (size < HEADER_BYTES || at + size > bytes.length) throw new Error('A piece of video is cut off.');
    const type = bytes.toString('latin1', at + 4, at + HEADER_BYTES);
    boxes.push({ type, at: offset + at, body: bytes.subarray(at + HEADER_BYTES, at + size) });
    at += size;
  }
  return boxes;
}

/** The first box along a path of types. @throws when there is none */
function boxAt(bytes: Buffer, ...types: readonly string[]): Buffer {
  const [type, ...rest] = types;
  const box = boxesOf(bytes).find((one) => one.type === type);
  if (!box) throw new Error(`A piece of video has no "${type}".`);
  return rest.length === 0 ? box.body : boxAt(box.body, ...rest);
}

/** Reads the fields of a full box one after the other. */
function fieldReader(body: Buffer) {
  let at = 4;
  return {
    version: body.readUInt8(0),
    flags: body.readUIntBE(1, 3),
    uint32: () => body.readUInt32BE((at += 4) - 4),
    int32: () => body.readInt32BE((at += 4) - 4),
    uint64: () => Number(body.readBigUInt64BE((at += 8) - 8)),
    skip: (bytes: number) => {
      at += bytes;
    },
  };
}

const TFHD = { baseOffset: 0x1, description: 0x2, duration: 0x8, size: 0x10, flags: 0x20 } as const;
const TRUN = {
  dataOffset: 0x1,
  firstFlags: 0x4,
  duration: 0x100,
  size: 0x200,
  flags: 0x400,
  shownLater: 0x800,
} as const;
const NON_SYNC = 0x0001_0000;

interface Defaults {
  readonly duration: number;
  readonly size: number;
  readonly flags: number;
}

/** The pictures of one fragment: nothing in it refers to a picture outside. */
function readFragment(file: Buffer, moof: BoxView, trackDefaults: Defaults): CodedPicture[] {
  const traf = boxAt(moof.body, 'traf');
  const head = fieldReader(boxAt(traf, 'tfhd'));
  head.skip(4);
  const base = head.flags & TFHD.baseOffset ? head.uint64() : moof.at;
  if (head.flags & TFHD.description) head.skip(4);
  const defaults: Defaults = {
    duration: head.flags & TFHD.duration ? head.uint32() : trackDefaults.duration,
    size: head.flags & TFHD.size ? head.uint32() : trackDefaults.size,
    flags: head.flags & TFHD.flags ? head.uint32() : trackDefaults.flags,
  };
  const coded: { bytes: Buffer; isSync: boolean; shownTick: number }[] = [];
  let decodedTick = 0;
  for (const { body } of boxesOf(traf).filter(({ type }) => type === 'trun')) {
    const run = fieldReader(body);
    const count = run.uint32();
    let from = base + (run.flags & TRUN.dataOffset ? run.int32() : 0);
    const firstFlags = run.flags & TRUN.firstFlags ? run.uint32() : null;
    for (let i = 0; i < count; i++) {
      const duration = run.flags & TRUN.duration ? run.uint32() : defaults.duration;
      const size = run.flags & TRUN.size ? run.uint32() : defaults.size;
      const own = run.flags & TRUN.flags ? run.uint32() : defaults.flags;
      const flags = i === 0 && firstFlags !== null ? firstFlags : own;
      // Later versions sign the offset; small unsigned ones read the same.
      const later = run.flags & TRUN.shownLater ? run.int32() : 0;
      if (from + size > file.length) throw new Error('A piece of video is cut off.');
      const bytes = file.subarray(from, from + size);
      coded.push({ bytes, isSync: (flags & NON_SYNC) === 0, shownTick: decodedTick + later });
      from += size;
      decodedTick += duration;
    }
  }
  const shown = [...coded].sort((a, b) => a.shownTick - b.shownTick);
  const places = new Map(shown.map((picture, place) => [picture, place]));
  return coded.map((picture) => ({
    bytes: picture.bytes,
    isSync: picture.isSync,
    shownAt: places.get(picture) ?? 0,
  }));
}

/**
 * Reads a piece.
 * @param file a fragmented MP4 with one video track, whole
 * @throws Error when it is not such a file
 */
export function readPiece(file: Buffer): CodedPiece {
  const boxes = boxesOf(file);
  const moov = boxes.find(({ type }) => type === 'moov');
  const fragments = boxes.filter(({ type }) => type === 'moof');
  if (!moov || fragments.length === 0) throw new Error('A piece of video has no pictures.');
  const media = fieldReader(boxAt(moov.body, 'trak', 'mdia', 'mdhd'));
  media.skip(media.version === 1 ? 16 : 8);
  const timescale = media.uint32();
  const track = fieldReader(boxAt(moov.body, 'mvex', 'trex'));
  track.skip(8);
  const defaults = { duration: track.uint32(), size: track.uint32(), flags: track.uint32() };
  const pictures: CodedPicture[] = [];
  for (const moof of fragments) {
    const before = pictures.length;
    for (const picture of readFragment(file, moof, defaults))
      pictures.push({ ...picture, shownAt: before + picture.shownAt });
  }
  if (!pictures[0]?.isSync) throw new Error('A piece of video does not begin with a picture of its own.');
  return { init: initOf(file, moov), timescale, pictures };
}

/** The boxes before the first fragment. An edit list in them would move the times that fragments are given here. */
function initOf(file: Buffer, moov: BoxView): Buffer {
  const init = Buffer.from(file.subarray(0, moov.at + HEADER_BYTES + moov.body.length));
  for (const { type, body } of boxesOf(boxAt(init.subarray(moov.at), 'moov', 'trak')))
    if (type === 'edts') init.write('free', body.byteOffset - init.byteOffset - 4, 'latin1');
  return init;
}

function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(
    parts.reduce((sum, { length }) => sum + length, HEADER_BYTES),
    0,
  );
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, ...parts]);
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => bytes.writeUInt32BE(value >>> 0, i * 4));
  return bytes;
}

const DEFAULT_BASE_IS_MOOF = 0x02_0000;
/** Depends on no other picture; depends on others (ISO/IEC 14496-12, section 8.8.3.1). */
const SYNC_FLAGS = 0x0200_0000;
const OTHER_FLAGS = 0x0101_0000;

/** Where a piece stands in the whole. */
export interface PiecePlace {
  /** Its first picture, counted in the order of showing. */
  readonly firstFrame: number;
  /** Length of a picture in ticks. */
  readonly tick: number;
  /** How many pictures decoding runs ahead of showing: the same for all pieces. */
  readonly delay: number;
}

/**
 * Writes the pictures of a piece as a fragment: decoded one after the other, shown at their own time.
 * @throws Error when a picture would be shown before it is decoded
 */
export function writeFragment(
  { pictures }: Pick<CodedPiece, 'pictures'>,
  { firstFrame, tick, delay }: PiecePlace,
): Buffer {
  const rows = pictures.map(({ bytes, isSync, shownAt }, i) => {
    const later = (shownAt - i + delay) * tick;
    if (later < 0) throw new Error('A picture would be shown before it is decoded.');
    return words(bytes.length, isSync ? SYNC_FLAGS : OTHER_FLAGS, later);
  });
  const firstTick = BigInt(firstFrame) * BigInt(tick);
  const time = Buffer.alloc(12);
  time.writeUInt32BE(0x0100_0000, 0);
  time.writeBigUInt64BE(firstTick, 4);
  const moofWith = (dataOffset: number): Buffer =>
    box(
      'moof',
      box('mfhd', words(0, firstFrame + 1)),
      box(
        'traf',
        box('tfhd', words(DEFAULT_BASE_IS_MOOF | TFHD.duration, 1, tick)),
        box('tfdt', time),
        box(
          'trun',
          words(TRUN.dataOffset | TRUN.size | TRUN.flags | TRUN.shownLater, rows.length, dataOffset),
          ...rows,
        ),
      ),
    );
  const moofBytes = moofWith(0).length;
  return Buffer.concat([
    moofWith(moofBytes + HEADER_BYTES),
    box('mdat', ...pictures.map(({ bytes }) => bytes)),
  ]);
}

/** How many pictures decoding of a piece must run ahead of showing. */
export const delayOf = ({ pictures }: Pick<CodedPiece, 'pictures'>): number =>
  pictures.reduce((most, { shownAt }, i) => Math.max(most, i - shownAt), 0);
