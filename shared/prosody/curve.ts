/** Curves of pitch, tempo and energy over time: points in ascending time, straight lines between them, ends held. */

export interface CurvePoint {
  /** Time in the original voice. */
  readonly sec: number;
  /** Semitones, dB or log2 of a factor: whatever the curve is about. */
  readonly value: number;
}

export type Curve = readonly CurvePoint[];

/** @returns the value at `sec`; 0 for a curve without points */
export function sampleCurve(curve: Curve, sec: number): number {
  const first = curve[0];
  const last = curve.at(-1);
  if (first === undefined || last === undefined) return 0;
  if (sec <= first.sec) return first.value;
  if (sec >= last.sec) return last.value;
  let low = 0;
  let high = curve.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (curve[middle].sec <= sec) low = middle;
    else high = middle;
  }
  return between(curve[low], curve[high], sec);
}

function between(a: CurvePoint, b: CurvePoint, sec: number): number {
  if (b.sec === a.sec) return b.value;
  return a.value + ((b.value - a.value) * (sec - a.sec)) / (b.sec - a.sec);
}

/** The curve at startSec + i * stepSec for i in 0 ... count - 1, in one sweep. */
export function sampleGrid(curve: Curve, startSec: number, stepSec: number, count: number): Float64Array {
  const values = new Float64Array(count);
  const last = curve.at(-1);
  if (last === undefined) return values;
  let next = 0;
  for (let i = 0; i < count; i++) {
    const sec = startSec + i * stepSec;
    while (next < curve.length && curve[next].sec <= sec) next++;
    if (next === 0) values[i] = curve[0].value;
    else values[i] = next === curve.length ? last.value : between(curve[next - 1], curve[next], sec);
  }
  return values;
}

/** The same points in ascending time; of several at one time the last stays. */
export function orderPoints(points: Curve): Curve {
  const ordered = [...points].sort((a, b) => a.sec - b.sec);
  return ordered.filter((point, i) => ordered[i + 1]?.sec !== point.sec);
}

/** Replaces what a stroke passes over by the stroke; the rest stays. */
export function drawStroke(curve: Curve, stroke: Curve): Curve {
  const ordered = orderPoints(stroke);
  const first = ordered[0];
  const last = ordered.at(-1);
  if (first === undefined || last === undefined) return curve;
  const kept = curve.filter(({ sec }) => sec < first.sec || sec > last.sec);
  return orderPoints([...kept, ...ordered]);
}

export const movePoint = (curve: Curve, index: number, to: CurvePoint): Curve =>
  orderPoints(curve.map((point, i) => (i === index ? to : point)));

export const removePoint = (curve: Curve, index: number): Curve => curve.filter((_, i) => i !== index);

/**
 * Leaves out points that the others explain to within `tolerance` (Douglas & Peucker 1973, with the distance measured
 * along the value axis only, because time and semitones have no common unit).
 * @param tolerance in units of the value; 0.2 semitones cannot be heard in speech
 */
export function simplifyCurve(curve: Curve, tolerance: number): Curve {
  if (curve.length <= 2) return curve;
  const kept = new Set([0, curve.length - 1]);
  const pending: [first: number, last: number][] = [[0, curve.length - 1]];
  for (let span = pending.pop(); span !== undefined; span = pending.pop()) {
    const [first, last] = span;
    let worst = first;
    let worstDistance = tolerance;
    for (let i = first + 1; i < last; i++) {
      const distance = Math.abs(curve[i].value - between(curve[first], curve[last], curve[i].sec));
      if (distance > worstDistance) {
        worst = i;
        worstDistance = distance;
      }
    }
    if (worst === first) continue;
    kept.add(worst);
    pending.push([first, worst], [worst, last]);
  }
  return curve.filter((_, i) => kept.has(i));
}

/**
 * How much of an edit of [startSec, endSec] applies at `sec`: 1 inside, 0 outside, a raised cosine of `fadeSec` centred
 * on each edge. Neighbouring edits with a common edge add up to 1 there.
 */
export function plateau(sec: number, startSec: number, endSec: number, fadeSec: number): number {
  const fade = Math.max(1e-6, Math.min(fadeSec, endSec - startSec));
  return Math.max(0, Math.min(rise((sec - startSec) / fade), rise((endSec - sec) / fade)));
}

/** 0 up to -1/2, 1 from 1/2. */
function rise(x: number): number {
  if (x <= -0.5) return 0;
  return x >= 0.5 ? 1 : 0.5 + 0.5 * Math.sin(Math.PI * x);
}

/**
 * Limits how fast a sampled curve may change. The mean of a limit that looks forward and one that looks back: a step
 * becomes a ramp around the place of the step, not after it.
 * @returns the limited values, and whether anything had to give way
 */
export function limitSlope(
  values: Float64Array,
  stepSec: number,
  maxPerSec: number,
): { readonly values: Float64Array; readonly limited: boolean } {
  const most = maxPerSec * stepSec;
  const forward = values.slice();
  const backward = values.slice();
  const n = values.length;
  for (let i = 1; i < n; i++)
    forward[i] = Math.min(forward[i - 1] + most, Math.max(forward[i - 1] - most, values[i]));
  for (let i = n - 2; i >= 0; i--)
    backward[i] = Math.min(backward[i + 1] + most, Math.max(backward[i + 1] - most, values[i]));
  let limited = false;
  const result = values.map((value, i) => {
    const mean = 0.5 * (forward[i] + backward[i]);
    // The two limits differ from the value by rounding alone where the curve is gentle.
    if (Math.abs(mean - value) < 1e-9) return value;
    limited = true;
    return mean;
  });
  return { values: result, limited };
}
