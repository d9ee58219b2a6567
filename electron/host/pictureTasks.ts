import { sceneBackground } from '../engine/stages/compose/backgroundScene.ts';
import { drawTitle } from '../engine/stages/compose/titles/drawTitle.ts';
import { encodeExactly, encodeForDisplay } from './displayPictures.ts';
import type { DrawnTitlePicture, EncodedPicture, TaskInput } from './messages.ts';

/** A festive scene for display. */
export const drawScenePicture = async ({ id, ...size }: TaskInput<'drawScene'>): Promise<EncodedPicture> =>
  encodeForDisplay(await sceneBackground(id, size));

/** A title for display, pixel by pixel as it is laid over frames. */
export async function drawTitlePicture({
  size,
  aboveCaptions,
  face,
  ...title
}: TaskInput<'drawTitle'>): Promise<DrawnTitlePicture> {
  const { left, top, image } = await drawTitle(title, { size, aboveCaptions, face });
  return { left, top, width: image.width, height: image.height, picture: await encodeExactly(image) };
}
