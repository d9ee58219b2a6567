import { createRgba } from '../../runtime/image.ts';
import type { EngineContext } from '../../context.ts';
import { eachFramedPicture, openLoop } from './loop.ts';
import type { Photo } from './types.ts';

/** Any rate has its first picture at 0. */
const ANY_FPS = 25;

/**
 * The first picture of a video loop as a photo: what is looked at before a render. Its hash is that of the video.
 * @throws KotohogiError as {@link openLoop}; `loop-corrupt`; `cancelled`
 */
export async function firstPicture(
  path: string,
  context: Pick<EngineContext, 'signal' | 'ffmpegPath'>,
): Promise<Photo> {
  const loop = await openLoop(path, context);
  const { width, height, sha256 } = loop;
  const image = createRgba(width, height);
  const whole = { left: 0, top: 0, width, height };
  await eachFramedPicture(
    loop,
    { ...whole, into: whole, widthPx: width, heightPx: height },
    { fps: ANY_FPS, from: 0, count: 1 },
    image,
    () => Promise.resolve(),
    context,
  );
  const warnings: string[] = [];
  warnings.push('This is a video: its first picture is shown here, and the face is followed in all of them.');
  return { path, sha256, image, hasAlpha: false, warnings };
}
