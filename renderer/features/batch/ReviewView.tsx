import type { BatchRowView } from '../../../shared/contract/batch.ts';
import { isShown, useBatch } from '../../stores/batch.ts';
import { remarksOf } from '../../stores/batchTable.ts';
import { formatDuration, formatPercent } from '../../text/format.ts';
import { REVIEW_FILTERS } from '../../text/enBatch.ts';
import { useText } from '../../text/useText.ts';
import { Choices } from '../../ui/Choices.tsx';
import { ReviewHead } from './ReviewHead.tsx';
import { RowReview } from './RowReview.tsx';
import { VirtualList } from './VirtualList.tsx';

const ROW_PX = 76;

/** Every row with its video: how far it is, and what is to be thought of it. */
export function ReviewView() {
  const { words } = useText();
  const batch = useBatch((store) => store.batch);
  const filter = useBatch((store) => store.filter);
  const line = useBatch((store) => store.line);
  const text = words.batch.review;
  if (!batch) return <p className="batch-note">{text.none}</p>;
  const rows = batch.rows.filter((row) => isShown(row, filter));
  return (
    <div className="batch-review">
      <ReviewHead batch={batch} />
      <div className="batch-sight">
        <section className="batch-table" aria-label={words.batch.rows.label}>
          <div className="batch-table-tools">
            <Choices
              legend={text.filter}
              hideLegend
              look="bar"
              value={filter}
              onChoose={(value) => useBatch.setState({ filter: value })}
              choices={REVIEW_FILTERS.map((value) => ({ value, label: text.filters[value] }))}
            />
          </div>
          <VirtualList
            label={words.batch.rows.label}
            rows={rows}
            rowPx={ROW_PX}
            idOf={(row) => row.line}
            selected={line}
            onSelect={(selected) => useBatch.setState({ line: selected })}
            empty={text.nothing}
          >
            {(row) => <ReviewRow row={row} />}
          </VirtualList>
        </section>
        <RowReview row={batch.rows.find((row) => row.line === line) ?? null} />
      </div>
    </div>
  );
}

/** Seconds into the video: past a title that is only coming. */
const THUMBNAIL_SEC = 0.6;

function ReviewRow({ row }: { row: BatchRowView }) {
  const { words, language } = useText();
  const text = words.batch.review;
  const { line, name, state, outUrl, durationSec, confidence, parts, warnings, mark, fraction, wasThere } =
    row;
  const isDone = state === 'done';
  const facts = !isDone
    ? remarksOf(row, words)
    : [
        durationSec === null ? null : formatDuration(durationSec, language),
        confidence === null ? text.notComputed : text.confidenceOf(formatPercent(confidence, language)),
        wasThere ? text.wasThere : parts && text.parts(String(parts.known), String(parts.total)),
        warnings.length > 0 ? text.warnings(warnings.length) : null,
      ].filter((fact) => fact !== null);
  return (
    <span className="batch-reviewed" data-state={state}>
      <span className="batch-thumb" aria-hidden="true">
        {outUrl !== null && (
          <video src={`${outUrl}#t=${THUMBNAIL_SEC}`} preload="metadata" muted tabIndex={-1} />
        )}
      </span>
      <span className="batch-reviewed-text">
        <span className="batch-reviewed-name" dir="auto">
          {name || words.batch.preview.title(String(line), '')}
        </span>
        <span className="batch-reviewed-facts">{facts.join(' · ')}</span>
        {fraction !== null && state === 'running' && (
          <span className="batch-bar" aria-hidden="true">
            <span style={{ transform: `scaleX(${fraction})` }} />
          </span>
        )}
      </span>
      {mark && (
        <span className={mark === 'fine' ? 'tag tag-accent' : 'tag tag-damaged'}>{text.marks[mark]}</span>
      )}
      <span className="batch-state">
        {text.rowStates[state]}
        {fraction !== null && state === 'running' && ` ${formatPercent(fraction, language)}`}
      </span>
    </span>
  );
}
