import type { UpdateObstacle, UpdateState } from '../../shared/contract/updates.ts';
import { toErrorReport, usageError } from '../../shared/errors.ts';
import type { UpdateFeed } from './updateFeed.ts';

export interface DeskParts {
  /** Why this installation does not replace itself; null when it does. */
  readonly obstacle: UpdateObstacle | null;
  /** The address to look at; null where there is none. */
  readonly address: () => string | null;
  /** Opens no connection by itself. */
  readonly openFeed: (address: string) => Promise<UpdateFeed>;
  readonly tell: (state: UpdateState) => void;
  /** Ends the program as a person would. */
  readonly quit: () => void;
}

/**
 * Updates, one step at a time, each asked for: look, load, install. A connection is opened by `check` and `download`
 * alone, and never without an address.
 */
export class UpdateDesk {
  readonly #parts: DeskParts;
  #state: UpdateState = { kind: 'idle' };
  #feed: { readonly address: string; readonly feed: UpdateFeed } | null = null;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  describe(): UpdateState {
    const { obstacle, address } = this.#parts;
    if (obstacle !== null) return { kind: 'impossible', why: obstacle };
    const current = address();
    if (current === null) return { kind: 'off' };
    // What was found elsewhere says nothing about the new address.
    const isElsewhere = this.#feed !== null && this.#feed.address !== current;
    return isElsewhere && !this.#isBusy() ? { kind: 'idle' } : this.#state;
  }

  /** Looks whether there is a newer version; a failure is a state, too. */
  async check(): Promise<UpdateState> {
    const known = this.describe();
    const address = this.#parts.address();
    if (known.kind === 'impossible' || address === null || this.#isBusy()) return known;
    this.#become({ kind: 'checking' });
    try {
      this.#feed = { address, feed: await this.#parts.openFeed(address) };
      const found = await this.#feed.feed.check();
      return this.#become(found === null ? { kind: 'current' } : { kind: 'found', version: found.version });
    } catch (thrown) {
      return this.#become({ kind: 'failed', error: toErrorReport(thrown) });
    }
  }

  /** Loads what was found. */
  async download(): Promise<UpdateState> {
    const known = this.describe();
    if (known.kind !== 'found' || !this.#feed) return known;
    const { version } = known;
    this.#become({ kind: 'downloading', version, fraction: 0 });
    try {
      await this.#feed.feed.download((fraction) => {
        this.#become({ kind: 'downloading', version, fraction });
      });
      return this.#become({ kind: 'ready', version });
    } catch (thrown) {
      return this.#become({ kind: 'failed', error: toErrorReport(thrown) });
    }
  }

  /**
   * Puts the loaded version in place at the end of the program, and asks the program to end.
   * @throws KotohogiError `update-not-ready`
   */
  install(): void {
    if (this.describe().kind !== 'ready' || !this.#feed)
      throw usageError('update-not-ready', 'There is no update to install.', 'Look for updates first.');
    this.#feed.feed.installAtQuit();
    this.#parts.quit();
  }

  #isBusy(): boolean {
    return this.#state.kind === 'checking' || this.#state.kind === 'downloading';
  }

  #become(state: UpdateState): UpdateState {
    this.#state = state;
    this.#parts.tell(state);
    return state;
  }
}
