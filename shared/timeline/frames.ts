/**
 * One clock: time is samples of the final voice; frame i shows the sound at i / fps.
 * @returns the number of frames that cover the voice: ceil(length / sampleRateHz * fps), in exact arithmetic where
 *   the rate and the frame rate are whole numbers
 */
export function frameCount(lengthSamples: number, sampleRateHz: number, fps: number): number {
  // The small allowance keeps a product such as 0.1 * 30 from counting one frame too many.
  return Math.max(1, Math.ceil((lengthSamples * fps) / sampleRateHz - 1e-9));
}
