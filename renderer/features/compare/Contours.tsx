import { useImperativeHandle, useMemo, useRef, type KeyboardEvent, type PointerEvent, type Ref } from 'react';
import { useCompare } from '../../stores/compare.ts';
import { formatClock, formatDuration, formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { measureText } from '../expression/MeasuresTable.tsx';
import { contourPath, contourScale, heightOf, pitchMarks } from './contours.ts';
import type { BoardVoice } from './useVoices.ts';

/** One press of an arrow key, seconds; with Shift. */
const STEP_SEC = 0.5;
const LEAP_SEC = 3;

export interface ContoursHandle {
  /** Puts the playhead there; not through React, because it moves with every picture of the screen. */
  readonly moveTo: (recordedSec: number) => void;
}

export interface ContoursProps {
  readonly voices: readonly BoardVoice[];
  readonly names: readonly string[];
  /** Curves would give names away. */
  readonly hidden: boolean;
  readonly heightPx: number;
  readonly ref: Ref<ContoursHandle>;
}

/** The pitch of all voices over the words they have in common, and the playhead, which can be moved. */
export function Contours({ voices, names, hidden, heightPx, ref }: ContoursProps) {
  const { words, language } = useText();
  const text = words.compare;
  const field = useRef<HTMLDivElement>(null);
  const playhead = useRef<HTMLDivElement>(null);
  const recordedSec = useCompare((store) => store.recordedSec);
  const leadId = useCompare((store) => store.leadId);
  const seek = useCompare((store) => store.seek);
  const durationSec = voices.find(({ take }) => take)?.take?.recorded.durationSec ?? 0;
  const drawn = useMemo(() => {
    const takes = voices.flatMap(({ take }) => take ?? []);
    const scale = contourScale(takes, durationSec);
    return { scale, paths: voices.map(({ take }) => (take ? contourPath(take, scale) : '')) };
  }, [voices, durationSec]);

  const shareOf = (sec: number): number => (durationSec > 0 ? Math.min(1, sec / durationSec) : 0);
  useImperativeHandle(ref, () => ({
    moveTo(sec) {
      if (playhead.current) playhead.current.style.left = `${shareOf(sec) * 100}%`;
    },
  }));

  function seekTo(event: PointerEvent): void {
    const box = field.current?.getBoundingClientRect();
    if (!box || durationSec === 0) return;
    seek(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * durationSec);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const step = event.shiftKey ? LEAP_SEC : STEP_SEC;
    const to = {
      ArrowRight: recordedSec + step,
      ArrowUp: recordedSec + step,
      ArrowLeft: recordedSec - step,
      ArrowDown: recordedSec - step,
      Home: 0,
      End: durationSec,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    seek(Math.min(durationSec, Math.max(0, to)));
  }

  const description = voices.flatMap(({ take }, i) =>
    take
      ? [
          text.contourOf(
            names[i],
            measureText('median', take.measures, words, language),
            measureText('range', take.measures, words, language),
          ),
        ]
      : [],
  );

  return (
    <div className="contours" style={{ height: heightPx }}>
      <div
        className="contours-field"
        ref={field}
        role="slider"
        tabIndex={0}
        aria-label={text.position}
        aria-valuemin={0}
        aria-valuemax={Math.round(durationSec * 10) / 10}
        aria-valuenow={Math.round(recordedSec * 10) / 10}
        aria-valuetext={`${formatClock(recordedSec)} / ${formatDuration(durationSec, language)}`}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          seekTo(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event);
        }}
      >
        {hidden ? (
          <p className="contours-hidden">{text.contoursHidden}</p>
        ) : (
          <>
            {pitchMarks(drawn.scale).map((hz) => (
              <div
                key={hz}
                className="contours-mark numbers"
                style={{ top: `${heightOf(hz, drawn.scale) * 100}%` }}
              >
                <span>{words.expression.outcome.hertz(formatNumber(hz, language))}</span>
              </div>
            ))}
            <svg
              className="contours-curves"
              viewBox="0 0 1000 100"
              preserveAspectRatio="none"
              role="img"
              aria-label={text.contoursAlt(description.join(' '))}
            >
              {drawn.paths.map((path, i) => (
                <path
                  key={voices[i].id}
                  className="contour"
                  data-voice={i + 1}
                  data-lead={voices[i].id === leadId || undefined}
                  d={path}
                />
              ))}
            </svg>
          </>
        )}
        <div
          className="contours-playhead"
          ref={playhead}
          style={{ left: `${shareOf(recordedSec) * 100}%` }}
        />
      </div>
    </div>
  );
}
