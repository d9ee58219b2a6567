/** Pictures that the engine draws for the page, exactly as a render would. */
import { z } from 'zod';
import { titleSchema } from '../titles/titles.ts';
import { renderRequestSchema, sceneBackgroundSchema } from './render.ts';

/** A festive scene at a size in pixels; answers its address. */
export const drawSceneSchema = z.strictObject({
  id: sceneBackgroundSchema.shape.id,
  /** May be smaller than any frame: thumbnails. */
  widthPx: z.number().int().min(32).max(4096),
  heightPx: z.number().int().min(32).max(4096),
});

export type SceneToDraw = z.infer<typeof drawSceneSchema>;

const title = titleSchema.shape;

/** A title as it stands in a frame. */
export const drawTitleSchema = z.strictObject({
  text: title.text,
  position: title.position,
  style: title.style,
  sizePercent: title.sizePercent,
  size: renderRequestSchema.shape.size,
  /** Captions are drawn into the picture. */
  aboveCaptions: z.boolean(),
  /** Where the speaker's face is, pixels of the frame: a title that may choose its place stays clear of it. */
  face: z
    .strictObject({
      left: z.number().int(),
      top: z.number().int(),
      width: z.number().int().min(0),
      height: z.number().int().min(0),
    })
    .nullable(),
});
export type TitleToDraw = z.infer<typeof drawTitleSchema>;

/** Its place in pixels of the frame. */
export const drawnTitleSchema = z.object({
  url: z.string(),
  left: z.number().int(),
  top: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
});
export type DrawnTitle = z.infer<typeof drawnTitleSchema>;
