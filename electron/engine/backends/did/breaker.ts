import { missingError } from '../../../../shared/errors.ts';
import type { Clock } from './clock.ts';
import type { DidTimes } from './settings.ts';

/**
 * A circuit breaker (M. Nygard, "Release It!"): after some failures in a row nothing is sent for a while, then one
 * request is let through; if it fails as well, the pause starts again.
 */
export class Breaker {
  readonly #clock: Clock;
  readonly #times: DidTimes;
  #failures = 0;
  #closedUntilMs: number | null = null;

  constructor(clock: Clock, times: DidTimes) {
    this.#clock = clock;
    this.#times = times;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#closedUntilMs = null;
  }

  failed(): void {
    this.#failures += 1;
    if (this.#failures >= this.#times.breakerFailures)
      this.#closedUntilMs = this.#clock.nowMs() + this.#times.breakerPauseMs;
  }

  /** What is left of the pause. A clock that was set back does not make it longer than it was. */
  get pauseMs(): number {
    if (this.#closedUntilMs === null) return 0;
    return Math.max(0, Math.min(this.#times.breakerPauseMs, this.#closedUntilMs - this.#clock.nowMs()));
  }

  /**
   * For new work, which had better not start now.
   * @throws KotohogiError `did-paused`
   */
  check(): void {
    const { pauseMs } = this;
    if (pauseMs === 0) return;
    throw missingError(
      'did-paused',
      `D-ID failed ${this.#failures} times in a row; nothing is sent for the next ${Math.ceil(pauseMs / 1000)} seconds.`,
      'Try again later, or render on this computer.',
    );
  }

  /** For work that has started: waits for the end of the pause. */
  async pass(signal: AbortSignal): Promise<void> {
    const { pauseMs } = this;
    if (pauseMs > 0) await this.#clock.wait(pauseMs, signal);
  }
}
