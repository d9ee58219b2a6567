/**
 * Everything that is not voiced: copied verbatim as long as the time map allows, then spliced where it is heard least.
 * Splices look for the most similar waveform (WSOLA, Verhelst & Roelands 1993), for quiet places, and for places that
 * neither repeat nor drop the onset of a burst.
 */
import { toOriginal, type TimeMap } from '../../../../../shared/prosody/timeMap.ts';
import type { TimeSpan } from '../types.ts';
import type { Copy } from './synthesisPlan.ts';

/** How far a splice jumps within speech: longer than a pitch period, so that no hum appears. */
const JUMP_SEC = 0.016;
/** Within pauses, where nothing must keep its place, splices are rare instead. */
const PAUSE_JUMP_SEC = 0.06;
/** A jump may be this much longer or shorter to find a similar waveform, as a share of it. */
const JUMP_FREEDOM = 0.35;
const FADE_SEC = 0.005;
/** Where to splice: positions tried, and how far apart. */
const PLACE_STEP_SEC = 0.001;
const PLACES = 6;
/** Waveforms are compared at about this rate. */
const COMPARE_RATE_HZ = 12_000;
const ONSET_STEP_SEC = 0.001;
/** How much an onset that would be heard twice, or lost, weighs against a mismatch of the same energy. */
const ONSET_WEIGHT = 4;

export interface UnvoicedInput {
  readonly sampleRateHz: number;
  readonly mono: Float32Array;
  readonly timeMap: TimeMap;
  readonly pauses: readonly TimeSpan[];
}

/** Where a stretch begins and ends in the result, and the shift of the source there. */
export interface Stretch {
  readonly start: number;
  readonly startOffset: number;
  readonly end: number;
  readonly endOffset: number;
}

export function planUnvoiced(stretch: Stretch, input: UnvoicedInput): Copy[] {
  return new Splicer(stretch, input).plan();
}

interface Splice {
  readonly at: number;
  readonly offset: number;
  readonly cost: number;
}

class Splicer {
  readonly #stretch: Stretch;
  readonly #input: UnvoicedInput;
  readonly #fade: number;
  readonly #stride: number;
  readonly #copies: Copy[] = [];
  /** Begin and shift of the copy that is being made. */
  #start: number;
  #offset: number;
  #fadeOfCopy: Copy['fade'] = null;

  constructor(stretch: Stretch, input: UnvoicedInput) {
    this.#stretch = stretch;
    this.#input = input;
    this.#fade = Math.max(8, Math.round(FADE_SEC * input.sampleRateHz));
    this.#stride = Math.max(1, Math.floor(input.sampleRateHz / COMPARE_RATE_HZ));
    this.#start = stretch.start;
    this.#offset = stretch.startOffset;
  }

