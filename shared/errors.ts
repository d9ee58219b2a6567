/**
 * The kinds of failure that the whole program distinguishes. A user's mistake, a missing thing and a defect of
 * ours are never mixed up, because each asks for a different next step.
 */
export type ErrorKind = 'usage' | 'input' | 'missing' | 'cancelled' | 'defect';

/** Exit codes of the command line (fixed: scripts rely on them). */
export const EXIT_CODES: Readonly<Record<ErrorKind, number>> = {
  defect: 1,
  usage: 2,
  input: 3,
  missing: 4,
  cancelled: 5,
};

/** What crosses process borders and what `--json` prints for an error. */
export interface ErrorReport {
  readonly kind: ErrorKind;
  /** Stable identifier in kebab-case, e.g. `photo-no-face`. */
  readonly code: string;
  /** One plain sentence: what happened, to which file. */
  readonly message: string;
  /** One plain sentence: what to do next. */
  readonly hint: string;
}

/** An error whose words are meant for the person using the program. */
export class KotohogiError extends Error {
  override readonly name = 'KotohogiError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly hint: string;

  constructor(kind: ErrorKind, code: string, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.code = code;
    this.hint = hint;
  }

  toReport(): ErrorReport {
    return { kind: this.kind, code: this.code, message: this.message, hint: this.hint };
  }

  static fromReport(report: ErrorReport): KotohogiError {
    return new KotohogiError(report.kind, report.code, report.message, report.hint);
  }
}

export const usageError = (code: string, message: string, hint: string): KotohogiError =>
  new KotohogiError('usage', code, message, hint);
export const inputError = (code: string, message: string, hint: string, cause?: unknown): KotohogiError =>
  new KotohogiError('input', code, message, hint, cause);
export const missingError = (code: string, message: string, hint: string, cause?: unknown): KotohogiError =>
  new KotohogiError('missing', code, message, hint, cause);
export const cancelledError = (): KotohogiError =>
  new KotohogiError('cancelled', 'cancelled', 'Cancelled.', 'Nothing was written.');

/** Turns anything thrown into a report; what is not a {@link KotohogiError} is a defect of ours. */
export function toErrorReport(thrown: unknown): ErrorReport {
  if (thrown instanceof KotohogiError) return thrown.toReport();
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    kind: 'defect',
    code: 'internal-error',
    message: `Something went wrong inside Kotohogi Studio: ${detail}`,
    hint: 'Please report this together with the output of "kotohogi doctor --json".',
  };
}

/** Throws when the signal is aborted: the one place that turns an abort into the `cancelled` kind. */
export function throwIfCancelled(signal: { readonly aborted: boolean }): void {
  if (signal.aborted) throw cancelledError();
}

/** Refuses to compile when a closed union gains a member that a switch does not handle. */
export function assertNever(value: never, what: string): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`);
}
