import type { Batch } from '../../../shared/contract/batch.ts';
import { useSession } from '../../session/session.ts';
import { progressOf } from '../../stores/batch.ts';
import { reviewTable } from '../../stores/batchTable.ts';
import { formatNumber, formatTimeLeft } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { AgainIcon, FolderIcon, PauseIcon, PlayIcon } from '../../ui/icons.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { StopIcon } from './icons.tsx';

/** How far all of it is, and what can be done with all of it. */
export function ReviewHead({ batch }: { batch: Batch }) {
  const { words, language } = useText();
  const { batch: actions } = useSession();
  const text = words.batch.review;
  const { done, total, trouble, again, fraction } = progressOf(batch.rows);
  const number = (value: number): string => formatNumber(value, language);
  const { state, etaSec } = batch;
  const isRunning = state === 'running';
  const time = etaSec === null ? text.noEta : text.eta(formatTimeLeft(etaSec, language));
  return (
    <header className="batch-head">
      <div className="batch-head-line">
        <p className="batch-count" role="status">
          {text.counts(number(done), number(total))}
          {trouble > 0 && <span className="batch-trouble">{text.trouble(number(trouble))}</span>}
        </p>
        <p className="batch-small">{isRunning ? time : text.states[state]}</p>
        <div className="batch-head-tools">
          {isRunning && (
            <button type="button" className="button-small" onClick={() => void actions.control('pause')}>
              <PauseIcon />
              {text.pause}
            </button>
          )}
          {(state === 'paused' || state === 'interrupted') && (
            <button
              type="button"
              className="button-small button-small-main"
              onClick={() => void actions.control('continue')}
            >
              <PlayIcon />
              {text.continue}
            </button>
          )}
          {state !== 'ended' && (
            <button type="button" className="button-small" onClick={() => void actions.control('cancel')}>
              <StopIcon />
              {text.cancel}
            </button>
          )}
          {state === 'ended' && again > 0 && (
            <button
              type="button"
              className="button-small button-small-main"
              onClick={() => void actions.control('again')}
            >
              <AgainIcon />
              {text.again(again)}
            </button>
          )}
          <button type="button" className="button-small" onClick={() => void actions.reveal(null)}>
            <FolderIcon />
            {text.sheet}
          </button>
          <button
            type="button"
            className="button-small"
            onClick={() => void actions.saveTable(reviewTable(batch.rows, words))}
          >
            {text.table}
          </button>
        </div>
      </div>
      <ProgressBar label={text.overall} fraction={fraction} />
      <p className="material-detail selectable">{batch.outFolder}</p>
    </header>
  );
}
