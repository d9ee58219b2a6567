import type { Terminal } from './terminal.ts';

/** A terminal for tests that remembers what was written to it. */
export function recordingTerminal(interactive = false): {
  readonly terminal: Terminal;
  readonly written: { out: string; err: string };
} {
  const written = { out: '', err: '' };
  const terminal: Terminal = {
    out: (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    interactive,
    columns: 80,
  };
  return { terminal, written };
}
