/** Letters that differ in form alone are one: case, width, accents. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLocaleLowerCase();

/**
 * How well a name answers to what was typed: every word typed must be in it, beginnings of words count more.
 * @returns null where it does not; larger is better
 */
export function matchScore(name: string, typed: string): number | null {
  const text = folded(name);
  const wanted = folded(typed).split(/\s+/u).filter(Boolean);
  let score = 0;
  for (const word of wanted) {
    const at = text.indexOf(word);
    if (at < 0) return null;
    const before = text[at - 1];
    score += at === 0 ? 3 : before === undefined || /[\s:・/(]/u.test(before) ? 2 : 1;
  }
  return score;
}

/** Those that answer, the best first; among equals the order stays. */
export function findNamed<Item>(
  items: readonly Item[],
  typed: string,
  nameOf: (item: Item) => string,
): readonly Item[] {
  return items
    .map((item) => ({ item, score: matchScore(nameOf(item), typed) }))
    .filter((row): row is { item: Item; score: number } => row.score !== null)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
