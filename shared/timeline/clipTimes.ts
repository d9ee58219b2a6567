/** Where moments of a voice are after its clips have changed, and what was said about them goes along. */
import type { Caption } from '../captions/captions.ts';
import type { Curve } from '../prosody/curve.ts';
import type { ProsodyEdit } from '../prosody/edits.ts';
import { clipEndSec, type ClipSpan } from './clips.ts';

/** A clip as far as its sound tells it from others: the same file is the same sound. */
export interface SoundClip extends ClipSpan {
  readonly media: { readonly token: string };
}

/** Moments this close are the same to people. */
const SAME_SEC = 1e-6;
/** Sums of times miss each other by this at most. */
const ROUNDING_SEC = 1e-9;

/** @returns where a moment of the voice is now; null where its sound is not heard any more */
export type ClipTimes = (sec: number) => number | null;

/**
 * Follows moments of a voice through a change of its clips: to the clip of the same name, else to any other that has
 * the same moment of the same file. Silence between clips stays with the clip in front of it.
 */
export function clipTimes(before: readonly SoundClip[], after: readonly SoundClip[]): ClipTimes {
  return (sec) => {
    const from =
      before.find((clip) => sec >= clip.startSec && sec < clipEndSec(clip)) ??
      before.findLast((clip) => clipEndSec(clip) <= sec + SAME_SEC);
    // In front of the first clip there is nothing to follow.
    if (!from) return sec;
    const fileSec = from.inSec + (sec - from.startSec);
    const beyond = Math.max(0, fileSec - from.outSec);
    const heardSec = fileSec - beyond;
    const has = (clip: SoundClip): boolean =>
      clip.media.token === from.media.token &&
      heardSec >= clip.inSec - ROUNDING_SEC &&
      (beyond > 0 ? heardSec <= clip.outSec + ROUNDING_SEC : heardSec < clip.outSec - ROUNDING_SEC);
    const to = after.find((clip) => clip.id === from.id && has(clip)) ?? after.find(has);
    return to ? to.startSec + (heardSec - to.inSec) + beyond : null;
  };
}

interface Span {
  readonly startSec: number;
  readonly endSec: number;
}

/** Samples of a stretch that are asked where they went: its ends alone may be cut off while its middle is still there. */
const PROBES = 32;

/** Where a stretch is now: between the first and the last of its moments that are still heard; null: nowhere. */
export function spanTimes({ startSec, endSec }: Span, times: ClipTimes): Span | null {
  // Its very end belongs to what comes next.
  const endInside = Math.max(startSec, endSec - SAME_SEC);
  const kept = Array.from({ length: PROBES + 1 }, (_, i) =>
    times(startSec + ((endInside - startSec) * i) / PROBES),
  ).filter((sec) => sec !== null);
  if (kept.length === 0) return null;
  const span = { startSec: Math.max(0, Math.min(...kept)), endSec: Math.max(...kept) + SAME_SEC };
  return span.endSec - span.startSec > 2 * SAME_SEC ? span : null;
}

const spans = <Item extends Span>(items: readonly Item[], times: ClipTimes): readonly Item[] =>
  items
    .flatMap((item) => {
      const span = spanTimes(item, times);
      return span ? [{ ...item, ...span }] : [];
    })
    .sort((a, b) => a.startSec - b.startSec);

function curveTimes(curve: Curve, times: ClipTimes): Curve {
  return curve
    .flatMap((point) => {
      const sec = times(point.sec);
      return sec === null ? [] : [{ ...point, sec }];
    })
    .sort((a, b) => a.sec - b.sec)
    .filter((point, i, all) => i === 0 || point.sec > all[i - 1].sec);
}

/** A prosody edit after the clips have changed; what was asked of sound that is gone goes with it. */
export const prosodyTimes = (edit: ProsodyEdit, times: ClipTimes): ProsodyEdit => ({
  ...edit,
  phrases: spans(edit.phrases, times),
  pauses: spans(edit.pauses, times),
  tempoCurve: curveTimes(edit.tempoCurve, times),
  energyCurve: curveTimes(edit.energyCurve, times),
  pitchCurves: edit.pitchCurves.flatMap((curve) => {
    const points = curveTimes(curve.points, times);
    const span = curve.span && spanTimes({ startSec: curve.span[0], endSec: curve.span[1] }, times);
    if (points.length === 0 || (curve.span && !span)) return [];
    return [{ ...curve, points, span: span && ([span.startSec, span.endSec] as const) }];
  }),
});

export const captionTimes = (captions: readonly Caption[], times: ClipTimes): readonly Caption[] =>
  spans(captions, times);

/** Titles and other things that last for a while. */
export const itemTimes = spans;
