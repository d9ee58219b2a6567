/** What is drawn, in words. */
import { toAdjusted } from '../../../shared/prosody/timeMap.ts';
import type { PhraseEnd, TimelineWords } from '../../text/enTimeline.ts';
import { formatNumber, type Language } from '../../text/format.ts';
import { pauseNumber } from './pauses.ts';
import { curvesWithin, phraseSettings } from './phraseEdits.ts';
import { spanOf, type Scene } from './scene.ts';

export interface Speech {
  readonly words: TimelineWords;
  readonly language: Language;
}

const number = (value: number, language: Language): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);

/** How far apart the last tones must be to be called a rise or a fall, semitones. */
const END_STEP_SEMITONES = 1;
const END_SEC = 0.25;

/** What the melody does over the last quarter of a second that is voiced; null without enough of it. */
export function endOf({ contour, facts }: Scene, index: number): PhraseEnd | null {
  const { startSec, stepSec } = facts.pitch;
  const frames = Math.round(END_SEC / stepSec);
  const end = Math.min(contour.bounds[index + 1], Math.ceil((facts.phrases[index][1] - startSec) / stepSec));
  let last = end - 1;
  while (last >= contour.bounds[index] && Number.isNaN(contour.at(index, last))) last--;
  const tones: number[] = [];
  for (let frame = Math.max(contour.bounds[index], last - frames); frame <= last; frame++) {
    const tone = contour.at(index, frame);
    if (!Number.isNaN(tone)) tones.push(tone);
  }
  const third = Math.floor(tones.length / 3);
  if (third < 2) return null;
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const step = mean(tones.slice(-third)) - mean(tones.slice(0, third));
  return step > END_STEP_SEMITONES ? 'rises' : step < -END_STEP_SEMITONES ? 'falls' : 'level';
}

export function describePhrase(scene: Scene, index: number, { words, language }: Speech): string {
  const span = spanOf(scene.facts.phrases, index) ?? { startSec: 0, endSec: 0 };
  const settings = phraseSettings(scene.edit, span);
  const { told } = words;
  const amount = (value: number): string => number(Math.abs(value), language);
  const { pitchSemitones, range, tempo, energyDb, endLiftSemitones } = settings;
  return told.phrase({
    number: index + 1,
    ...times(scene, span, language),
    changes: [
      ...(pitchSemitones === 0 ? [] : [told.pitch(amount(pitchSemitones), pitchSemitones > 0)]),
      ...(range === 1 ? [] : [told.range(amount(range))]),
      ...(tempo === 1 ? [] : [told.tempo(amount(tempo))]),
      ...(energyDb === 0 ? [] : [told.energy(amount(energyDb), energyDb > 0)]),
      ...(endLiftSemitones === 0 ? [] : [told.endLift(amount(endLiftSemitones), endLiftSemitones > 0)]),
    ],
    drawn: curvesWithin(scene.edit, span).length > 0,
    end: endOf(scene, index),
  });
}

export function describePause(scene: Scene, index: number, { words, language }: Speech): string {
  const span = spanOf(scene.facts.pauses, index) ?? { startSec: 0, endSec: 0 };
  const edited = scene.edit.pauses.some(
    ({ startSec, endSec }) => startSec === span.startSec && endSec === span.endSec,
  );
  const { from, to } = times(scene, span, language);
  const length = formatNumber(
    toAdjusted(scene.timeMap, span.endSec) - toAdjusted(scene.timeMap, span.startSec),
    language,
    2,
  );
  return words.told.pause(pauseNumber(scene.facts, index), from, to, length, edited);
}

export function describeBlock(
  scene: Scene,
  block: { readonly startSec: number; readonly endSec: number },
  text: string,
  { words, language }: Speech,
): string {
  const { from, to } = times(scene, block, language);
  return words.told.block(text, from, to);
}

/** When something is heard, tenths of seconds. */
const times = (
  { timeMap }: Scene,
  { startSec, endSec }: { readonly startSec: number; readonly endSec: number },
  language: Language,
): { readonly from: string; readonly to: string } => ({
  from: formatNumber(toAdjusted(timeMap, startSec), language, 1),
  to: formatNumber(toAdjusted(timeMap, endSec), language, 1),
});
