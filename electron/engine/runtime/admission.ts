/**
 * Admits work by the memory it is going to need, never by a number of slots: five small renders may run at once where
 * one large one fills the machine.
 */
import { cancelledError } from '../../../shared/errors.ts';

/** What a piece of work needs at its peak, or what there is for all of them. */
export interface MemoryDemand {
  readonly mainBytes: number;
  /** Of the graphics device; 0 where the work runs on the processor. */
  readonly deviceBytes: number;
}

/** Somebody waits for a preview; an export can wait. */
export type Urgency = 'preview' | 'export';

interface Waiting {
  readonly demand: MemoryDemand;
  readonly urgency: Urgency;
  readonly start: () => void;
}

export class Admission {
  readonly #measure: () => MemoryDemand;
  #budget: MemoryDemand;
  readonly #running = new Set<MemoryDemand>();
  readonly #waiting: Waiting[] = [];

  /** @param budget what all admitted work together may need; a function is asked whenever nothing runs */
  constructor(budget: MemoryDemand | (() => MemoryDemand)) {
    this.#measure = typeof budget === 'function' ? budget : () => budget;
    this.#budget = this.#measure();
  }

  /** Work that runs now. */
  get running(): number {
    return this.#running.size;
  }

  /**
   * Runs a piece of work as soon as there is room for it: previews first, then in the order of asking. Nothing is let
   * past a larger piece that came before, or that one would wait for ever. What is larger than the whole budget runs
   * alone.
   * @throws KotohogiError `cancelled` while it waits; whatever the work throws
   */
  async run<Result>(
    demand: MemoryDemand,
    urgency: Urgency,
    signal: AbortSignal,
    work: () => Promise<Result>,
  ): Promise<Result> {
    // Told apart from an equal demand, even where the caller asks with one object.
    const own = { ...demand };
    await this.#admitted(own, urgency, signal);
    try {
      return await work();
    } finally {
      this.#running.delete(own);
      this.#admit();
    }
  }

  #admitted(wanted: MemoryDemand, urgency: Urgency, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(cancelledError());
      const giveUp = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(cancelledError());
        this.#admit();
      };
      const waiting: Waiting = {
        demand: wanted,
        urgency,
        start() {
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(waiting);
      this.#admit();
    });
  }

  #admit(): void {
    for (;;) {
      const next = this.#waiting.find(({ urgency }) => urgency === 'preview') ?? this.#waiting[0];
      if (this.#running.size === 0) this.#budget = this.#measure();
      if (!next || !this.#hasRoomFor(next.demand)) return;
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.#running.add(next.demand);
      next.start();
    }
  }

  #hasRoomFor(demand: MemoryDemand): boolean {
    if (this.#running.size === 0) return true;
    const sum = (part: keyof MemoryDemand): number =>
      [...this.#running].reduce((total, running) => total + running[part], demand[part]);
    return sum('mainBytes') <= this.#budget.mainBytes && sum('deviceBytes') <= this.#budget.deviceBytes;
  }
}
