/** Slices of a waveform picture: enough for a wide screen, small enough for a message. */
const MAX_SLICES = 2400;

/**
 * Largest absolute sample of each of equally long slices, over all channels, for drawing a waveform.
 * @param channels samples, nominally -1..1, all of the same length
 * @returns at most 2400 values in 0..1, rounded to thousandths
 */
export function voicePeaks(channels: readonly Float32Array[], maxSlices = MAX_SLICES): number[] {
  const length = channels[0]?.length ?? 0;
  const slices = Math.min(maxSlices, length);
  return Array.from({ length: slices }, (_, slice) => {
    const from = Math.floor((slice * length) / slices);
    const to = Math.floor(((slice + 1) * length) / slices);
    let peak = 0;
    for (const samples of channels)
      for (let index = from; index < to; index += 1) peak = Math.max(peak, Math.abs(samples[index]));
    return Math.round(Math.min(1, peak) * 1000) / 1000;
  });
}
