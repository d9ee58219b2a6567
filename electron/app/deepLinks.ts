import { dialog, type BrowserWindow } from 'electron';
import { projectOfDeepLink } from './deepLink.ts';
import type { NativeText } from './nativeText.ts';

/** Stands in the sentence where the file's path goes. */
const FILE_PLACE = '{file}';

/** Addresses that somebody followed: each is asked about before anything is read, one at a time. */
export class DeepLinks {
  readonly #text: NativeText;
  readonly #window: () => BrowserWindow | null;
  readonly #offer: (file: string) => void;
  /** The last one: who follows five addresses wants one question. */
  #waiting: string | null = null;
  #asking = false;

  /** @param offer opens a project as if its file had been double-clicked */
  constructor(text: NativeText, window: () => BrowserWindow | null, offer: (file: string) => void) {
    this.#text = text;
    this.#window = window;
    this.#offer = offer;
  }

  /** Takes an address from outside; what is not exactly of our form is passed over in silence. */
  follow(address: string): void {
    const file = projectOfDeepLink(address);
    if (file === null) return;
    this.#waiting = file;
    this.ask();
  }

  /** Asks about what waits; does nothing before the page has brought the words. */
  ask(): void {
    const file = this.#waiting;
    const window = this.#window();
    if (file === null || this.#asking || !this.#text.ready || !window) return;
    this.#waiting = null;
    this.#asking = true;
    const { linkTitle, linkDetail, linkOpen, linkLeave } = this.#text.words.dialogs;
    void dialog
      .showMessageBox(window, {
        type: 'question',
        message: linkTitle,
        detail: linkDetail.replace(FILE_PLACE, () => file),
        buttons: [linkLeave, linkOpen],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      })
      .then(({ response }) => {
        if (response === 1) this.#offer(file);
      })
      .finally(() => {
        this.#asking = false;
        this.ask();
      });
  }
}
