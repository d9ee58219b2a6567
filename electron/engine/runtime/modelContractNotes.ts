/** Entries such as `0: 'person'` of a Python dictionary, as Ultralytics writes them into its exports. */
const NAME_ENTRY = /(\d+)\s*:\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g;

/**
 * The classes of a detector, from the notes in its file (`names`, a Python literal and not JSON).
 * @returns their names by number; empty when there are none, or not in that form
 */
export function classNames(metadata: Readonly<Record<string, string>>): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const [, number, single, double] of (metadata['names'] ?? '').matchAll(NAME_ENTRY))
    names.set(Number(number), single ?? double ?? '');
  return names;
}
