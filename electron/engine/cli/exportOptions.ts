/** The words of a command line about what is made: its form, its sound, how it is coded. */
import path from 'node:path';
import {
  ENCODER_CHOICES,
  ENCODING_DEFAULTS,
  FORM_ENDINGS,
  formKindOf,
  MUSIC_DEFAULTS,
  MUSIC_RANGES,
  QUALITIES,
  STICKER_DEFAULTS,
  STICKER_RANGES,
} from '../../../shared/contract/exportConstants.ts';
import type { ExportForm, Music } from '../../../shared/contract/export.ts';
import type { RenderRequest } from '../../../shared/contract/render.ts';
import { usageError } from '../../../shared/errors.ts';
import {
  choiceOption,
  isSet,
  numberOption,
  optionalText,
  required,
  type OptionSpecs,
  type OptionValues,
} from './options.ts';

const range = ({ min, max }: { readonly min: number; readonly max: number }): string => `${min} to ${max}`;

export const EXPORT_OPTIONS = {
  quality: {
    type: 'string',
    value: 'Q',
    help: `of a video: ${QUALITIES.join(', ')} (${ENCODING_DEFAULTS.quality})`,
  },
  encoder: {
    type: 'string',
    value: 'E',
    help: `${ENCODER_CHOICES.join(', ')}: a graphics chip encodes only where a try was right (${ENCODING_DEFAULTS.encoder})`,
  },
  music: { type: 'string', value: 'F', help: 'music under the voice: any file with sound' },
  'music-gain': {
    type: 'string',
    value: 'dB',
    help: `level of the music against its file, ${range(MUSIC_RANGES.gainDb)} (${MUSIC_DEFAULTS.gainDb})`,
  },
  duck: {
    type: 'string',
    value: 'dB',
    help: `how much softer it is under speech, ${range(MUSIC_RANGES.duckDb)} (${MUSIC_DEFAULTS.duckDb})`,
  },
  'music-fade-in': { type: 'string', value: 'S', help: `seconds (${MUSIC_DEFAULTS.fadeInSec})` },
  'music-fade-out': { type: 'string', value: 'S', help: `seconds (${MUSIC_DEFAULTS.fadeOutSec})` },
  'music-start': { type: 'string', value: 'S', help: 'where in the music the video begins, seconds (0)' },
  'music-once': { type: 'boolean', help: 'play the music once; without it, it begins again where it ends' },
  at: { type: 'string', value: 'S', help: 'of a picture: its time in the video, seconds (1)' },
  'cut-out': { type: 'boolean', help: 'of a sticker: the person alone, before nothing' },
  from: { type: 'string', value: 'S', help: 'of a sticker: where it begins in the video, seconds (0)' },
  length: {
    type: 'string',
    value: 'S',
    help: `of a sticker: seconds, ${range(STICKER_RANGES.lengthSec)} (${STICKER_DEFAULTS.lengthSec})`,
  },
  'sticker-size': {
    type: 'string',
    value: 'PX',
    help: `of a sticker: longer side, ${range(STICKER_RANGES.sidePx)} (${STICKER_DEFAULTS.sidePx})`,
  },
  'sticker-fps': {
    type: 'string',
    value: 'N',
    help: `of a sticker: pictures a second, ${range(STICKER_RANGES.fps)} (${STICKER_DEFAULTS.fps})`,
  },
} as const satisfies OptionSpecs;

/** What the endings of `--out` mean, for the help. */
export const OUT_HELP = `what to write: a video (.mp4), a sticker (${FORM_ENDINGS.sticker.join(', ')}), a picture (${FORM_ENDINGS.still.join(', ')}), the sound (${FORM_ENDINGS.sound.join(', ')}), the captions (${FORM_ENDINGS.captions.join(', ')})`;

/** The picture of a video: after a moment the eyes are open and the face speaks. */
const STILL_AT_SEC = 1;

function musicFrom(values: OptionValues): Music | null {
  const file = optionalText(values, 'music');
  if (file === undefined) return null;
  const { gainDb, duckDb, fadeInSec, fadeOutSec, startSec } = MUSIC_RANGES;
  return {
    path: path.resolve(file),
    gainDb: numberOption(values, 'music-gain', gainDb, MUSIC_DEFAULTS.gainDb),
    duckDb: numberOption(values, 'duck', duckDb, MUSIC_DEFAULTS.duckDb),
    fadeInSec: numberOption(values, 'music-fade-in', fadeInSec, MUSIC_DEFAULTS.fadeInSec),
    fadeOutSec: numberOption(values, 'music-fade-out', fadeOutSec, MUSIC_DEFAULTS.fadeOutSec),
    startSec: numberOption(values, 'music-start', startSec, MUSIC_DEFAULTS.startSec),
    loop: !isSet(values, 'music-once'),
  };
}

function formFrom(values: OptionValues, kind: ExportForm['kind']): ExportForm {
  switch (kind) {
    case 'still':
      return { kind, atSec: numberOption(values, 'at', { min: 0, max: 3600 }, STILL_AT_SEC) };
    case 'sticker':
      return {
        kind,
        isCutOut: isSet(values, 'cut-out'),
        sidePx: numberOption(
          values,
          'sticker-size',
          { ...STICKER_RANGES.sidePx, integer: true },
          STICKER_DEFAULTS.sidePx,
        ),
        fps: numberOption(values, 'sticker-fps', STICKER_RANGES.fps, STICKER_DEFAULTS.fps),
        startSec: numberOption(values, 'from', STICKER_RANGES.startSec, STICKER_DEFAULTS.startSec),
        lengthSec: numberOption(values, 'length', STICKER_RANGES.lengthSec, STICKER_DEFAULTS.lengthSec),
      };
    case 'video':
    case 'sound':
    case 'captions':
      return { kind };
  }
}

/** What is made, told by the ending of `--out`. @throws KotohogiError kind `usage` for endings that mean nothing */
export function outKindFrom(values: OptionValues): ExportForm['kind'] {
  const out = required(values, 'out', 'render');
  const kind = formKindOf(path.extname(out));
  if (kind) return kind;
  throw usageError(
    'bad-value',
    `--out ${out} is not the name of a file that can be made.`,
    `Give a name that ends in ${Object.values(FORM_ENDINGS).flat().join(', ')}.`,
  );
}

export function exportFrom(
  values: OptionValues,
): Pick<RenderRequest, 'outPath' | 'music' | 'encoding' | 'form'> {
  const kind = outKindFrom(values);
  return {
    outPath: path.resolve(required(values, 'out', 'render')),
    music: musicFrom(values),
    encoding: {
      quality: choiceOption(values, 'quality', QUALITIES, ENCODING_DEFAULTS.quality),
      encoder: choiceOption(values, 'encoder', ENCODER_CHOICES, ENCODING_DEFAULTS.encoder),
    },
    form: formFrom(values, kind),
  };
}
