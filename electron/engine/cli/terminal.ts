import { createInterface } from 'node:readline';

/** What a command may write to; replaced in tests. */
export interface Terminal {
  /** Results. */
  out(text: string): void;
  /** Progress, remarks and errors. */
  err(text: string): void;
  /** True when `err` is watched by a person: a bar can be drawn. */
  readonly interactive: boolean;
  /** Width in characters. */
  readonly columns: number;
  /**
   * Asks the person at the keyboard; missing where there is none.
   * @returns the answer; an empty one when the signal was aborted first
   */
  ask?(question: string, signal: AbortSignal): Promise<string>;
}

function askAtKeyboard(question: string, signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // While a line is edited, Ctrl-C is a key like any other; it should mean what it always means.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const close = (): void => lines.close();
  signal.addEventListener('abort', close, { once: true });
  return new Promise<string>((resolve) => {
    lines.once('close', () => resolve(''));
    lines.question(question, resolve);
    if (signal.aborted) close();
  }).finally(() => {
    signal.removeEventListener('abort', close);
    lines.close();
  });
}

export const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  interactive: process.stderr.isTTY,
  get columns() {
    return process.stderr.columns ?? 80;
  },
  ...(process.stdin.isTTY && process.stderr.isTTY ? { ask: askAtKeyboard } : {}),
};

/** Prints one JSON document, indented for people. */
export const printJson = (terminal: Terminal, value: unknown): void =>
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);
