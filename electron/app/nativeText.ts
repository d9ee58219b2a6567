import type { NativeWords } from '../../shared/contract/app.ts';

/** The words that menus and system dialogs show; the page brings them, in the language in use. */
export interface NativeText {
  /** @throws Error before the page has brought them: nothing that needs words can be asked for earlier */
  readonly words: NativeWords;
  readonly ready: boolean;
  use(words: NativeWords): void;
}

export function createNativeText(): NativeText {
  let current: NativeWords | null = null;
  return {
    get words() {
      if (!current) throw new Error('The page has not brought its words yet.');
      return current;
    },
    get ready() {
      return current !== null;
    },
    use(words) {
      current = words;
    },
  };
}
