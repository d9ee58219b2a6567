/** The ways in which a command tells how far it is, whatever it does. */
import { assertNever } from '../../../shared/errors.ts';
import type { Terminal } from './terminal.ts';

export const PROGRESS_STYLES = ['auto', 'bar', 'lines', 'json', 'none'] as const;
export type ProgressStyle = (typeof PROGRESS_STYLES)[number];

export interface ProgressView<Progress> {
  show(progress: Progress): void;
  /** Ends what is being drawn, so that the next words start on a line of their own. */
  close(): void;
}

/** How progress of a kind is put into words. */
export interface ProgressWords<Progress> {
  /** One moment, without line ends. */
  readonly moment: (progress: Progress, columns: number) => string;
  /** The step that is being done, and the line that announces it once. */
  readonly step: (progress: Progress) => { readonly name: string; readonly line: string };
}

/** A bar of so many characters, with its percentage. @param fraction 0..1 */
export function drawnBar(fraction: number, widthChars: number): string {
  const filled = Math.round(fraction * widthChars);
  const percent = `${Math.floor(fraction * 100)}%`.padStart(4);
  return `${'█'.repeat(filled)}${'░'.repeat(widthChars - filled)} ${percent}`;
}

function barView<Progress>(terminal: Terminal, { moment }: ProgressWords<Progress>): ProgressView<Progress> {
  let drawn = false;
  return {
    show(progress) {
      drawn = true;
      terminal.err(`\r\x1b[K${moment(progress, terminal.columns)}`);
    },
    close() {
      if (drawn) terminal.err('\r\x1b[K');
      drawn = false;
    },
  };
}

function lineView<Progress>(terminal: Terminal, { step }: ProgressWords<Progress>): ProgressView<Progress> {
  const announced = new Set<string>();
  return {
    show(progress) {
      const { name, line } = step(progress);
      if (announced.has(name)) return;
      announced.add(name);
      terminal.err(`${line}\n`);
    },
    close: () => undefined,
  };
}

/** A bar for people, one line per step for logs, JSON lines for programs. */
export function createStyledView<Progress>(
  style: ProgressStyle,
  terminal: Terminal,
  words: ProgressWords<Progress>,
): ProgressView<Progress> {
  switch (style) {
    case 'auto':
      return terminal.interactive ? barView(terminal, words) : lineView(terminal, words);
    case 'bar':
      return barView(terminal, words);
    case 'lines':
      return lineView(terminal, words);
    case 'json':
      return {
        show: (progress) => terminal.out(`${JSON.stringify({ progress })}\n`),
        close: () => undefined,
      };
    case 'none':
      return { show: () => undefined, close: () => undefined };
    default:
      return assertNever(style, 'progress style');
  }
}
