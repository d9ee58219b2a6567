/**
 * Ultralytics writes what it knows of a model into its file as Python literals: `{0: 'person', 1: "driver's cab"}`,
 * `[640, 640]`, `True`. Only the forms that its exporter makes are read.
 */

const ENTRY = /(\d+)\s*:\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/g;

/** @returns names by their number; empty where the text is no dictionary of names */
export function readNames(literal: string): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const [, index, quoted] of literal.matchAll(ENTRY))
    names.set(Number(index), quoted.slice(1, -1).replace(/\\(['"\\])/g, '$1'));
  return names;
}

/** @returns `[height, width]` of `[640, 480]` or of `640`; null for anything else */
export function readSize(literal: string): readonly [height: number, width: number] | null {
  const match = /^\s*\[?\s*(\d+)\s*(?:,\s*(\d+)\s*)?\]?\s*$/.exec(literal);
  if (!match) return null;
  const height = Number(match[1]);
  const width = match[2] === undefined ? height : Number(match[2]);
  return height > 0 && width > 0 ? [height, width] : null;
}
