/**
 * How well a mouth follows speech, in numbers. Pure: curves in, figures out, whether the curves come from the mouth
 * track itself or from landmarks found in the frames of a finished video.
 *
 * Frame i is on screen from i / fps to (i + 1) / fps. Rest is the 2nd percentile of the opening, range is its 95th
 * percentile minus rest. Vowels are read at the frame in their middle, closures anywhere inside the phoneme, one frame
 * of tolerance either side.
 */

/** @typedef {readonly [symbol: string, startSec: number, endSec: number]} Phone an American English phone of flite */

/**
 * @typedef {object} MouthCurves
 * @property {ArrayLike<number>} opening per frame: inner-lip distance over the distance of the eyes, or any unit of its own
 * @property {ArrayLike<number>} width per frame: distance of the lip corners over the distance of the eyes
 * @property {number} fps
 * @property {readonly Phone[]} phones empty when they are not known
 * @property {ArrayLike<number>} envelopeDb level of the sound per frame, see {@link envelopeDbOf}
 */

/**
 * @typedef {object} MouthFigures NaN where the phones have no example
 * @property {number} bilabialsClosed share of m, b, p with the lips within 15 % of the range of rest
 * @property {number} vowelsWronglyClosed share of open and mid vowels within 15 % of the range of rest at their middle
 * @property {number} spreadMinusRound width of i, e vowels minus u, o, w, in standard deviations
 * @property {number} openMinusClose opening of a vowels minus i, u vowels, share of the range
 * @property {number} pauseOpening mean opening in pauses above rest, share of the range
 * @property {number} flapsPerSec reversals of more than 10 % of the range between neighbouring frames
 * @property {number} envelopeCorrelation best correlation of opening and level
 * @property {number} envelopeLagFrames lag of that correlation; negative when the mouth leads
 */

const BILABIALS = new Set(['m', 'b', 'p']);
const SPREAD = new Set(['iy', 'ih', 'eh', 'ey']);
const ROUND = new Set(['uw', 'ow', 'w', 'uh', 'ao', 'oy']);
const OPEN = new Set(['aa', 'ae', 'ah', 'ay', 'aw']);
const CLOSE = new Set(['iy', 'ih', 'uw', 'uh']);
const NEVER_CLOSED = new Set(['aa', 'ae', 'ah', 'ao', 'aw', 'ay', 'eh', 'ey', 'ow', 'oy']);
const PAUSE = 'pau';
const CLOSED_SHARE = 0.15;
const FLAP_SHARE = 0.1;
const LARGEST_LAG_FRAMES = 5;
const ENVELOPE_FLOOR_DB = -60;

