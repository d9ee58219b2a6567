/** Long enough to be calm, short enough to show that a line got slower. */
const WINDOW_MS = 4_000;
const MIN_SPAN_MS = 300;

/** Bytes per second over the last seconds. */
export class SpeedMeter {
  #marks: { readonly atMs: number; readonly bytes: number }[] = [];

  /**
   * @param bytes done so far
   * @param atMs on a clock that only goes forward
   * @returns null until it can be known
   */
  measure(bytes: number, atMs: number): number | null {
    // A download that starts anew goes back to zero.
    if (bytes < (this.#marks.at(-1)?.bytes ?? 0)) this.#marks = [];
    this.#marks.push({ atMs, bytes });
    while (this.#marks.length > 2 && atMs - this.#marks[1].atMs >= WINDOW_MS) this.#marks.shift();
    const [first] = this.#marks;
    const spanMs = atMs - first.atMs;
    return spanMs < MIN_SPAN_MS ? null : ((bytes - first.bytes) / spanMs) * 1000;
  }
}
