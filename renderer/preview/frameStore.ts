/** Frames that have come, by the names of what they show; and which ones are lacking. */
import type { PreviewBox, PreviewNews, PreviewTrack } from '../../shared/contract/preview.ts';
import type { LoopRegion } from '../stores/playback.ts';

/** What of a frame differs from the picture at rest. */
export interface FramePicture {
  readonly scene: number;
  readonly box: PreviewBox;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

type FrameNews = Extract<PreviewNews, { type: 'frame' }>;

/** Where the playhead is and what will be wanted next. */
export interface Outlook {
  /** The frame under the playhead. */
  readonly frame: number;
  readonly mode: 'playing' | 'resting' | 'scrubbing';
  readonly loop: LoopRegion | null;
}

/** Frames ahead of a running playhead: longer than the engine is ever busy with anything else. */
const AHEAD = 40;
/** Beside a playhead that rests: playing begins at once. */
const BESIDE = 24;
/** Either side of a playhead that is dragged. */
const AROUND = 6;
const BUDGET_BYTES = 128 * 2 ** 20;

/**
 * Frames that will be shown, the next one first.
 * @param frames how many there are
 */
export function framesToCome({ frame, mode, loop }: Outlook, frames: number, fps: number): number[] {
  const within = (index: number): boolean => index >= 0 && index < frames;
  if (mode === 'scrubbing')
    return Array.from({ length: 2 * AROUND + 1 }, (_, i) =>
      i % 2 === 1 ? frame + (i + 1) / 2 : frame - i / 2,
    ).filter(within);
  const count = mode === 'playing' ? AHEAD : BESIDE;
  const first = loop ? Math.floor(loop.startSec * fps) : 0;
  const end = loop ? Math.max(first + 1, Math.ceil(loop.endSec * fps)) : frames;
  const coming: number[] = [];
  for (let index = frame; coming.length < count; index++) {
    const wrapped = loop && index >= end ? first + ((index - end) % (end - first)) : index;
    if (!within(wrapped) || (coming.length > 0 && wrapped === coming[0])) break;
    coming.push(wrapped);
  }
  return mode === 'resting' ? [...coming, frame - 1, frame - 2].filter(within) : coming;
}

export interface FrameStore {
  readonly tracks: ReadonlyMap<number, PreviewTrack>;
  setTrack(track: PreviewTrack): void;
  put(news: FrameNews): void;
  /** The picture that a frame shows now; null while it has not come. */
  pictureOf(variant: number, frame: number): FramePicture | null;
  /** What is to be asked for, in order, without what is here. */
  lacking(outlooks: ReadonlyMap<number, Outlook>): [variant: number, frame: number][];
  readonly bytes: number;
  clear(): void;
}

export function createFrameStore(budgetBytes = BUDGET_BYTES): FrameStore {
  const tracks = new Map<number, PreviewTrack>();
  /** Least recently shown first. */
  const pictures = new Map<number, FramePicture>();
  let bytes = 0;

  const lookOf = (variant: number, frame: number): number => tracks.get(variant)?.looks[frame] ?? 0;

  return {
    tracks,
    get bytes() {
      return bytes;
    },
    setTrack: (track) => void tracks.set(track.variant, track),
    put({ look, scene, box, rgba }) {
      if (pictures.has(look)) return;
      pictures.set(look, { scene, box, rgba: new Uint8ClampedArray(rgba) });
      bytes += rgba.byteLength;
      for (const [old, picture] of pictures) {
        if (bytes <= budgetBytes || old === look) break;
        pictures.delete(old);
        bytes -= picture.rgba.byteLength;
      }
    },
    pictureOf(variant, frame) {
      const look = lookOf(variant, frame);
      const picture = pictures.get(look);
      if (!picture) return null;
      pictures.delete(look);
      pictures.set(look, picture);
      return picture;
    },
    lacking(outlooks) {
      const wanted = [...outlooks].map(([variant, outlook]) => {
        const track = tracks.get(variant);
        const coming = track ? framesToCome(outlook, track.looks.length, track.fps) : [];
        return coming.map((frame): [number, number] => [variant, frame]);
      });
      // What several voices show at the same time is wanted at the same time.
      const longest = Math.max(0, ...wanted.map(({ length }) => length));
      const order = Array.from({ length: longest }, (_, i) => wanted.flatMap((list) => list.slice(i, i + 1)));
      return order.flat().filter(([variant, frame]) => {
        const look = lookOf(variant, frame);
        return look !== 0 && !pictures.has(look);
      });
    },
    clear() {
      tracks.clear();
      pictures.clear();
      bytes = 0;
    },
  };
}
