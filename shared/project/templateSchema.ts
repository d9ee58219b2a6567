/** A beginning of a project for an occasion. Those of the program are data files in resources/templates. */
import { z } from 'zod';
import { SHAPES } from '../framing/shapes.ts';
import { titleSchema } from '../titles/titles.ts';
import { NAME_PLACE } from './namePlace.ts';
import { backgroundFields } from './schema.ts';

const inBoth = <Schema extends z.ZodType>(schema: Schema) => z.strictObject({ en: schema, ja: schema });
const words = z.string().min(1).max(200);
const { position, style, sizePercent } = titleSchema.shape;

export const templateSchema = z.strictObject({
  /** Lower-case words joined by hyphens; also the name of its file. */
  id: z.string().regex(/^[a-z]+(?:-[a-z]+)*$/),
  /** Where it stands among the others, smallest first. */
  order: z.number().int(),
  name: inBoth(words),
  description: inBoth(words),
  shape: z.enum(SHAPES),
  background: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('color'), color: backgroundFields.color }),
    z.strictObject({ kind: z.literal('gradient'), gradient: backgroundFields.gradient }),
    z.strictObject({ kind: z.literal('scene'), scene: backgroundFields.scene }),
  ]),
  /** Id of a voice preset; null: the voice as it was recorded. */
  preset: z.string().min(1).nullable(),
  title: z
    .strictObject({
      /** With the name where it is known, and without. */
      text: inBoth(
        z.strictObject({
          named: words.refine((text) => text.includes(NAME_PLACE), `must contain ${NAME_PLACE}`),
          plain: words.refine((text) => !text.includes(NAME_PLACE), `must not contain ${NAME_PLACE}`),
        }),
      ),
      position,
      style,
      sizePercent,
      lengthSec: z.number().min(0.5).max(60),
    })
    .nullable(),
  /** What could be said; `{name}` where the name belongs. */
  texts: inBoth(z.array(z.string().min(1).max(600)).max(10)),
});
export type ProjectTemplate = z.infer<typeof templateSchema>;
