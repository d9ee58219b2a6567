/**
 * Which picture of a loop a video frame shows: forwards and backwards in turn, so that the loop has no seam. The first
 * and the last picture are shown once at each turn, not twice: of n pictures, 2n - 2 frames later everything repeats.
 * With m = frameIndex mod (2n - 2) it is picture m up to n - 1, and picture 2n - 2 - m after that.
 * @param pictures n, at least 1
 */
export function pingPong(frameIndex: number, pictures: number): number {
  if (pictures === 1) return 0;
  const period = 2 * pictures - 2;
  const place = frameIndex % period;
  return place < pictures ? place : period - place;
}
