import { open } from 'node:fs/promises';
import { checkInputFile } from './inputFile.ts';
import { sniffPicture } from './pictureFormat.ts';

/** What stands for the person: one picture, or a moving one that is played back and forth. */
export type MediaKind = 'photo' | 'loop';

const HEAD_BYTES = 512;
/** MPEG transport streams repeat this byte every 188 bytes (192 with a time stamp before each packet). */
const TS_SYNC = 0x47;
/** The first atoms of QuickTime files that were written before `ftyp` existed. */
const QUICKTIME_ATOMS = new Set(['moov', 'mdat', 'wide', 'free', 'skip', 'pnot']);

const isTransportStream = (head: Buffer): boolean =>
  (head[0] === TS_SYNC && head[188] === TS_SYNC && head[376] === TS_SYNC) ||
  (head[4] === TS_SYNC && head[196] === TS_SYNC && head[388] === TS_SYNC);

/** True for containers of moving pictures that {@link sniffPicture} has no name for. */
function isVideoContainer(head: Buffer): boolean {
  const text = (start: number, end: number): string => head.toString('latin1', start, end);
  return (
    (text(0, 4) === 'RIFF' && text(8, 12) === 'AVI ') ||
    text(0, 4) === 'OggS' ||
    text(0, 3) === 'FLV' ||
    // Advanced Systems Format (WMV): the first half of its header's GUID.
    text(0, 4) === '\x30\x26\xb2\x75' ||
    // MPEG programme stream: pack header.
    (head.length >= 4 && head.readUInt32BE(0) === 0x000001ba) ||
    QUICKTIME_ATOMS.has(text(4, 8)) ||
    isTransportStream(head)
  );
}

/**
 * Tells a video from a photo by its first bytes; the name is not looked at. What is neither counts as a photo, whose
 * decoder says what is wrong with it. Moving GIF, WebP and AVIF pictures are photos: their first picture is used.
 * @throws `input` photo-not-found, photo-is-folder, photo-not-a-file, photo-unreadable, photo-empty
 */
export async function mediaKindOf(path: string): Promise<MediaKind> {
  await checkInputFile(path, 'photo');
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    return sniffPicture(head) === 'video' || isVideoContainer(head) ? 'loop' : 'photo';
  } finally {
    await handle.close();
  }
}
