import { assertNever } from '../../../shared/errors.ts';
import { NEUTRAL_SETTINGS } from '../../../shared/prosody/settings.ts';
import type { VoiceSetting } from '../../stores/expression.ts';
import type { Words } from '../../text/words.ts';
import { formatPercent, type Language } from '../../text/format.ts';

/** A number with its sign: `+2.0`, `−1.5`, `0.0`. */
export const formatSigned = (value: number, language: Language, digits = 1): string =>
  new Intl.NumberFormat(language, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);

/** A setting of the voice in its unit, as the slider shows it. */
export function settingText(name: VoiceSetting, value: number, words: Words, language: Language): string {
  const { units, asIs } = words.expression;
  if (Math.abs(value - NEUTRAL_SETTINGS[name]) < 0.0005) return asIs;
  switch (name) {
    case 'range':
    case 'tempo':
    case 'pauses':
      return formatPercent(value, language);
    case 'pitchSemitones':
    case 'endLiftSemitones':
      return units.semitones(formatSigned(value, language));
    case 'energyDb':
    case 'brightnessDb':
      return units.decibels(formatSigned(value, language));
    case 'loudnessLu':
      return units.loudness(formatSigned(value, language));
    default:
      return assertNever(name, 'voice setting');
  }
}
