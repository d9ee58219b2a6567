import path from 'node:path';
import { deviceChoiceSchema } from '../../../shared/contract/devices.ts';
import {
  cropChoiceSchema,
  lipsyncChoiceSchema,
  RENDER_DEFAULTS,
  type RenderRequest,
} from '../../../shared/contract/render.ts';
import { usageError } from '../../../shared/errors.ts';
import type { ProsodyPreset } from '../../../shared/prosody/presets.ts';
import {
  FRAME_MAX_SIDE_PX,
  FRAME_MIN_SIDE_PX,
  FRAME_RATE_MAX_FPS,
  FRAME_RATE_MIN_FPS,
} from '../../../shared/limits.ts';
import {
  choiceOption,
  numberOption,
  optionalText,
  required,
  type OptionSpecs,
  type OptionValues,
} from './options.ts';
import { parseBackground, PICTURE_OPTIONS, placementFrom, titlesFrom } from './pictureOptions.ts';
import { EXPORT_OPTIONS, exportFrom, OUT_HELP, outKindFrom } from './exportOptions.ts';
import { PROVENANCE_OPTIONS, provenanceFrom } from './provenanceOptions.ts';
import { languageFrom, presetIdFrom } from './prosodyRequest.ts';

export const RENDER_OPTIONS = {
  photo: {
    type: 'string',
    value: 'F',
    help: 'photo of a person: JPEG, PNG, WebP, AVIF, TIFF or GIF; or a video of up to 60 s, shown back and forth',
  },
  voice: {
    type: 'string',
    value: 'F',
    help: 'what is said: WAV, MP3, M4A, FLAC, OGG, or a video with sound',
  },
  out: { type: 'string', value: 'F', help: OUT_HELP },
  ...PICTURE_OPTIONS,
  size: { type: 'string', value: 'WxH', help: 'size of the video in pixels, even numbers (1080x1080)' },
  fps: {
    type: 'string',
    value: 'N',
    help: `frames a second, ${FRAME_RATE_MIN_FPS} to ${FRAME_RATE_MAX_FPS} (25)`,
  },
  lipsync: { type: 'string', value: 'E', help: `${lipsyncChoiceSchema.options.join(', ')} (auto)` },
  device: { type: 'string', value: 'D', help: `${deviceChoiceSchema.options.join(', ')} (auto)` },
  face: { type: 'string', value: 'N', help: 'which face speaks, 0 is the largest (0)' },
  person: {
    type: 'string',
    value: 'N',
    help: 'the speaker is the largest face of person N, 0 is the largest person',
  },
  crop: { type: 'string', value: 'C', help: `${cropChoiceSchema.options.join(', ')} (auto)` },
  'person-model': {
    type: 'string',
    value: 'ID',
    help: 'finds the persons; see "kotohogi models list" (auto)',
  },
  'matte-model': { type: 'string', value: 'ID', help: 'cuts the person out (auto)' },
  'lipsync-model': { type: 'string', value: 'ID', help: 'draws the mouth when --lipsync is wav2lip (auto)' },
  'mouth-sharpness': {
    type: 'string',
    value: 'X',
    help: 'sharpening of a mouth drawn by a network, 0 to 1 (0.5)',
  },
  'mouth-strength': { type: 'string', value: 'X', help: 'how far the mouth opens, 0 to 1.5 (1)' },
  blink: { type: 'string', value: 'X', help: 'how often the eyes blink, 0 to 2 (1)' },
  'idle-motion': { type: 'string', value: 'X', help: 'breathing and head sway, 0 to 2 (1)' },
  seed: { type: 'string', value: 'N', help: 'chooses among the chance movements: same seed, same video (1)' },
  ...EXPORT_OPTIONS,
  ...PROVENANCE_OPTIONS,
} as const satisfies OptionSpecs;

/** @param text `WIDTHxHEIGHT` */
export function parseSize(text: string): RenderRequest['size'] {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  const sides = [Number(width), Number(height)];
  const fits = (side: number): boolean =>
    side >= FRAME_MIN_SIDE_PX && side <= FRAME_MAX_SIDE_PX && side % 2 === 0;
  if (sides.every(fits)) return { widthPx: Number(width), heightPx: Number(height) };
  throw usageError(
    'bad-value',
    `--size ${text} is not possible.`,
    `Write WIDTHxHEIGHT with even numbers from ${FRAME_MIN_SIDE_PX} to ${FRAME_MAX_SIDE_PX}, for example 1080x1080.`,
  );
}

/** A sound and captions have no picture: without a photo the voice stands in its place, and nobody looks at it. */
function photoFrom(values: OptionValues): string {
  const kind = outKindFrom(values);
  const needsNone = kind === 'sound' || kind === 'captions';
  const photo = optionalText(values, 'photo') ?? (needsNone ? optionalText(values, 'voice') : undefined);
  return path.resolve(photo ?? required(values, 'photo', 'render'));
}

/** The complete order of a render out of the words of a command line. */
export function renderRequestFrom(
  values: OptionValues,
  userPresets: readonly ProsodyPreset[] = [],
): RenderRequest {
  const byDefault = RENDER_DEFAULTS;
  return {
    photoPath: photoFrom(values),
    voicePath: path.resolve(required(values, 'voice', 'render')),
    background: parseBackground(optionalText(values, 'background') ?? byDefault.background.kind),
    size: parseSize(optionalText(values, 'size') ?? `${byDefault.size.widthPx}x${byDefault.size.heightPx}`),
    fps: numberOption(values, 'fps', { min: FRAME_RATE_MIN_FPS, max: FRAME_RATE_MAX_FPS }, byDefault.fps),
    lipsync: choiceOption(values, 'lipsync', lipsyncChoiceSchema.options, byDefault.lipsync),
    device: choiceOption(values, 'device', deviceChoiceSchema.options, byDefault.device),
    faceIndex: numberOption(values, 'face', { min: 0, max: 99, integer: true }, byDefault.faceIndex),
    mouthStrength: numberOption(values, 'mouth-strength', { min: 0, max: 1.5 }, byDefault.mouthStrength),
    blink: numberOption(values, 'blink', { min: 0, max: 2 }, byDefault.blink),
    idleMotion: numberOption(values, 'idle-motion', { min: 0, max: 2 }, byDefault.idleMotion),
    seed: numberOption(values, 'seed', { min: 0, max: 0x7fffffff, integer: true }, byDefault.seed),
    preset: presetIdFrom(values, userPresets),
    language: languageFrom(values),
    prosody: byDefault.prosody,
    captions: byDefault.captions,
    speaker: byDefault.speaker,
    personIndex:
      optionalText(values, 'person') === undefined
        ? null
        : numberOption(values, 'person', { min: 0, max: 99, integer: true }, 0),
    crop: choiceOption(values, 'crop', cropChoiceSchema.options, byDefault.crop),
    personModel: optionalText(values, 'person-model') ?? byDefault.personModel,
    matteModel: optionalText(values, 'matte-model') ?? byDefault.matteModel,
    lipsyncModel: optionalText(values, 'lipsync-model') ?? byDefault.lipsyncModel,
    mouthSharpness: numberOption(values, 'mouth-sharpness', { min: 0, max: 1 }, byDefault.mouthSharpness),
    matteTouchUp: byDefault.matteTouchUp,
    placement: placementFrom(values),
    titles: titlesFrom(values),
    talk: byDefault.talk,
    ...provenanceFrom(values),
    ...exportFrom(values),
  };
}
