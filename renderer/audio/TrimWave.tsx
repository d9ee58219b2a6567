import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { formatClock } from '../text/format.ts';

export interface TrimWaveProps {
  /** Largest absolute sample of equal slices, 0..1. */
  readonly peaks: readonly number[];
  readonly durationSec: number;
  readonly inSec: number;
  readonly outSec: number;
  /** Where it is being played; null: nowhere. */
  readonly positionSec: number | null;
  readonly startLabel: string;
  readonly endLabel: string;
  readonly onChange: (inSec: number, outSec: number) => void;
}

type Edge = 'in' | 'out';

/** One press of an arrow key, in seconds; with Shift. */
const STEP_SEC = 0.01;
const LEAP_SEC = 0.1;
/** Shorter than this nothing can be said. */
const SHORTEST_SEC = 0.2;
/** Bars of the picture; more cannot be told apart. */
const BARS = 160;

/** The largest peak of each of a few bars, drawn so that the loudest nearly fills the height. */
function barsOf(peaks: readonly number[]): readonly number[] {
  const loudest = peaks.reduce((most, peak) => Math.max(most, peak), 0.05);
  const count = Math.min(BARS, Math.max(1, peaks.length));
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * peaks.length) / count);
    const to = Math.max(from + 1, Math.floor(((i + 1) * peaks.length) / count));
    return peaks.slice(from, to).reduce((most, peak) => Math.max(most, peak), 0) / loudest;
  });
}

/** `0:07.43`. */
const preciseClock = (sec: number): string => {
  const hundredths = Math.round(sec * 100);
  return `${formatClock(Math.floor(hundredths / 100))}.${String(hundredths % 100).padStart(2, '0')}`;
};

/** A sound as bars with a handle at either end of what is kept. */
export function TrimWave(props: TrimWaveProps) {
  const { peaks, durationSec, inSec, outSec, positionSec, startLabel, endLabel, onChange } = props;
  const room = useRef<HTMLDivElement>(null);
  const grabbed = useRef<Edge | null>(null);
  const bars = barsOf(peaks);
  const percent = (sec: number): string => `${(100 * sec) / durationSec}%`;

  function move(edge: Edge, sec: number): void {
    const shortest = Math.min(SHORTEST_SEC, durationSec);
    if (edge === 'in') onChange(Math.min(Math.max(0, sec), outSec - shortest), outSec);
    else onChange(inSec, Math.max(Math.min(durationSec, sec), inSec + shortest));
  }

  function onPointer(event: PointerEvent): void {
    const edge = grabbed.current;
    const box = room.current?.getBoundingClientRect();
    if (!edge || !box) return;
    move(edge, ((event.clientX - box.left) / box.width) * durationSec);
  }

  function onKey(edge: Edge, event: KeyboardEvent): void {
    const now = edge === 'in' ? inSec : outSec;
    const step = event.shiftKey ? LEAP_SEC : STEP_SEC;
    const target = {
      ArrowRight: now + step,
      ArrowUp: now + step,
      ArrowLeft: now - step,
      ArrowDown: now - step,
      PageUp: now + 1,
      PageDown: now - 1,
      Home: 0,
      End: durationSec,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    move(edge, target);
  }

  const handle = (edge: Edge) => {
    const sec = edge === 'in' ? inSec : outSec;
    return (
      <div
        className="trim-handle"
        data-edge={edge}
        role="slider"
        tabIndex={0}
        aria-label={edge === 'in' ? startLabel : endLabel}
        aria-valuemin={0}
        aria-valuemax={Math.round(durationSec * 100) / 100}
        aria-valuenow={Math.round(sec * 100) / 100}
        aria-valuetext={preciseClock(sec)}
        style={{ left: percent(sec) }}
        onKeyDown={(event) => onKey(edge, event)}
        onPointerDown={(event) => {
          grabbed.current = edge;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={onPointer}
        onPointerUp={() => (grabbed.current = null)}
        onPointerCancel={() => (grabbed.current = null)}
      >
        <span className="trim-time numbers">{preciseClock(sec)}</span>
      </div>
    );
  };

  return (
    <div className="trim" ref={room}>
      <svg
        className="trim-bars"
        viewBox={`0 0 ${bars.length} 100`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {bars.map((size, i) => {
          const height = Math.max(2, 92 * size);
          const sec = ((i + 0.5) * durationSec) / bars.length;
          return (
            <rect
              key={i}
              className={sec >= inSec && sec <= outSec ? 'trim-kept' : 'trim-cut'}
              x={i + 0.18}
              y={50 - height / 2}
              width={0.64}
              height={height}
            />
          );
        })}
      </svg>
      <div className="trim-shade" style={{ left: 0, width: percent(inSec) }} />
      <div className="trim-shade" style={{ left: percent(outSec), right: 0 }} />
      {positionSec !== null && <div className="trim-position" style={{ left: percent(positionSec) }} />}
      {handle('in')}
      {handle('out')}
    </div>
  );
}
