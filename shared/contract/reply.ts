import type { ErrorReport } from '../errors.ts';

/** The envelope around every answer of the main process: an error crosses the border as data, never as a throw. */
export type Reply<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: ErrorReport };

export const success = <Value>(value: Value): Reply<Value> => ({ ok: true, value });
export const failure = (error: ErrorReport): Reply<never> => ({ ok: false, error });
