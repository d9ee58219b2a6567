/**
 * Finds the spans of a list that reach into a stretch without looking at the others: an hour of speech has thousands,
 * and each is asked about its neighbours.
 * @param spanOf start and end of an item, seconds; items may overlap
 * @returns what gives the items that reach from `fromSec` to `toSec`, edges included, in the order of the list
 */
export function spanIndex<Item>(
  items: readonly Item[],
  spanOf: (item: Item) => readonly [startSec: number, endSec: number],
): (fromSec: number, toSec: number) => readonly Item[] {
  const spans = items.map((item, order) => {
    const [startSec, endSec] = spanOf(item);
    return { item, order, startSec, endSec };
  });
  spans.sort((a, b) => a.startSec - b.startSec);
  const longestSec = spans.reduce((most, { startSec, endSec }) => Math.max(most, endSec - startSec), 0);
  return (fromSec, toSec) => {
    // Whatever begins earlier than the longest lasts has ended.
    let [low, high] = [0, spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (spans[middle].startSec >= fromSec - longestSec) high = middle;
      else low = middle + 1;
    }
    const found: typeof spans = [];
    for (let i = low; i < spans.length && spans[i].startSec <= toSec; i++)
      if (spans[i].endSec >= fromSec) found.push(spans[i]);
    if (found.length > 1) found.sort((a, b) => a.order - b.order);
    return found.map(({ item }) => item);
  };
}
