/**
 * A preset is designed for an ordinary voice. Here it is held back where a speaker is lively, fast or high already, and
 * by the rules of the language: in Japanese and Persian the pitch contour distinguishes words.
 */
import { assertNever } from '../errors.ts';
import type { ProsodyLanguage } from './edits.ts';
import type { ProsodyLimit, ProsodyLimitCode } from './limits.ts';
import type { ProsodySettings } from './settings.ts';
import type { VoiceFacts } from './voiceFacts.ts';

/** A wider natural range than this needs no full widening, semitones. */
const WIDE_VOICE_SEMITONES = 3.5;
/** Faster speech than this is not sped up further, syllables per second. */
const FAST_VOICE_HZ = 6;
/** Above this median a full raise would sound like a child. */
const HIGH_VOICE_HZ = 260;
/** Below this median a Japanese voice counts as a man's, whose pitch norm lies further from a woman's. */
const LOW_VOICE_HZ = 165;
/** In languages that distinguish words by pitch the contour is never flattened, nor blown up. */
const ACCENT_RANGE: readonly [min: number, max: number] = [0.85, 1.6];
const JAPANESE_TEMPO_MAX = 1.08;
const JAPANESE_PITCH_MAX_SEMITONES = 2;
const JAPANESE_END_LIFT_MAX_SEMITONES = 0.5;
const PERSIAN_LOUDNESS_MAX_LU = 1;
const PERSIAN_BRIGHTNESS_MAX_DB = 1;

export interface AdaptedSettings {
  readonly settings: ProsodySettings;
  readonly limits: readonly ProsodyLimit[];
}

type Rule = readonly [name: keyof ProsodySettings, value: number, code: ProsodyLimitCode, message: string];

/**
 * Holds the settings of a preset back for one voice and language.
 * @param settings of the preset, its amount applied
 */
export function adaptPreset(
  settings: ProsodySettings,
  voice: VoiceFacts,
  language: ProsodyLanguage | null,
): AdaptedSettings {
  const limits: ProsodyLimit[] = [];
  let adapted = settings;
  const apply = ([name, value, code, message]: Rule): void => {
    if (adapted[name] === value) return;
    adapted = { ...adapted, [name]: value };
    limits.push({ code, message });
  };
  for (const rule of speakerRules(adapted, voice)) apply(rule);
  for (const rule of languageRules(adapted, voice, language)) apply(rule);
  return { settings: adapted, limits };
}

function speakerRules(settings: ProsodySettings, voice: VoiceFacts): Rule[] {
  const rules: Rule[] = [];
  const sigma = voice.rangeSemitones ?? 0;
  if (sigma > WIDE_VOICE_SEMITONES && settings.range > 1)
    rules.push([
      'range',
      1 + ((settings.range - 1) * WIDE_VOICE_SEMITONES) / sigma,
      'range-wide-voice',
      `The melody was widened less than the preset says: the voice is lively already (${sigma.toFixed(1)} semitones).`,
    ]);
  const rate = voice.syllableRateHz ?? 0;
  if (rate > FAST_VOICE_HZ && settings.tempo > 1)
    rules.push([
      'tempo',
      1,
      'tempo-fast-voice',
      `The tempo was not raised: the voice is fast already (${rate.toFixed(1)} syllables a second).`,
    ]);
  const median = voice.medianHz ?? 0;
  if (median > HIGH_VOICE_HZ && settings.pitchSemitones > 0)
    rules.push([
      'pitchSemitones',
      settings.pitchSemitones / 2,
      'pitch-high-voice',
      `The pitch was raised half as far as the preset says: the voice is high already (${median.toFixed(0)} Hz).`,
    ]);
  return rules;
}

function languageRules(
  settings: ProsodySettings,
  voice: VoiceFacts,
  language: ProsodyLanguage | null,
): Rule[] {
  switch (language) {
    case null:
    case 'en':
      return [];
    case 'ja':
      return japaneseRules(settings, voice);
    case 'fa':
      return persianRules(settings);
    default:
      return assertNever(language, 'language');
  }
}

const withinAccentRange = (range: number): number =>
  Math.min(ACCENT_RANGE[1], Math.max(ACCENT_RANGE[0], range));

function japaneseRules(settings: ProsodySettings, voice: VoiceFacts): Rule[] {
  const isLow = voice.medianHz !== null && voice.medianHz < LOW_VOICE_HZ;
  return [
    [
      'range',
      withinAccentRange(settings.range),
      'japanese-range',
      'The melody was kept within what leaves Japanese pitch accents as they are.',
    ],
    [
      'tempo',
      Math.min(JAPANESE_TEMPO_MAX, settings.tempo),
      'japanese-tempo',
      'The tempo was raised less: the lengths of Japanese morae carry meaning.',
    ],
    [
      'pitchSemitones',
      isLow ? Math.min(JAPANESE_PITCH_MAX_SEMITONES, settings.pitchSemitones) : settings.pitchSemitones,
      'japanese-pitch',
      "The pitch was raised less: in Japanese a man's and a woman's pitch lie further apart.",
    ],
    [
      'endLiftSemitones',
      Math.min(JAPANESE_END_LIFT_MAX_SEMITONES, settings.endLiftSemitones),
      'japanese-end-lift',
      'Phrase ends were lifted less: a rise makes a Japanese sentence a question.',
    ],
  ];
}

const persianRules = (settings: ProsodySettings): Rule[] => [
  [
    'range',
    withinAccentRange(settings.range),
    'persian-range',
    'The melody was kept within what leaves Persian word accents as they are.',
  ],
  [
    'loudnessLu',
    Math.min(PERSIAN_LOUDNESS_MAX_LU, settings.loudnessLu),
    'persian-loudness',
    'The loudness was raised less: loud joy is taken for anger in Persian.',
  ],
  [
    'brightnessDb',
    Math.min(PERSIAN_BRIGHTNESS_MAX_DB, settings.brightnessDb),
    'persian-brightness',
    'The sound was brightened less: bright joy is taken for anger in Persian.',
  ],
  [
    'endLiftSemitones',
    Math.min(0, settings.endLiftSemitones),
    'persian-end-lift',
    'Phrase ends were not lifted: a high end makes a Persian sentence a question.',
  ],
];
