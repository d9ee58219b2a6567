import { formatNumber, type Language } from '../../text/format.ts';
import type { TimelineWords } from '../../text/enTimeline.ts';
import type { LaneText } from './draw/drawing.ts';

const signed = (value: number, language: Language, digits: number): string =>
  new Intl.NumberFormat(language, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: 0,
    maximumFractionDigits: digits,
  }).format(value);

const plain = (value: number, language: Language, digits: number): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);

/** `1:05`, and with parts of seconds where the ruler shows them. */
export function formatTick(sec: number, stepSec: number): string {
  const minutes = Math.floor(sec / 60 + 1e-9);
  const rest = Math.abs(sec - 60 * minutes);
  const digits = stepSec < 0.1 ? 2 : stepSec < 1 ? 1 : 0;
  return `${minutes}:${rest.toFixed(digits).padStart(digits === 0 ? 2 : digits + 3, '0')}`;
}

/** Numbers and words inside the lanes. */
export const laneTextOf = (words: TimelineWords, language: Language): LaneText => ({
  semitones: (value) => words.semitones(signed(value, language, 1)),
  decibels: (value) => words.decibels(signed(value, language, 1)),
  seconds: (value) => words.seconds(formatNumber(value, language, 2)),
  factor: (value) => words.factor(plain(value, language, 2)),
  clock: formatTick,
  musicLoops: words.musicLoops,
});
