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
}

export const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  interactive: process.stderr.isTTY,
  get columns() {
    return process.stderr.columns ?? 80;
  },
};

/** Prints one JSON document, indented for people. */
export const printJson = (terminal: Terminal, value: unknown): void =>
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);
