/**
 * Asks the page whether the window may close: it alone knows of edits that are still under the fingers. A page that
 * cannot answer is not waited for; what it had is kept for the next start.
 */
export class CloseQuestion {
  #settle: ((close: boolean) => void) | null = null;

  /**
   * @param tell puts the question
   * @param onLost calls back when nobody is there to answer; returns a function that stops listening
   */
  async ask(tell: () => void, onLost: (lost: () => void) => () => void): Promise<boolean> {
    this.#settle?.(false);
    const stops: (() => void)[] = [];
    const answer = new Promise<boolean>((resolve) => {
      this.#settle = resolve;
      stops.push(onLost(() => resolve(true)));
    });
    tell();
    return answer.finally(() => {
      for (const stop of stops) stop();
    });
  }

  answer(close: boolean): void {
    this.#settle?.(close);
    this.#settle = null;
  }
}
