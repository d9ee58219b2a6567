import { describe, expect, it } from 'vitest';
import { composePlan, composeSettings } from '../../../shared/prosody/compose.ts';
import {
  NEUTRAL_EDIT,
  withPhrase,
  withPitchStroke,
  type ProsodyEdit,
} from '../../../shared/prosody/edits.ts';
import { NEUTRAL_SETTINGS } from '../../../shared/prosody/settings.ts';
import { fakeProsodyView } from '../../api/fakeTimeline.ts';
import { FRAMES_PER_PICTURE, LiveContour } from './liveContour.ts';

const facts = fakeProsodyView(20);
const spanOf = (index: number) => ({ startSec: facts.phrases[index][0], endSec: facts.phrases[index][1] });
const all = facts.phrases.map((_, index) => index);

/** The largest difference between the live curve and the one that the voice is made with, semitones. */
function worstDifference(edit: ProsodyEdit): number {
  const contour = new LiveContour(facts);
  while (contour.update(composeSettings(facts, edit, null).settings, edit, all));
  const { targetHz } = composePlan(facts, edit, null);
  let worst = 0;
  for (const index of all)
    for (let frame = contour.bounds[index]; frame < contour.bounds[index + 1]; frame++) {
      const made = targetHz[frame] > 0 ? 12 * Math.log2(targetHz[frame] / (facts.medianHz ?? 1)) : NaN;
      const live = contour.at(index, frame);
      expect(Number.isNaN(live)).toBe(Number.isNaN(made));
      if (!Number.isNaN(made)) worst = Math.max(worst, Math.abs(live - made));
    }
  return worst;
}

describe('the live curve', () => {
  it('is the one that the voice is made with', () => {
    const shifted = withPhrase(NEUTRAL_EDIT, spanOf(2), {
      pitchSemitones: 3,
      range: 1.6,
      endLiftSemitones: 2,
    });
    const drawn = withPitchStroke(shifted, 'absolute', [
      { sec: 8.1, value: 5 },
      { sec: 8.6, value: -6 },
      { sec: 10.9, value: 9 },
    ]);
    const whole = { ...drawn, settings: { ...NEUTRAL_SETTINGS, pitchSemitones: -2, range: 1.3 } };
    const language = { ...whole, language: 'ja' as const };
    for (const edit of [NEUTRAL_EDIT, shifted, drawn, whole, language])
      expect(worstDifference(edit)).toBeLessThan(1e-4);
  });

  it('is composed anew only where something was changed', () => {
    const contour = new LiveContour(facts);
    while (contour.update(NEUTRAL_SETTINGS, NEUTRAL_EDIT, all));
    const before = contour.composedFrames;
    contour.update(NEUTRAL_SETTINGS, withPhrase(NEUTRAL_EDIT, spanOf(4), { pitchSemitones: 1 }), all);
    // One phrase of two seconds with its pause, and the margins of 1.3 s.
    expect(contour.composedFrames - before).toBeGreaterThan(0);
    expect(contour.composedFrames - before).toBeLessThanOrEqual(480);
  });

  it('composes so much for one picture and no more, the phrase in the hand first', () => {
    const long = fakeProsodyView(600);
    const contour = new LiveContour(long);
    const order = [250, ...long.phrases.map((_, index) => index)];
    expect(contour.update(NEUTRAL_SETTINGS, NEUTRAL_EDIT, order)).toBe(true);
    expect(contour.piece(250)).not.toBeNull();
    expect(contour.piece(299)).toBeNull();
    expect(contour.composedFrames).toBeLessThan(3 * FRAMES_PER_PICTURE);
    let pictures = 1;
    while (contour.update(NEUTRAL_SETTINGS, NEUTRAL_EDIT, order)) pictures++;
    expect(pictures).toBeLessThan(15);
  });
});
