/** Captions and titles of a preview: drawn once, and put beside each frame that is about to be drawn. */
import { mapCaptions } from '../../../shared/captions/captions.ts';
import type { RenderRequest } from '../../../shared/contract/render.ts';
import type { FrameZone } from '../../../shared/framing/faceZone.ts';
import { toAdjusted, type TimeMap } from '../../../shared/prosody/timeMap.ts';
import type { FrameFeed } from '../frames/frameFeed.ts';
import { createCaptionFeed } from '../stages/compose/captions/captionFeed.ts';
import { captionSlotBytes } from '../stages/compose/captions/captionPicture.ts';
import {
  createTitleTrack,
  THROUGHOUT,
  titleStrengths,
  type TitleTrack,
} from '../stages/compose/titles/titleTrack.ts';

/** The words over one voice. */
export interface WordsOfVoice {
  readonly captions: FrameFeed | null;
  /** How much of each title is seen, one row per frame; null without titles. */
  readonly strengths: Uint8Array | null;
  /** Equal texts: the same words, equally visible. */
  identify(frameIndex: number): string;
}

export interface SlotWords {
  /** For drawing workers: one caption per slot. */
  readonly captionBuffer: SharedArrayBuffer | null;
  /** For drawing workers: one row of strengths per slot. */
  readonly titles: TitleTrack | null;
  of(timeMap: TimeMap, frames: number): WordsOfVoice;
  /** Puts the words of a frame into a slot. @returns where its caption lies in the buffer; null for none */
  put(slot: number, frameIndex: number, words: WordsOfVoice): Promise<number | null>;
}

/** Draws the titles of a look, and its mark. @param face the speaker's, where titles should not be */
export async function createSlotWords(
  { captions, titles, mark, size, fps }: Pick<RenderRequest, 'captions' | 'titles' | 'mark' | 'size' | 'fps'>,
  slots: number,
  face: FrameZone,
): Promise<SlotWords> {
  const seen = titles.filter(({ startSec, endSec }) => startSec < endSec);
  const lastSec = Math.max(0, ...seen.map(({ startSec }) => startSec));
  const drawn = await createTitleTrack(seen, {
    size,
    fps,
    frames: Math.floor(lastSec * fps) + 1,
    aboveCaptions: captions !== null,
    face,
    mark,
  });
  /** Values of a row: one per title, and one for the mark. */
  const perFrame = seen.length + (mark ? 1 : 0);
  const strengths = new Uint8Array(new SharedArrayBuffer(slots * perFrame));
  const captionBytes = Math.ceil(captionSlotBytes(size) / 8) * 8;
  const captionBuffer = captions ? new SharedArrayBuffer(slots * captionBytes) : null;

  return {
    captionBuffer,
    titles: drawn && { ...drawn, strengths },
    of(timeMap, frames) {
      const toVoice = (sec: number): number => toAdjusted(timeMap, sec);
      const feed = captions && createCaptionFeed(mapCaptions(captions, toVoice), fps, size);
      const moved = seen.map(({ startSec, endSec }) => ({
        startSec: toVoice(startSec),
        endSec: toVoice(endSec),
      }));
      const rows = drawn && titleStrengths(mark ? [...moved, THROUGHOUT] : moved, frames, fps);
      return {
        captions: feed,
        strengths: rows,
        identify: (frame) =>
          `${feed?.identify?.(frame) ?? ''} ${rows?.subarray(frame * perFrame, (frame + 1) * perFrame).join() ?? ''}`,
      };
    },
    async put(slot, frameIndex, words) {
      if (words.strengths)
        strengths.set(
          words.strengths.subarray(frameIndex * perFrame, (frameIndex + 1) * perFrame),
          slot * perFrame,
        );
      if (!captionBuffer || !words.captions) return null;
      const from = await words.captions.take(frameIndex);
      const bytes = new Uint8Array(words.captions.buffer, from, captionBytes);
      new Uint8Array(captionBuffer, slot * captionBytes, captionBytes).set(bytes);
      words.captions.release(from);
      return slot * captionBytes;
    },
  };
}
