import { useState, type KeyboardEvent } from 'react';
import { readClock, writeClock } from './clockText.ts';

/** A moment that can be typed, and moved by arrow keys. */
export function TimeField(props: {
  readonly label: string;
  readonly sec: number;
  readonly onChange: (sec: number) => void;
}) {
  const { label, sec, onChange } = props;
  const [typed, setTyped] = useState<string | null>(null);

  function keep(): void {
    const read = typed === null ? null : readClock(typed);
    setTyped(null);
    if (read !== null && read !== sec) onChange(read);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') keep();
    if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation();
      setTyped(null);
    }
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const step = event.shiftKey ? 1 : 0.1;
    onChange(Math.max(0, sec + (event.key === 'ArrowUp' ? step : -step)));
  }

  return (
    <input
      className="text-field caption-time numbers"
      inputMode="decimal"
      aria-label={label}
      value={typed ?? writeClock(sec)}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={keep}
      onKeyDown={onKeyDown}
    />
  );
}
