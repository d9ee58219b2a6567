import { createHash } from 'node:crypto';
import { titleOpacity } from '../../../../../shared/titles/titleShapes.ts';
import type { MarkLanguage } from '../../../../../shared/contract/provenance.ts';
import type { Title } from '../../../../../shared/titles/titles.ts';
import {
  pictureBytes,
  readCaption,
  writeCaption,
  type CaptionPicture,
  type Zone,
} from '../captions/captionPicture.ts';
import { drawMark } from './drawMark.ts';
import { drawTitle, type TitledFrame } from './drawTitle.ts';
import { titlePicture } from './titlePicture.ts';

/** Drawn titles and when they are seen; in shared memory, so that drawing workers read them without a copy. */
export interface TitleTrack {
  readonly buffer: SharedArrayBuffer;
  readonly titles: readonly {
    readonly byteOffset: number;
    /** SHA-256 of the picture and its place. */
    readonly name: string;
  }[];
  /** How much of each title is seen in each frame, 0..255: one row per frame. */
  readonly strengths: Uint8Array<SharedArrayBuffer>;
}

/** A video that has titles. */
export interface TitledVideo extends TitledFrame {
  readonly fps: number;
  /** Number of frames. */
  readonly frames: number;
  /** Words that say that a computer made the picture, throughout; without it none. */
  readonly mark?: MarkLanguage | null;
}

function nameOf({ left, top, width, height, colours, alpha }: CaptionPicture): string {
  const hash = createHash('sha256').update(`${left} ${top} ${width} ${height}`);
  for (const bytes of [colours.y, colours.u, colours.v, alpha]) hash.update(bytes);
  return hash.digest('hex');
}

/**
 * Draws all titles, and the mark over them.
 * @param titles in times of the video
 * @returns null when none of them is ever seen
 */
export async function createTitleTrack(
  titles: readonly Title[],
  { fps, frames, mark = null, ...frame }: TitledVideo,
): Promise<TitleTrack | null> {
  const seen = titles.filter(({ startSec, endSec }) => startSec < frames / fps && startSec < endSec);
  const drawings = seen.map((title) => drawTitle(title, frame));
  if (mark) drawings.push(drawMark(mark, frame.size));
  if (drawings.length === 0) return null;
  const pictures = (await Promise.all(drawings)).map(titlePicture);
  const byteOffsets: number[] = [];
  let length = 0;
  for (const picture of pictures) {
    byteOffsets.push(length);
    length += Math.ceil(pictureBytes(picture) / 8) * 8;
  }
  const buffer = new SharedArrayBuffer(length);
  pictures.forEach((picture, i) => writeCaption(buffer, byteOffsets[i], picture));
  return {
    buffer,
    titles: pictures.map((picture, i) => ({ byteOffset: byteOffsets[i], name: nameOf(picture) })),
    strengths: titleStrengths(mark ? [...seen, THROUGHOUT] : seen, frames, fps),
  };
}

/** Times of what neither comes nor goes: long past both ends of any video. */
export const THROUGHOUT = { startSec: -10, endSec: 1e6 };

/** How much of each title is seen in each frame, 0..255: one row per frame. */
export function titleStrengths(
  titles: readonly Pick<Title, 'startSec' | 'endSec'>[],
  frames: number,
  fps: number,
): Uint8Array<SharedArrayBuffer> {
  const strengths = new Uint8Array(new SharedArrayBuffer(frames * titles.length));
  for (let frame = 0, at = 0; frame < frames; frame++)
    for (const title of titles) strengths[at++] = Math.round(255 * titleOpacity(title, frame / fps));
  return strengths;
}

interface ShownTitle {
  readonly index: number;
  readonly strength: number;
}

function shownTitles({ titles, strengths }: TitleTrack, frameIndex: number): ShownTitle[] {
  const row = strengths.subarray(frameIndex * titles.length, (frameIndex + 1) * titles.length);
  return Array.from(row, (strength, index) => ({ index, strength })).filter(({ strength }) => strength > 0);
}

/** What a frame's titles are made from, as text: the same text, the same titles. */
export const identifyTitles = (track: TitleTrack, frameIndex: number): string =>
  shownTitles(track, frameIndex)
    .map(({ index, strength }) => `${track.titles[index].name} ${strength}`)
    .join();

/** The smallest zone that holds all of them. */
function around(zones: readonly Zone[]): Zone {
  const left = Math.min(...zones.map((zone) => zone.left));
  const top = Math.min(...zones.map((zone) => zone.top));
  return {
    left,
    top,
    width: Math.max(...zones.map((zone) => zone.left + zone.width)) - left,
    height: Math.max(...zones.map((zone) => zone.top + zone.height)) - top,
  };
}

const overlaps = (a: Zone, b: Zone): boolean => a.top < b.top + b.height && b.top < a.top + a.height;

/** Zones that touch each other as one, so that each pixel is restored once. */
function merged(zones: readonly Zone[]): Zone[] {
  const apart: Zone[] = [];
  for (const zone of [...zones].sort((a, b) => a.top - b.top)) {
    const last = apart.at(-1);
    if (last && overlaps(last, zone)) apart[apart.length - 1] = around([last, zone]);
    else apart.push(zone);
  }
  return apart;
}

/** The titles as a drawing worker reads them. */
export function openTitles(track: TitleTrack): {
  /** Every part of a frame that a title may cover. */
  readonly zones: readonly Zone[];
  /** Titles of a frame, in the order in which they are laid over it. */
  readonly shownIn: (
    frameIndex: number,
  ) => readonly { readonly picture: CaptionPicture; readonly strength: number }[];
} {
  const pictures = track.titles.map(({ byteOffset }) => {
    const picture = readCaption(track.buffer, byteOffset);
    if (!picture) throw new Error('A title is never empty.');
    return picture;
  });
  return {
    zones: merged(pictures),
    shownIn: (frameIndex) =>
      shownTitles(track, frameIndex).map(({ index, strength }) => ({ picture: pictures[index], strength })),
  };
}
