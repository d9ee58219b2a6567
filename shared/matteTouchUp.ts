import { z } from 'zod';

/**
 * One stroke of the touch-up brush over the matte: what lies under it becomes person or background. Photo pixels,
 * so that a stroke means the same at any zoom and frame shape.
 */
export const matteStrokeSchema = z.object({
  kind: z.enum(['add', 'remove']),
  radiusPx: z.number().positive().max(20_000),
  /** 1: a sharp rim; 0: the effect fades from the middle to the rim. */
  hardness: z.number().min(0).max(1),
  points: z
    .array(z.tuple([z.number(), z.number()]))
    .min(1)
    .max(20_000),
});
export type MatteStroke = z.infer<typeof matteStrokeSchema>;

/** Strokes in the order they were made: later ones lie over earlier ones. */
export const matteTouchUpSchema = z.object({ strokes: z.array(matteStrokeSchema).max(2_000) });
export type MatteTouchUp = z.infer<typeof matteTouchUpSchema>;

export const NO_TOUCH_UP: MatteTouchUp = { strokes: [] };
