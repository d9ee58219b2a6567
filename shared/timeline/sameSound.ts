/** Whether two lists of clips are the same voice to the ear. */
import type { SoundClip } from './clipTimes.ts';
import { clipEndSec, inOrder } from './clips.ts';

/** A clip with everything that is heard of it. */
export interface HeardClip extends SoundClip {
  readonly gainDb: number;
}

/** Far below a sample. */
const SAME_SEC = 1e-6;

const isNear = (a: number, b: number): boolean => Math.abs(a - b) < SAME_SEC;

const isSameStretch = (a: HeardClip, b: HeardClip): boolean =>
  a.media.token === b.media.token &&
  a.gainDb === b.gainDb &&
  isNear(a.inSec, b.inSec) &&
  isNear(a.outSec, b.outSec) &&
  isNear(a.startSec, b.startSec);

/** A clip that goes on where the last one ended becomes one with it. */
function joined(clips: readonly HeardClip[]): readonly HeardClip[] {
  const whole: HeardClip[] = [];
  for (const clip of inOrder(clips)) {
    const last = whole.at(-1);
    const goesOn =
      last !== undefined &&
      last.media.token === clip.media.token &&
      last.gainDb === clip.gainDb &&
      isNear(last.outSec, clip.inSec) &&
      isNear(clipEndSec(last), clip.startSec);
    if (goesOn) whole[whole.length - 1] = { ...last, outSec: last.outSec + (clip.outSec - clip.inSec) };
    else whole.push(clip);
  }
  return whole;
}

const areSameStretches = (a: readonly HeardClip[], b: readonly HeardClip[]): boolean =>
  a.length === b.length && a.every((clip, i) => isSameStretch(clip, b[i]));

/** The same sound at the same moments, wherever it was cut. */
export const isSameSound = (a: readonly HeardClip[], b: readonly HeardClip[]): boolean =>
  areSameStretches(joined(a), joined(b));

/** The same clips by name, too. */
export const areSameClips = (a: readonly HeardClip[], b: readonly HeardClip[]): boolean =>
  areSameStretches(a, b) && a.every(({ id }, i) => id === b[i].id);
