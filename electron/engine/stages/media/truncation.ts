import { open, type FileHandle } from 'node:fs/promises';

/** Lengths that recorders write when they do not know them yet. */
const UNKNOWN_LENGTHS = new Set([0, 0x7fffffff, 0x7ffff000, 0x80000000, 0xffffffff]);
const TAIL_BYTES = 128 * 1024;

/**
 * Tells whether a sound file ends before its own headers say it should. A decoder mostly plays what is there and says
 * nothing, so this is asked of the container: RIFF/WAV and AIFF chunk lengths, ISO media (M4A, MP4, MOV) boxes, the
 * last Ogg page, the Matroska segment, and the byte count in an MP3's Xing/Info header.
 * @returns bytes that are missing (at least), or 0 when nothing says so
 */
export async function missingBytes(path: string, fileBytes: number): Promise<number> {
  const handle = await open(path, 'r');
  try {
    const head = await readAt(handle, 0, 64 * 1024);
    const magic = head.toString('latin1', 0, 4);
    if (magic === 'RIFF' || magic === 'FORM') return await missingInChunks(handle, head, fileBytes);
    if (magic === 'OggS') return await missingInOgg(handle, fileBytes);
    if (magic === '\x1aE\xdf\xa3') return missingInMatroska(head, fileBytes);
    if (head.toString('latin1', 4, 8) === 'ftyp') return await missingInBoxes(handle, fileBytes);
    return missingInMp3(head, fileBytes);
  } finally {
    await handle.close();
  }
}

/**
 * The number of samples per channel that a FLAC file's STREAMINFO block announces (RFC 9639, 8.2): FLAC frames have no
 * lengths to add up, so a cut file only shows once it has been decoded.
 * @returns null for other files and for streams that do not say
 */
export async function declaredFlacFrames(path: string): Promise<number | null> {
  const handle = await open(path, 'r');
  try {
    const head = await readAt(handle, 0, 26);
    if (head.length < 26 || head.toString('latin1', 0, 4) !== 'fLaC') return null;
    const total = (head[21] & 0x0f) * 2 ** 32 + head.readUInt32BE(22);
    return total === 0 ? null : total;
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

const beyond = (end: number, fileBytes: number): number => Math.max(0, end - fileBytes);

async function missingInChunks(handle: FileHandle, head: Buffer, fileBytes: number): Promise<number> {
  const isLittleEndian = head.toString('latin1', 0, 4) === 'RIFF';
  for (let at = 12; at + 8 <= fileBytes;) {
    const chunk = await readAt(handle, at, 8);
    const id = chunk.toString('latin1', 0, 4);
    const size = isLittleEndian ? chunk.readUInt32LE(4) : chunk.readUInt32BE(4);
    if (id === 'data' || id === 'SSND')
      return UNKNOWN_LENGTHS.has(size) ? 0 : beyond(at + 8 + size, fileBytes);
    at += 8 + size + (size % 2);
  }
  return 1;
}

/** Walks the top-level boxes; a file without `moov` was never finished. */
async function missingInBoxes(handle: FileHandle, fileBytes: number): Promise<number> {
  let hasIndex = false;
  let at = 0;
  while (at + 8 <= fileBytes) {
    const box = await readAt(handle, at, 16);
    const type = box.toString('latin1', 4, 8);
    let size = box.readUInt32BE(0);
    if (size === 1 && box.length === 16) size = Number(box.readBigUInt64BE(8));
    if (type === 'moov') hasIndex = true;
    if (size === 0) break;
    if (size < 8) return 0;
    if (at + size > fileBytes) return at + size - fileBytes;
    at += size;
  }
  return hasIndex ? 0 : 1;
}

/** The last page must be complete (RFC 3533: 27 bytes, a lacing table, its sum of bytes). */
async function missingInOgg(handle: FileHandle, fileBytes: number): Promise<number> {
  const start = Math.max(0, fileBytes - TAIL_BYTES);
  const tail = await readAt(handle, start, TAIL_BYTES);
  const at = tail.lastIndexOf('OggS', undefined, 'latin1');
  if (at < 0) return 0;
  if (at + 27 > tail.length) return at + 27 - tail.length;
  const segmentCount = tail[at + 26];
  const laces = tail.subarray(at + 27, at + 27 + segmentCount);
  const body = laces.reduce((sum, lace) => sum + lace, 0);
  return beyond(start + at + 27 + segmentCount + body, fileBytes);
}

/** EBML: the header element, then the segment with its size (all ones: unknown, as live recorders write it). */
function missingInMatroska(head: Buffer, fileBytes: number): number {
  const header = readVint(head, 4);
  if (!header || header.value === null) return 0;
  const segmentAt = 4 + header.length + header.value;
  if (segmentAt + 12 > head.length || head.readUInt32BE(segmentAt) !== 0x18538067) return 0;
  const size = readVint(head, segmentAt + 4);
  if (!size || size.value === null) return 0;
  return beyond(segmentAt + 4 + size.length + size.value, fileBytes);
}

function readVint(bytes: Buffer, at: number): { length: number; value: number | null } | null {
  const length = Math.clz32(bytes[at]) - 23;
  if (length > 8 || at + length > bytes.length) return null;
  let value = bytes[at] & (0xff >> length);
  let isUnknown = value === 0xff >> length;
  for (let i = 1; i < length; i++) {
    value = value * 256 + bytes[at + i];
    isUnknown &&= bytes[at + i] === 0xff;
  }
  return { length, value: isUnknown ? null : value };
}

/** The Xing/Info header of an MP3 counts the bytes of the sound, from its own frame on. */
function missingInMp3(head: Buffer, fileBytes: number): number {
  const hasId3 = head.toString('latin1', 0, 3) === 'ID3' && head.length > 10;
  const tagBytes = hasId3 ? 10 + ((head[6] << 21) | (head[7] << 14) | (head[8] << 7) | head[9]) : 0;
  const window = head.subarray(tagBytes, tagBytes + 512);
  if (window.length < 64 || window[0] !== 0xff || (window[1] & 0xe0) !== 0xe0) return 0;
  const at = Math.max(window.indexOf('Xing', 0, 'latin1'), window.indexOf('Info', 0, 'latin1'));
  if (at < 0 || at + 16 > window.length) return 0;
  const flags = window.readUInt32BE(at + 4);
  const hasFrameCount = (flags & 1) !== 0;
  const hasByteCount = (flags & 2) !== 0;
  if (!hasByteCount) return 0;
  return beyond(tagBytes + window.readUInt32BE(at + (hasFrameCount ? 12 : 8)), fileBytes);
}
