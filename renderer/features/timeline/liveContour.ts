/**
 * The pitch as the edits make it, phrase by phrase: a change costs the phrases that it touches, and of those no more
 * in one picture than can be composed in time for it.
 */
import type { ProsodyView } from '../../../shared/contract/prosodyView.ts';
import { spanIndex } from '../../../shared/timeline/spanIndex.ts';
import { snapped } from '../../../shared/prosody/compose.ts';
import {
  composePitch,
  pitchReach,
  widestRange,
  type WholeVoice,
} from '../../../shared/prosody/composePitch.ts';
import type { PhraseEdit, PitchCurve, ProsodyEdit } from '../../../shared/prosody/edits.ts';
import type { ProsodySettings } from '../../../shared/prosody/settings.ts';

/** Curves and fades reach no further than this: the steepest movement settles within it. */
const MARGIN_SEC = 1.3;
/** Frames of pitch composed anew for one picture: a few milliseconds on a slow machine. */
export const FRAMES_PER_PICTURE = 6000;

interface Piece {
  readonly key: readonly unknown[];
  /** Semitones about the median; NaN where unvoiced. */
  readonly semitones: Float32Array;
}

/** First frame and the one behind the last of every piece: borders lie in the middle of pauses. */
export function pieceBounds({ phrases, pitch }: ProsodyView): Int32Array {
  const bounds = new Int32Array(phrases.length + 1);
  for (let i = 1; i < phrases.length; i++) {
    const middleSec = (phrases[i - 1][1] + phrases[i][0]) / 2;
    const frame = Math.round((middleSec - pitch.startSec) / pitch.stepSec);
    bounds[i] = Math.max(0, Math.min(pitch.hz.length, frame));
  }
  bounds[phrases.length] = phrases.length > 0 ? pitch.hz.length : 0;
  return bounds;
}

export class LiveContour {
  readonly facts: ProsodyView;
  /** The voice's own pitch, semitones about its median; NaN where unvoiced. */
  readonly own: Float32Array;
  /** See {@link pieceBounds}. */
  readonly bounds: Int32Array;
  readonly #reach: WholeVoice['reach'];
  readonly #pieces: (Piece | undefined)[] = [];
  readonly #snapped = new WeakMap<PhraseEdit, PhraseEdit>();
  /** Frames composed since the beginning, for those who watch the work. */
  composedFrames = 0;

  constructor(facts: ProsodyView) {
    this.facts = facts;
    const median = facts.medianHz;
    this.own = Float32Array.from(facts.pitch.hz, (hz) =>
      hz > 0 && median !== null ? 12 * Math.log2(hz / median) : NaN,
    );
    this.bounds = pieceBounds(facts);
    this.#reach = pitchReach(facts);
  }

  /**
   * Brings pieces up to date, the first of the order first.
   * @param order indices of phrases
   * @returns whether some are still as they were: they are for the next picture
   */
  update(settings: ProsodySettings, edit: ProsodyEdit, order: readonly number[]): boolean {
    const phrases = edit.phrases.map((phrase) => this.#snap(phrase));
    const widest = widestRange(settings, phrases);
    const phrasesNear = spanIndex(phrases, ({ startSec, endSec }) => [startSec, endSec]);
    const curvesNear = spanIndex(edit.pitchCurves, ({ span }) => span ?? [-Infinity, Infinity]);
    let left = FRAMES_PER_PICTURE;
    for (const index of order) {
      const [fromSec, toSec] = this.#reachOf(index);
      const near = phrasesNear(fromSec, toSec);
      const curves = curvesNear(fromSec, toSec);
      const { pitchSemitones, range, endLiftSemitones } = settings;
      const key = [pitchSemitones, range, endLiftSemitones, edit.language, widest > 1.2, ...near, ...curves];
      const before = this.#pieces[index];
      if (before && before.key.length === key.length && key.every((part, i) => part === before.key[i]))
        continue;
      if (left <= 0) return true;
      left -= this.bounds[index + 1] - this.bounds[index];
      const semitones = this.#compose(index, { settings, edit, near, curves, widest });
      this.#pieces[index] = { key, semitones };
    }
    return false;
  }

  /** Semitones of one piece as last composed, from frame bounds[index] on; null before the first time. */
  piece(index: number): Float32Array | null {
    return this.#pieces[index]?.semitones ?? null;
  }

  /** Semitones of a frame of a piece, as last composed; the voice's own before that. */
  at(index: number, frame: number): number {
    const piece = this.#pieces[index];
    return piece ? piece.semitones[frame - this.bounds[index]] : this.own[frame];
  }

  #snap(phrase: PhraseEdit): PhraseEdit {
    const known = this.#snapped.get(phrase) ?? snapped(phrase, this.facts);
    this.#snapped.set(phrase, known);
    return known;
  }

  #secOf(frame: number): number {
    const { startSec, stepSec } = this.facts.pitch;
    return startSec + frame * stepSec;
  }

  #reachOf(index: number): readonly [number, number] {
    return [this.#secOf(this.bounds[index]), this.#secOf(this.bounds[index + 1])];
  }

  #compose(
    index: number,
    parts: {
      readonly settings: ProsodySettings;
      readonly edit: ProsodyEdit;
      readonly near: readonly PhraseEdit[];
      readonly curves: readonly PitchCurve[];
      readonly widest: number;
    },
  ): Float32Array {
    const { facts } = this;
    const { hz, stepSec } = facts.pitch;
    const margin = Math.ceil(MARGIN_SEC / stepSec);
    const [first, end] = [this.bounds[index], this.bounds[index + 1]];
    const from = Math.max(0, first - margin);
    const to = Math.min(hz.length, end + margin);
    this.composedFrames += to - from;
    const stretch = {
      ...facts,
      pitch: { startSec: this.#secOf(from), stepSec, hz: hz.subarray(from, to) },
      // A lifted end belongs to its own phrase; accents are judged when the voice is made.
      phrases: [facts.phrases[index]],
      syllablesSec: new Float64Array(0),
    };
    const { targetHz } = composePitch(
      stretch,
      { settings: parts.settings, phrases: parts.near, curves: parts.curves, language: parts.edit.language },
      { reach: this.#reach, widestRange: parts.widest },
    );
    const median = facts.medianHz;
    return Float32Array.from({ length: end - first }, (_, i) => {
      const f = targetHz[first - from + i];
      return f > 0 && median !== null ? 12 * Math.log2(f / median) : NaN;
    });
  }
}
