/**
 * Everything that is not voiced: copied verbatim as long as the time map allows, then spliced where it is heard least.
 * Splices look for the most similar waveform (WSOLA, Verhelst & Roelands 1993), for quiet places, and for places that
 * neither repeat nor drop the onset of a burst.
 */
import { toOriginal, type TimeMap } from '../../../../../shared/prosody/timeMap.ts';
import type { SoundWindow } from '../../../runtime/soundWindow.ts';
import type { TimeSpan } from '../types.ts';
import type { OnsetEnergy } from './onsetEnergy.ts';
import type { Copy } from './synthesisPlan.ts';

/** How far a splice jumps within speech: noise said twice within the longest period of a voice is heard as a hum. */
const JUMP_SEC = 0.0225;
/** Within pauses, where nothing must keep its place, splices are rare instead. */
const PAUSE_JUMP_SEC = 0.06;
/** A jump may be this much longer or shorter to find a similar waveform, as a share of it. */
const JUMP_FREEDOM = 0.12;
const FADE_SEC = 0.005;
/** The time map is followed in steps of this. */
const STEP_SEC = 0.001;
/** Where to splice: places tried, and how far apart. */
const PLACES = 3;
const PLACE_STEP_SEC = 0.002;
/** A splice comes earlier or later by up to this so that no onset of a burst is heard twice or lost. */
const EVADE_SEC = 0.04;
/** Waveforms are compared at about this rate, first at every fourth of its lags, then around the best. */
const COMPARE_RATE_HZ = 8_000;
const COARSE_LAGS = 4;
/** A last splice tries so many places at most: enough to find a quiet one ... */
const LAST_PLACES = 60;
/** ... and not later than this after the sound could be back at its own time. */
const LAST_SPLICE_WITHIN_SEC = 0.2;
/** How much an onset that would be heard twice, or lost, weighs against a mismatch of the same energy. */
const ONSET_WEIGHT = 4;

export interface UnvoicedInput {
  readonly sampleRateHz: number;
  /** The mono mix. */
  readonly sound: SoundWindow;
  readonly timeMap: TimeMap;
  readonly pauses: readonly TimeSpan[];
  readonly onsets: OnsetEnergy;
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
    const step = Math.max(1, Math.round(STEP_SEC * this.#input.sampleRateHz));
    for (let t = this.#start + this.#fade; t < end - 2 * this.#fade; t += step) {
      const drift = this.#wantedOffset(t) - this.#offset;
      if (Math.abs(drift) <= (JUMP_SEC / 2) * this.#input.sampleRateHz) continue;
      const jump = this.#jumpAt(t);
      if (Math.abs(drift) <= jump / 2) continue;
      this.#splice(this.#bestJump(t, Math.sign(drift) * jump), this.#fade);
      t = this.#start + this.#fade;
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
  #bestJump(t: number, jump: number): Splice {
    const middle = this.#offset + Math.round(jump);
    const freedom = Math.round(Math.min(Math.abs(jump), JUMP_SEC * this.#input.sampleRateHz) * JUMP_FREEDOM);
    const coarse = this.#stride * COARSE_LAGS;
    const placeStep = Math.round(PLACE_STEP_SEC * this.#input.sampleRateHz);
    const latest = this.#placeWithoutOnset(t, jump, freedom, placeStep);
    let best: Splice = { at: latest, offset: middle, cost: Infinity };
    const consider = (at: number, offset: number): void => {
      const cost = this.#cost(at, offset, this.#fade, best.cost);
      if (cost < best.cost) best = { at, offset, cost };
    };
    for (let place = 0; place < PLACES; place++) {
      const at = latest - place * placeStep;
      if (at < this.#start + this.#fade) break;
      for (let lag = -freedom; lag <= freedom && best.cost > 0; lag += coarse) consider(at, middle + lag);
    }
    const { at, offset } = best;
    for (let lag = 1; lag < coarse && best.cost > 0; lag++) {
      consider(at, offset - lag);
      consider(at, offset + lag);
    }
    return best;
  }

  /** The place nearest to `t` whose jump passes over the weakest onset. */
  #placeWithoutOnset(t: number, jump: number, freedom: number, placeStep: number): number {
    const { onsets, sampleRateHz } = this.#input;
    const reach = Math.round(EVADE_SEC * sampleRateHz);
    let [best, weakest] = [t, Infinity];
    for (let distance = 0; distance <= reach && weakest > 0; distance += placeStep)
      for (const at of distance === 0 ? [t] : [t - distance, t + distance]) {
        if (at < this.#start + this.#fade || at > this.#stretch.end - 2 * this.#fade) continue;
        const a = at - this.#offset;
        const b = a - Math.round(jump);
        const places = PLACES * placeStep;
        const onset = onsets.strongest(
          Math.min(a, b) - freedom - places,
          Math.max(a, b) + freedom + this.#fade,
        );
        if (onset < weakest) [best, weakest] = [at, onset];
      }
    return best;
  }

  /** The last splice: its shift is given, its place is free. */
  #spliceToEnd(step: number): void {
    const { end, endOffset } = this.#stretch;
    const earliest = this.#copies.length > 0 ? this.#start + this.#fade : this.#start;
    const fade = Math.max(1, Math.min(this.#fade, end - earliest));
    let latest = earliest;
    while (latest < end - fade && Math.abs(this.#wantedOffset(latest) - endOffset) > 1) latest += step;
    latest = Math.min(end - fade, latest + Math.round(LAST_SPLICE_WITHIN_SEC * this.#input.sampleRateHz));
    const stride = Math.max(step, Math.ceil((latest - earliest) / LAST_PLACES));
    let best: Splice = { at: latest, offset: endOffset, cost: Infinity };
    for (let at = latest; at >= earliest && best.cost > 0; at -= stride) {
      const cost = this.#cost(at, endOffset, fade, best.cost);
      if (cost < best.cost) best = { at, offset: endOffset, cost };
    }
    this.#splice(best, fade);
  }

  /** Energy of the difference across the fade, and of onsets between the two places of the source. */
  #cost(at: number, offset: number, fade: number, bound: number): number {
    const { sound, onsets } = this.#input;
    const [a, b] = [at - this.#offset, at - offset];
    if (Math.min(a, b) < 0 || Math.max(a, b) + fade > sound.length) return Infinity;
    let cost = (ONSET_WEIGHT / this.#stride) * onsets.strongest(Math.min(a, b), Math.max(a, b) + fade);
    const { mono, base } = this.#around(a, b, fade);
    for (let i = 0; i < fade && cost < bound; i += this.#stride) {
      const difference = mono[a - base + i] - mono[b - base + i];
      cost += difference * difference;
    }
    return cost;
  }

  /** Samples around two places of the source; sample i of it is at `i - base`. */
  #around(a: number, b: number, fade: number): { readonly mono: Float32Array; readonly base: number } {
    const { sound } = this.#input;
    sound.reach(Math.min(a, b), Math.max(a, b) + fade);
    return { mono: sound.channels[0], base: sound.base };
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
    const [a, b] = [at - this.#offset, at - offset];
    const { mono, base } = this.#around(a, b, fade);
    let [aa, bb, ab] = [0, 0, 0];
    for (let i = 0; i < fade; i++) {
      const x = mono[a - base + i] ?? 0;
      const y = mono[b - base + i] ?? 0;
      aa += x * x;
      bb += y * y;
      ab += x * y;
    }
    return aa > 0 && bb > 0 ? Math.max(0, ab / Math.sqrt(aa * bb)) : 0;
  }
}