  plan(): Copy[] {
    const { end, endOffset } = this.#stretch;
    if (end <= this.#start) return [];
    const step = Math.max(1, Math.round(PLACE_STEP_SEC * this.#input.sampleRateHz));
    for (let t = this.#start + step; t < end - 2 * this.#fade; t += step) {
      const drift = this.#wantedOffset(t) - this.#offset;
      const jump = this.#jumpAt(t);
      if (Math.abs(drift) <= jump / 2 || t < this.#start + this.#fade) continue;
      this.#splice(this.#bestJump(t, Math.sign(drift) * jump, step), this.#fade);
      t = this.#start;
    }
    if (this.#offset !== endOffset) this.#spliceToEnd(step);
    this.#close(end);
    return this.#copies;
  }

  #wantedOffset(t: number): number {
    const { timeMap, sampleRateHz } = this.#input;
    return t - toOriginal(timeMap, t / sampleRateHz) * sampleRateHz;
  }

  /** Length of the next jump in samples: long where both sides of it lie within one pause. */
  #jumpAt(t: number): number {
    const { pauses, sampleRateHz } = this.#input;
    const sec = (t - this.#offset) / sampleRateHz;
    const reach = PAUSE_JUMP_SEC * (1 + JUMP_FREEDOM);
    const isInPause = pauses.some(([start, end]) => sec - reach > start && sec + reach < end);
    return (isInPause ? PAUSE_JUMP_SEC : JUMP_SEC) * sampleRateHz;
  }

  /** The best place up to now and length of a jump of about `jump` samples. */
  #bestJump(t: number, jump: number, step: number): Splice {
    let best: Splice = { at: t, offset: this.#offset + Math.round(jump), cost: Infinity };
    const freedom = Math.abs(jump) * JUMP_FREEDOM;
    const earliest = Math.max(this.#start + this.#fade, t - PLACES * step);
    for (let at = t; at >= earliest; at -= step)
      for (let change = jump - freedom; change <= jump + freedom; change += this.#stride) {
        const offset = this.#offset + Math.round(change);
        const cost = this.#cost(at, offset, this.#fade, best.cost);
        if (cost < best.cost) best = { at, offset, cost };
      }
    return best;
  }

  /** The last splice: its shift is given, its place is free. */
  #spliceToEnd(step: number): void {
    const { end, endOffset } = this.#stretch;
    const earliest = this.#copies.length > 0 ? this.#start + this.#fade : this.#start;
    const fade = Math.max(1, Math.min(this.#fade, end - earliest));
    let best: Splice = { at: end - fade, offset: endOffset, cost: Infinity };
    for (let at = earliest; at <= end - fade; at += step) {
      const cost = this.#cost(at, endOffset, fade, best.cost);
      if (cost < best.cost) best = { at, offset: endOffset, cost };
    }
    this.#splice(best, fade);
  }

  /** Energy of the difference across the fade, and of onsets between the two places of the source. */
  #cost(at: number, offset: number, fade: number, bound: number): number {
    const { mono } = this.#input;
    const [a, b] = [at - this.#offset, at - offset];
    if (b < 0 || b + fade > mono.length) return Infinity;
    let cost = 0;
    for (let i = 0; i < fade; i += this.#stride) {
      const difference = mono[a + i] - mono[b + i];
      cost += difference * difference;
    }
    if (cost >= bound) return cost;
    return cost + ONSET_WEIGHT * this.#onsetEnergy(Math.min(a, b), Math.max(a, b) + fade);
  }

  /** The strongest rise of energy from one millisecond to the next, on the scale of `#cost`. */
  #onsetEnergy(from: number, to: number): number {
    const { mono, sampleRateHz } = this.#input;
    const step = Math.round(ONSET_STEP_SEC * sampleRateHz);
    let before = Infinity;
    let strongest = 0;
    for (let start = from; start + step <= to; start += step) {
      let energy = 0;
      for (let i = start; i < start + step; i += this.#stride) energy += mono[i] * mono[i];
      strongest = Math.max(strongest, energy - 4 * before);
      before = energy;
    }
    return strongest;
  }

  #splice({ at, offset }: Splice, fade: number): void {
    const correlation = this.#correlation(at, offset, fade);
    const fromOffset = this.#offset;
    this.#close(at);
    this.#start = at;
    this.#offset = offset;
    this.#fadeOfCopy = { length: fade, fromOffset, correlation };
  }

  #close(end: number): void {
    if (end > this.#start)
      this.#copies.push({ start: this.#start, end, offset: this.#offset, fade: this.#fadeOfCopy });
  }

  #correlation(at: number, offset: number, fade: number): number {
    const { mono } = this.#input;
    const [a, b] = [at - this.#offset, at - offset];
    let [aa, bb, ab] = [0, 0, 0];
    for (let i = 0; i < fade; i++) {
      const [x, y] = [mono[a + i] ?? 0, mono[b + i] ?? 0];
      aa += x * x;
      bb += y * y;
      ab += x * y;
    }
    return aa > 0 && bb > 0 ? Math.max(0, ab / Math.sqrt(aa * bb)) : 0;
  }
}
