/** Which rows of a long list are drawn, and where keys lead in it. */

/** Rows drawn beyond what is seen, so that scrolling shows no gap. */
const SPARE_ROWS = 6;
/** Where a key leads in a list of `count` rows. @returns index, or null for any other key */
export function rowAfterKey(key: string, index: number, count: number, page: number): number | null {
  const to = (wanted: number): number => Math.min(count - 1, Math.max(0, wanted));
  switch (key) {
    case 'ArrowDown':
      return to(index + 1);
    case 'ArrowUp':
      return to(index - 1);
    case 'PageDown':
      return to(index + page);
    case 'PageUp':
      return to(index - page);
    case 'Home':
      return to(0);
    case 'End':
      return to(count - 1);
    default:
      return null;
  }
}

/** The rows that are drawn. @returns from, and the first beyond */
export function rowsInSight(
  scrollPx: number,
  heightPx: number,
  rowPx: number,
  count: number,
): readonly [from: number, to: number] {
  const from = Math.max(0, Math.floor(scrollPx / rowPx) - SPARE_ROWS);
  return [from, Math.min(count, Math.ceil((scrollPx + heightPx) / rowPx) + SPARE_ROWS)];
}