/** @param {readonly number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param {readonly number[]} values */
function deviation(values) {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

/**
 * @param {ArrayLike<number>} values
 * @param {number} share 0..1
 */
export function percentile(values, share) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/**
 * Rest and range of an opening curve.
 * @param {ArrayLike<number>} opening
 */
export function openingScale(opening) {
  const rest = percentile(opening, 0.02);
  return { rest, range: Math.max(percentile(opening, 0.95) - rest, 1e-9) };
}

/**
 * Level of every video frame's stretch of sound, in dB of full scale, never below -60.
 * @param {ArrayLike<number>} samples mono, -1..1
 * @param {number} sampleRateHz
 * @param {number} fps
 * @param {number} frames
 */
export function envelopeDbOf(samples, sampleRateHz, fps, frames) {
  return Float64Array.from({ length: frames }, (_, frame) => {
    const from = Math.round((frame / fps) * sampleRateHz);
    const to = Math.min(samples.length, Math.round(((frame + 1) / fps) * sampleRateHz));
    let power = 0;
    for (let i = from; i < to; i++) power += samples[i] ** 2;
    return Math.max(ENVELOPE_FLOOR_DB, 10 * Math.log10(power / Math.max(1, to - from) + 1e-12));
  });
}

/**
 * @param {ArrayLike<number>} a
 * @param {ArrayLike<number>} b
 */
function correlation(a, b) {
  const meanA = mean(Array.from(a));
  const meanB = mean(Array.from(b));
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (let i = 0; i < a.length; i++) {
    product += (a[i] - meanA) * (b[i] - meanB);
    squareA += (a[i] - meanA) ** 2;
    squareB += (b[i] - meanB) ** 2;
  }
  return product / Math.sqrt(squareA * squareB || 1);
}

/**
 * Best correlation over small lags.
 * @param {ArrayLike<number>} opening
 * @param {ArrayLike<number>} envelopeDb
 */
export function envelopeMatch(opening, envelopeDb) {
  const mouth = Array.from(opening);
  const sound = Array.from(envelopeDb);
  const count = Math.min(mouth.length, sound.length);
  let best = { envelopeCorrelation: -1, envelopeLagFrames: 0 };
  for (let lag = -LARGEST_LAG_FRAMES; lag <= LARGEST_LAG_FRAMES; lag++) {
    const from = Math.max(0, lag);
    const to = Math.min(count, count + lag);
    const found = correlation(mouth.slice(from, to), sound.slice(from - lag, to - lag));
    if (found > best.envelopeCorrelation) best = { envelopeCorrelation: found, envelopeLagFrames: lag };
  }
  return best;
}

/**
 * @param {ArrayLike<number>} opening
 * @param {number} fps
 */
export function flapsPerSecOf(opening, fps) {
  const least = FLAP_SHARE * openingScale(opening).range;
  let flaps = 0;
  for (let i = 1; i < opening.length - 1; i++) {
    const before = opening[i] - opening[i - 1];
    const after = opening[i + 1] - opening[i];
    if (before * after < 0 && Math.min(Math.abs(before), Math.abs(after)) > least) flaps++;
  }
  return flaps / (opening.length / fps);
}

/**
 * All figures of a clip.
 * @param {MouthCurves} curves
 * @returns {MouthFigures}
 */
export function mouthFigures({ opening, width, fps, phones, envelopeDb }) {
  const frames = opening.length;
  const { rest, range } = openingScale(opening);
  /** @param {number} frame */
  const share = (frame) => (opening[frame] - rest) / range;
  /** @param {number} sec */
  const frameAt = (sec) => Math.min(frames - 1, Math.max(0, Math.round(sec * fps - 0.5)));
  /** @param {Phone} phone */
  const middle = ([, start, end]) => frameAt((start + end) / 2);
  /** @param {Phone} phone */
  const closes = ([, start, end]) => {
    const last = Math.min(frames - 1, frameAt(end) + 1);
    for (let frame = Math.max(0, frameAt(start) - 1); frame <= last; frame++)
      if (share(frame) <= CLOSED_SHARE) return true;
    return false;
  };
  /** @param {ReadonlySet<string>} symbols */
  const middlesOf = (symbols) => phones.filter(([symbol]) => symbols.has(symbol)).map(middle);

  const bilabials = phones.filter(([symbol]) => BILABIALS.has(symbol));
  const neverClosed = middlesOf(NEVER_CLOSED);
  const spread = middlesOf(SPREAD).map((frame) => width[frame]);
  const round = middlesOf(ROUND).map((frame) => width[frame]);
  const inPauses = [];
  for (const [symbol, start, end] of phones)
    if (symbol === PAUSE)
      for (let frame = Math.ceil(start * fps); frame + 1 <= Math.min(end * fps, frames); frame++)
        inPauses.push(share(frame));

  return {
    bilabialsClosed: bilabials.filter(closes).length / bilabials.length,
    vowelsWronglyClosed:
      neverClosed.filter((frame) => share(frame) <= CLOSED_SHARE).length / neverClosed.length,
    spreadMinusRound: (mean(spread) - mean(round)) / deviation([...spread, ...round]),
    openMinusClose: mean(middlesOf(OPEN).map(share)) - mean(middlesOf(CLOSE).map(share)),
    pauseOpening: mean(inPauses),
    flapsPerSec: flapsPerSecOf(opening, fps),
    ...envelopeMatch(opening, envelopeDb),
  };
}
