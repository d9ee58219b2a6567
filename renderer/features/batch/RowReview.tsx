import type { BatchRowView } from '../../../shared/contract/batch.ts';
import { useSession } from '../../session/session.ts';
import { remarksOf } from '../../stores/batchTable.ts';
import { formatDuration, formatPercent } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { AgainIcon, CheckIcon, FolderIcon } from '../../ui/icons.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { StopIcon } from './icons.tsx';

/** One row under review: its video, what was measured, and the verdict. */
export function RowReview({ row }: { row: BatchRowView | null }) {
  const { words, language } = useText();
  const text = words.batch.review;
  if (!row)
    return (
      <aside className="batch-preview">
        <p className="batch-note">{text.choose}</p>
      </aside>
    );
  const { line, name, state, outUrl, durationSec, confidence, parts, fraction, wasThere, videoName } = row;
  const title = words.batch.preview.title(String(line), name);
  const remarks = remarksOf(row, words);
  return (
    <aside className="batch-preview" aria-label={title} data-testid="row-review">
      <h3 className="batch-heading">{title}</h3>
      <div className="batch-picture">
        {outUrl === null ? (
          <p className="batch-note">{text.rowStates[state]}</p>
        ) : (
          <video
            key={outUrl}
            className="batch-video"
            src={outUrl}
            controls
            preload="metadata"
            aria-label={text.video(name)}
          />
        )}
      </div>
      {state === 'running' && <ProgressBar label={text.progress(name)} fraction={fraction ?? 0} />}
      <RowTools row={row} />
      <dl className="batch-facts">
        {videoName !== null && <Fact name={words.batch.preview.file} value={videoName} />}
        {durationSec !== null && <Fact name={text.duration} value={formatDuration(durationSec, language)} />}
        {state === 'done' && (
          <Fact
            name={text.confidence}
            value={confidence === null ? text.notComputed : formatPercent(confidence, language)}
          />
        )}
        {wasThere && <Fact name={text.reused} value={text.wasThere} />}
        {parts && !wasThere && (
          <Fact name={text.reused} value={text.parts(String(parts.known), String(parts.total))} />
        )}
        {row.text !== null && <Fact name={text.text} value={row.text} />}
      </dl>
      {remarks.length > 0 && (
        <ul className="batch-problems" aria-label={text.remarks} data-state={state}>
          {remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
    </aside>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="selectable" dir="auto">
        {value}
      </dd>
    </div>
  );
}

/** What can be done with one row. */
function RowTools({ row: { line, name, state, mark } }: { row: BatchRowView }) {
  const { words } = useText();
  const { batch } = useSession();
  const text = words.batch.review;
  const isMissing = state === 'failed' || state === 'cancelled';
  return (
    <div className="batch-buttons">
      {state === 'done' &&
        (['fine', 'redo'] as const).map((verdict) => (
          <button
            key={verdict}
            type="button"
            className="button-small batch-mark"
            aria-pressed={mark === verdict}
            onClick={() => void batch.mark(line, mark === verdict ? null : verdict)}
          >
            {verdict === 'fine' ? <CheckIcon /> : <AgainIcon />}
            {text.marks[verdict]}
          </button>
        ))}
      {state === 'done' && (
        <button
          type="button"
          className="button-small"
          aria-label={text.reveal(name)}
          title={text.reveal(name)}
          onClick={() => void batch.reveal(line)}
        >
          <FolderIcon />
        </button>
      )}
      {isMissing && (
        <button
          type="button"
          className="button-small"
          aria-label={text.retryRow(name)}
          onClick={() => void batch.retryRow(line)}
        >
          <AgainIcon />
          {text.again(1)}
        </button>
      )}
      {(state === 'waiting' || state === 'running') && (
        <button type="button" className="button-small" onClick={() => void batch.cancelRow(line)}>
          <StopIcon />
          {text.cancelRow(name)}
        </button>
      )}
    </div>
  );
}
