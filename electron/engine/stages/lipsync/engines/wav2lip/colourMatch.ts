/** How one channel of what the network drew becomes what the photo has: value * gain + offset. */
export interface ChannelMatch {
  readonly gain: number;
  readonly offset: number;
}

/** The network's contrast is trusted within these bounds. */
const LEAST_GAIN = 0.8;
const MOST_GAIN = 1.25;
/** Spread (8-bit levels) below which a channel says little about contrast: the gain then stays near 1. */
const QUIET_SPREAD = 4;

/**
 * Compares what was drawn with what was to be seen there, where the network was shown the answer: the upper half of
 * the face. The gain is the slope of a straight line through (drawn, shown), so fine detail that the network loses
 * does not count as lost contrast; equal pictures give exactly gain 1 and offset 0.
 * @param drawn, shown one channel each; the first `count` values are compared
 */
export function matchChannel(drawn: Float32Array, shown: Float32Array, count: number): ChannelMatch {
  let drawnSum = 0;
  let shownSum = 0;
  for (let i = 0; i < count; i++) {
    drawnSum += drawn[i];
    shownSum += shown[i];
  }
  const drawnMean = drawnSum / count;
  const shownMean = shownSum / count;
  let spread = QUIET_SPREAD ** 2 * count;
  let together = spread;
  for (let i = 0; i < count; i++) {
    const deviation = drawn[i] - drawnMean;
    spread += deviation * deviation;
    together += deviation * (shown[i] - shownMean);
  }
  const gain = Math.min(MOST_GAIN, Math.max(LEAST_GAIN, together / spread));
  return { gain, offset: shownMean - gain * drawnMean };
}
