import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

export interface VirtualListProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  /** Every row is this high. */
  readonly rowPx: number;
  readonly idOf: (row: Row) => number;
  readonly selected: number | null;
  readonly onSelect: (id: number) => void;
  readonly children: (row: Row) => ReactNode;
  /** Shown where there is no row. */
  readonly empty: string;
}

/** Rows drawn beyond what is seen, so that scrolling shows no gap. */
const SPARE_ROWS = 6;
/** Until it is known how much is seen. */
const FIRST_HEIGHT_PX = 600;

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

/** A list of thousands of rows of which only those in sight are there: one stop of Tab, arrows inside. */
export function VirtualList<Row>(props: VirtualListProps<Row>) {
  const { label, rows, rowPx, idOf, selected, onSelect, children, empty } = props;
  const room = useRef<HTMLDivElement>(null);
  const [scrollPx, setScrollPx] = useState(0);
  const [heightPx, setHeightPx] = useState(FIRST_HEIGHT_PX);
  useEffect(() => {
    const element = room.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeightPx(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const index = rows.findIndex((row) => idOf(row) === selected);
  const [from, to] = rowsInSight(scrollPx, heightPx, rowPx, rows.length);

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(heightPx / rowPx) - 1);
    const next = rowAfterKey(event.key, index, rows.length, page);
    if (next === null || rows.length === 0) return;
    event.preventDefault();
    onSelect(idOf(rows[next]));
    const element = room.current;
    if (!element) return;
    const topPx = next * rowPx;
    if (topPx < element.scrollTop) element.scrollTop = topPx;
    else if (topPx + rowPx > element.scrollTop + element.clientHeight)
      element.scrollTop = topPx + rowPx - element.clientHeight;
  }

  const isInSight = index >= from && index < to;
  return (
    <div
      className="batch-list"
      ref={room}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      {...(isInSight && { 'aria-activedescendant': `batch-row-${idOf(rows[index])}` })}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget }) => setScrollPx(currentTarget.scrollTop)}
    >
      {rows.length === 0 && <p className="batch-list-empty">{empty}</p>}
      <div className="batch-list-whole" role="presentation" style={{ height: rows.length * rowPx }}>
        {rows.slice(from, to).map((row, offset) => {
          const id = idOf(row);
          return (
            // Keys are those of the list, which has the focus.
            <div
              key={id}
              id={`batch-row-${id}`}
              className="batch-row"
              role="option"
              aria-selected={id === selected}
              aria-posinset={from + offset + 1}
              aria-setsize={rows.length}
              style={{ top: (from + offset) * rowPx, height: rowPx }}
              onClick={() => onSelect(id)}
            >
              {children(row)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
