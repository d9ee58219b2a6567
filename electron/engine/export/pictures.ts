/** Pictures of a video that is not made: one, or a short stretch, opaque or cut out. */
import type { RenderRequest } from '../../../shared/contract/render.ts';
import { startDrawing } from '../frames/startDrawing.ts';
import { prepareRender, type PreparedRender, type RenderContext } from '../pipeline.ts';
import type { RenderProgressTracker } from '../renderProgress.ts';
import type { RgbaImage } from '../runtime/image.ts';
import type { StageClock } from '../stageClock.ts';
import { opaquePicture, planesOf, transparentPicture } from './rgbaPictures.ts';

/** Frames `from` up to `to - 1` are wanted. */
export interface WantedFrames {
  readonly from: number;
  readonly to: number;
}

/** Pictures in order, and what they were made with. */
export interface PictureSource {
  readonly frames: WantedFrames;
  /** What was prepared; its engine says afterwards where it ran. */
  readonly prepared: PreparedRender;
  readonly pictures: AsyncGenerator<RgbaImage, void, undefined>;
  /** Call when nobody takes pictures any more. */
  close(): Promise<void>;
}

/**
 * What is prepared for pictures: nothing is heard, and a person that is cut out stands before black, and once more
 * before white, so that it can be told what is opaque.
 */
const scenesOf = (request: RenderRequest, isCutOut: boolean): RenderRequest[] => {
  const silent = { ...request, music: null };
  if (!isCutOut) return [silent];
  return ['#000000', '#ffffff'].map((color) => ({ ...silent, background: { kind: 'color', color } }));
};

/**
 * Opens the pictures of a render.
 * @param wanted picks the frames, once it is known how many there are
 * @throws KotohogiError as a render of the whole video; `cancelled`
 */
export async function openPictures(
  request: RenderRequest,
  isCutOut: boolean,
  wanted: (frames: number) => WantedFrames,
  host: {
    readonly context: RenderContext;
    readonly clock: StageClock;
    readonly progress: RenderProgressTracker;
  },
): Promise<PictureSource> {
  const { context, clock, progress } = host;
  const opened: PreparedRender[] = [];
  const letGo = async (): Promise<void> => {
    for (const { lipSync, sound } of opened) {
      await lipSync.close();
      await sound.dispose();
    }
  };
  try {
    for (const scene of scenesOf(request, isCutOut))
      opened.push(await prepareRender(scene, context, clock, progress));
  } catch (thrown) {
    await letGo();
    throw thrown;
  }
  const [prepared] = opened;
  const frames = wanted(prepared.frames);
  progress.setFrames(frames.to - frames.from);
  const drawings = opened.map(({ scene }) =>
    startDrawing(
      scene,
      context.signal,
      opened.length,
      (frameIndex) => frameIndex >= frames.from && frameIndex < frames.to,
    ),
  );
  const { widthPx, heightPx } = request.size;

  async function* pictures(): AsyncGenerator<RgbaImage, void, undefined> {
    const [first, second] = drawings.map((drawing) => drawing.frames[Symbol.asyncIterator]());
    for (;;) {
      const shown = await first.next();
      const other = isCutOut ? await second.next() : null;
      if (shown.done) return;
      const frame = planesOf(shown.value.bytes, widthPx, heightPx);
      yield other && !other.done
        ? transparentPicture(frame, planesOf(other.value.bytes, widthPx, heightPx))
        : opaquePicture(frame);
      shown.value.release();
      if (other && !other.done) other.value.release();
    }
  }

  return {
    frames,
    prepared,
    pictures: pictures(),
    async close() {
      for (const drawing of drawings) await drawing.close();
      await letGo();
    },
  };
}
