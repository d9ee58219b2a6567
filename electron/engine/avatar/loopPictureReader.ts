import type { EngineContext } from '../context.ts';
import { createRgba, type RgbaImage } from '../runtime/image.ts';
import { eachFramedPicture, type LoopCrop, type LoopRange, type LoopVideo } from '../stages/media/loop.ts';

/** Pictures asked for one after the other. */
export interface PictureReader {
  /** The picture is reused for the next one. @param index asked for in order, each once */
  picture(index: number): Promise<RgbaImage>;
  close(): Promise<void>;
}

/** Reads a range of a loop at the pace at which its pictures are asked for. Nothing is read before the first is. */
export function loopPictureReader(
  loop: LoopVideo,
  crop: LoopCrop,
  range: LoopRange,
  { ffmpegPath, signal }: Pick<EngineContext, 'ffmpegPath' | 'signal'>,
): PictureReader {
  const stop = new AbortController();
  const image = createRgba(crop.widthPx, crop.heightPx);
  let reading: Promise<void> | null = null;
  /** The one who asks, and the decoder that waits to be asked. */
  let asking: { resolve: (image: RgbaImage) => void; reject: (reason: unknown) => void } | null = null;
  let goOn: (() => void) | null = null;

  const start = (): Promise<void> =>
    eachFramedPicture(
      loop,
      crop,
      range,
      image,
      async () => {
        asking?.resolve(image);
        asking = null;
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
      },
      { ffmpegPath, signal: AbortSignal.any([signal, stop.signal]) },
    ).then(
      () => asking?.reject(new Error('The loop has no more pictures.')),
      (thrown: unknown) => asking?.reject(thrown),
    );

  return {
    picture() {
      return new Promise((resolve, reject) => {
        asking = { resolve, reject };
        if (reading) goOn?.();
        else reading = start();
      });
    },
    async close() {
      stop.abort();
      goOn?.();
      await reading;
    },
  };
}
