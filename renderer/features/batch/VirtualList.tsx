import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { rowAfterKey, rowsInSight } from './rowsInSight.ts';

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

/** Until it is known how much is seen. */
const FIRST_HEIGHT_PX = 600;

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
