import type { EstimateRange, EstimateWish, RenderEstimate } from '../../../shared/contract/estimate.ts';
import { SOFTWARE_ENCODER } from '../../../shared/contract/exportConstants.ts';
import { stickerFrames, stickerSize } from '../export/sticker.ts';
import type { RenderRecord } from './history.ts';

/** Renders that are asked, newest first: the computer of today, not that of last year. */
const ASKED = 8;
/** Sizes and rates this close to each other count as the same. */
const SAME = 0.02;
/** The same render takes a little more or less each time; how much is only seen from the second one on. */
const SPREAD_OF_ONE = 0.2;
const SPREAD_OF_MORE = 0.1;

/** What a wish comes to. */
interface Work {
  readonly pixels: number;
  readonly frames: number;
  readonly fps: number;
  readonly durationSec: number;
}

function workOf({ form, size, fps, durationSec }: EstimateWish): Work {
  const whole = Math.max(1, Math.ceil(durationSec * fps));
  const pixels = size.widthPx * size.heightPx;
  switch (form.kind) {
    case 'video':
      return { pixels, frames: whole, fps, durationSec };
    case 'still':
      return { pixels, frames: 1, fps, durationSec };
    case 'sticker': {
      const small = stickerSize(size, form.sidePx);
      const { from, to } = stickerFrames(form, Math.max(1, Math.ceil(durationSec * form.fps)));
      const frames = to - from;
      return {
        pixels: small.widthPx * small.heightPx,
        frames,
        fps: form.fps,
        durationSec: frames / form.fps,
      };
    }
    case 'sound':
    case 'captions':
      return { pixels: 0, frames: 0, fps, durationSec };
  }
}

const ending = (text: string): string => (text === '.jpeg' ? '.jpg' : text);

/** Renders that say something about this one. */
function alike(wish: EstimateWish, lipsync: string, history: readonly RenderRecord[]): RenderRecord[] {
  const { kind } = wish.form;
  const hasPictures = kind !== 'sound' && kind !== 'captions';
  const isSoftware = wish.encoding.encoder === 'software';
  return history.filter(
    (record) =>
      record.form === kind &&
      ending(record.ending) === ending(wish.ending) &&
      (!hasPictures || record.lipsync === lipsync) &&
      (kind !== 'video' || record.quality === wish.encoding.quality) &&
      (kind !== 'video' || !isSoftware || record.encoder === SOFTWARE_ENCODER),
  );
}

const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= SAME * Math.max(a, b);

/** Those of the same size and rate where there are any. */
function nearest(work: Work, records: readonly RenderRecord[]): RenderRecord[] {
  const same = records.filter(({ pixels, fps }) => isSame(pixels, work.pixels) && isSame(fps, work.fps));
  return (same.length > 0 ? same : [...records]).slice(0, ASKED);
}

/** How a quantity may grow with another: not at all, in step with it, or anything between. @param least 0..1, a power */
const growth = (now: number, then: number, least: number): EstimateRange => {
  const ratio = now > 0 && then > 0 ? now / then : 1;
  const [a, b] = [ratio ** least, ratio];
  return { from: Math.min(a, b), to: Math.max(a, b) };
};

const times = (value: number, ...ranges: readonly EstimateRange[]): EstimateRange => ({
  from: ranges.reduce((product, { from }) => product * from, value),
  to: ranges.reduce((product, { to }) => product * to, value),
});

const plus = (a: EstimateRange, b: EstimateRange): EstimateRange => ({
  from: a.from + b.from,
  to: a.to + b.to,
});

/** From the least to the most that any of them says; null when none says anything. */
function span(ranges: readonly EstimateRange[]): EstimateRange | null {
  if (ranges.length === 0) return null;
  const spread = ranges.length === 1 ? SPREAD_OF_ONE : SPREAD_OF_MORE;
  return {
    from: Math.min(...ranges.map(({ from }) => from)) * (1 - spread),
    to: Math.max(...ranges.map(({ to }) => to)) * (1 + spread),
  };
}

/**
 * How long a render takes and how large it gets, from earlier ones of this computer. Of another size it is only known
 * that more pixels take no less and no more than in step, so the ranges are wide then; what was never made is not known.
 * @param lipsync the engine that draws the mouth, as reports name it
 * @param history newest first
 */
export function estimateRender(
  wish: EstimateWish,
  lipsync: string,
  history: readonly RenderRecord[],
): RenderEstimate {
  const work = workOf(wish);
  const records = nearest(work, alike(wish, lipsync, history));
  const preparing = ({ prepareSec, durationSec }: RenderRecord): EstimateRange =>
    times(prepareSec, growth(work.durationSec, durationSec, 0));
  const sec = records.flatMap((record) => {
    if (work.frames === 0) return [preparing(record)];
    if (record.frameSec === null) return [];
    const drawing = times(record.frameSec * work.frames, growth(work.pixels, record.pixels, 0));
    return [plus(preparing(record), drawing)];
  });
  const bytes = records.map((record) => {
    const area = growth(work.pixels, record.pixels, 0.5);
    if (wish.form.kind === 'still') return times(record.bytes, area);
    const length = record.durationSec > 0 ? work.durationSec / record.durationSec : 1;
    return times(record.bytes * length, area, growth(work.fps, record.fps, 0));
  });
  return { sec: span(sec), bytes: span(bytes), renders: records.length };
}
