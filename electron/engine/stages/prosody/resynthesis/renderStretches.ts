/** A plan made into sound from its beginning to its end, whatever its length: what is finished goes. */
import { STRETCH_SAMPLES, type SoundSource } from '../../../runtime/soundSource.ts';
import { windowOn } from '../../../runtime/soundWindow.ts';
import { grainRenderer, GRAIN_MARGIN, renderCopy } from './renderPlan.ts';
import type { Copy, Grain, SynthesisPlan } from './synthesisPlan.ts';

/** Bells are placed by whole samples: they reach this far beyond their places at most. */
const BELL_MARGIN = 2;
/** Less is not worth moving the rest. */
const LEAST_FINISHED = 16_384;

/**
 * Makes every channel of the adjusted sound, to the bit what `renderPlan` makes of the whole. Memory grows with the
 * longest voiced stretch alone.
 * @param parts of a plan, in order; together they cover the result
 * @param length of the result in samples
 * @param onMade given the samples from `start` on, which it may change but not keep
 */
export function renderStretches(
  parts: Iterable<Omit<SynthesisPlan, 'length'>>,
  length: number,
  source: SoundSource,
  onMade: (channels: readonly Float32Array[], start: number) => void,
): void {
  const renderGrain = grainRenderer(source.sampleRateHz);
  const heard = windowOn(source);
  const canvas = createCanvas(source.channelCount, length, onMade);
  /** Of the last part: bells reach into the copy behind them, which therefore comes first. */
  let waiting: readonly Grain[] = [];

  const paintCopy = ({ start, end, offset, fade }: Copy): void => {
    const offsets = fade ? [offset, fade.fromOffset] : [offset];
    heard.reach(start - Math.max(...offsets), end - Math.min(...offsets));
    canvas.reach(end);
    heard.channels.forEach((samples, channel) => {
      const part = { samples, base: heard.base, length: heard.length };
      renderCopy({ start, end, offset, fade }, part, canvas.part(channel));
    });
  };
  const paintWaiting = (): void => {
    for (const grain of waiting) {
      heard.reach(
        Math.floor(grain.source - grain.left) - GRAIN_MARGIN,
        Math.ceil(grain.source + grain.right) + GRAIN_MARGIN,
      );
      canvas.reach(endOf(grain));
      heard.channels.forEach((samples, channel) => {
        renderGrain(grain, { samples, base: heard.base, length: heard.length }, canvas.part(channel));
      });
    }
    waiting = [];
  };

  for (const { copies, grains } of parts) {
    const waitingEnd = waiting.reduce((end, grain) => Math.max(end, endOf(grain)), 0);
    for (const copy of copies.flatMap(inPieces)) {
      paintCopy(copy);
      if (copy.end < waitingEnd) continue;
      paintWaiting();
      canvas.finish(copy.end - BELL_MARGIN);
    }
    paintWaiting();
    waiting = grains;
  }
  paintWaiting();
  canvas.reach(length);
  canvas.finish(length);
}

const endOf = ({ target, right }: Grain): number => Math.ceil(target + right) + BELL_MARGIN;

/** A long copy as several that follow on without a seam. */
function inPieces(copy: Copy): Copy[] {
  const pieces: Copy[] = [];
  let { start, fade } = copy;
  while (start < copy.end) {
    const end = Math.min(copy.end, start + Math.max(STRETCH_SAMPLES, fade?.length ?? 0));
    pieces.push({ ...copy, start, end, fade });
    [start, fade] = [end, null];
  }
  return pieces;
}

/** The part of the result that is being made. */
function createCanvas(
  channelCount: number,
  length: number,
  onMade: (channels: readonly Float32Array[], start: number) => void,
) {
  let channels = Array.from({ length: channelCount }, () => new Float32Array(2 * STRETCH_SAMPLES));
  let base = 0;
  return {
    part: (channel: number) => ({ samples: channels[channel], base, length }),
    /** Makes room for samples up to `end - 1`. */
    reach(end: number): void {
      const needed = Math.min(length, end) - base;
      if (needed <= channels[0].length) return;
      channels = channels.map((samples) => {
        const larger = new Float32Array(Math.max(needed, 2 * samples.length));
        larger.set(samples);
        return larger;
      });
    },
    /** Hands over what lies before `end`. */
    finish(end: number): void {
      const count = Math.min(length, end) - base;
      if (count <= 0 || (count < LEAST_FINISHED && end < length)) return;
      onMade(
        channels.map((samples) => samples.subarray(0, count)),
        base,
      );
      for (const samples of channels) {
        samples.copyWithin(0, count);
        samples.fill(0, samples.length - count);
      }
      base += count;
    },
  };
}
