/** The shapes that edits are read with; apart from edits.ts because the page may not load the schema library. */
import { z } from 'zod';
import { PROSODY_EDIT_VERSION, type ProsodyEdit } from './edits.ts';
import { SETTINGS_BOUNDS, type ProsodySettings } from './settings.ts';

const bounded = (name: keyof ProsodySettings): z.ZodNumber =>
  z.number().min(SETTINGS_BOUNDS[name][0]).max(SETTINGS_BOUNDS[name][1]);

const phraseFields = {
  pitchSemitones: bounded('pitchSemitones'),
  range: bounded('range'),
  tempo: bounded('tempo'),
  energyDb: bounded('energyDb'),
  endLiftSemitones: bounded('endLiftSemitones'),
};

export const phraseSettingsSchema = z.strictObject(phraseFields);
export const prosodySettingsSchema = z.strictObject({
  ...phraseFields,
  pauses: bounded('pauses'),
  loudnessLu: bounded('loudnessLu'),
  brightnessDb: bounded('brightnessDb'),
});

const secSchema = z.number().min(0);

/** Points in ascending time. */
export const curveSchema = z
  .array(z.strictObject({ sec: secSchema, value: z.number().min(-60).max(60) }))
  .max(100_000)
  .refine(
    (points) => points.every((point, i) => i === 0 || point.sec > points[i - 1].sec),
    'times must grow from point to point',
  );

const spanSchema = z
  .tuple([secSchema, secSchema])
  .refine(([startSec, endSec]) => startSec < endSec, 'a stretch must end after it begins');

export const pitchCurveSchema = z.strictObject({
  mode: z.enum(['absolute', 'offset']),
  points: curveSchema.min(1),
  span: spanSchema.nullable(),
  microProsody: z.number().min(0).max(1),
});

export const prosodyLanguageSchema = z.enum(['en', 'ja', 'fa']);

export const presetChoiceSchema = z.strictObject({
  id: z.string().min(1),
  amount: z.number().min(0).max(1.5),
});

const timedFields = { startSec: secSchema, endSec: secSchema };
const isForward = ({ startSec, endSec }: { startSec: number; endSec: number }): boolean => startSec < endSec;

export const prosodyEditSchema: z.ZodType<ProsodyEdit> = z.strictObject({
  version: z.literal(PROSODY_EDIT_VERSION),
  language: prosodyLanguageSchema.nullable(),
  preset: presetChoiceSchema.nullable(),
  settings: prosodySettingsSchema,
  phrases: z.array(z.strictObject({ ...timedFields, settings: phraseSettingsSchema }).refine(isForward)),
  pitchCurves: z.array(pitchCurveSchema),
  tempoCurve: curveSchema,
  energyCurve: curveSchema,
  pauses: z.array(z.strictObject({ ...timedFields, lengthSec: z.number().min(0).max(10) }).refine(isForward)),
  loudnessTargetLufs: z.number().min(-40).max(-6).nullable(),
});
