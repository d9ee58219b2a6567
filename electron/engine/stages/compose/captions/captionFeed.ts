import type { Caption } from '../../../../../shared/captions/captions.ts';
import type { FrameFeed } from '../../../frames/frameFeed.ts';
import type { FrameSize } from '../background.ts';
import { captionSlotBytes, writeCaption } from './captionPicture.ts';
import { drawCaption } from './drawCaption.ts';

/** Raised whenever the same caption would look different. */
const CAPTION_VERSION = 1;

/** More captions than frames can be in flight at once are never needed. */
const SLOTS = 12;

/** The caption that is shown at a time: of several, the one that began last. -1: none. */
function shownAt(captions: readonly Caption[], sec: number): number {
  return captions.findLastIndex(({ startSec, endSec }) => startSec <= sec && sec < endSec);
}

interface Slot {
  readonly byteOffset: number;
  /** -1: empty, shows nothing. */
  caption: number;
  users: number;
  drawn: Promise<void>;
}

/**
 * Captions for drawing workers: each is drawn when the first frame needs it and kept while frames use it, so that an
 * hour of them takes no more memory than a few.
 * @param captions in times of the video, in the order of their start
 */
export function createCaptionFeed(captions: readonly Caption[], fps: number, frame: FrameSize): FrameFeed {
  const slotBytes = Math.ceil(captionSlotBytes(frame) / 8) * 8;
  const buffer = new SharedArrayBuffer(slotBytes * SLOTS);
  const slots: Slot[] = Array.from({ length: SLOTS }, (_, i) => ({
    byteOffset: i * slotBytes,
    caption: -1,
    users: 0,
    drawn: Promise.resolve(),
  }));
  const waiting: (() => void)[] = [];

  async function freeSlot(): Promise<Slot> {
    for (;;) {
      const free = slots.find(({ users }) => users === 0);
      if (free) return free;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  return {
    buffer,
    identify(frameIndex) {
      const index = shownAt(captions, frameIndex / fps);
      if (index < 0) return 'no caption';
      // The same words look the same at any time.
      return `${CAPTION_VERSION} ${JSON.stringify({ ...captions[index], startSec: 0, endSec: 0 })}`;
    },
    async take(frameIndex) {
      const caption = shownAt(captions, frameIndex / fps);
      let slot = slots.find((one) => one.caption === caption);
      if (!slot) {
        slot = await freeSlot();
        const { byteOffset } = slot;
        slot.caption = caption;
        slot.drawn =
          caption < 0
            ? Promise.resolve(writeCaption(buffer, byteOffset, null))
            : drawCaption(captions[caption].text, frame).then((picture) =>
                writeCaption(buffer, byteOffset, picture),
              );
      }
      slot.users += 1;
      try {
        await slot.drawn;
      } catch (error) {
        slot.users -= 1;
        slot.caption = -2;
        throw error;
      }
      return slot.byteOffset;
    },
    release(byteOffset) {
      const slot = slots[byteOffset / slotBytes];
      slot.users -= 1;
      waiting.shift()?.();
    },
    close: () => Promise.resolve(),
  };
}
