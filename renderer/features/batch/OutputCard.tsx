import { useId } from 'react';
import { AT_ONCE_RANGE, NAMING_MAX_CHARS } from '../../../shared/contract/batchConstants.ts';
import { useSession } from '../../session/session.ts';
import { useBatch, type OpenList } from '../../stores/batch.ts';
import { useText } from '../../text/useText.ts';
import { Card } from '../../ui/Card.tsx';
import { FolderIcon } from '../../ui/icons.tsx';
import { OriginFields } from '../exports/OriginFields.tsx';

const COUNTS = Array.from({ length: AT_ONCE_RANGE.max }, (_, index) => index + AT_ONCE_RANGE.min);

/** Folder, names, how many videos at once, and what they tell of their making. */
export function OutputCard({ open }: { open: OpenList }) {
  const { words } = useText();
  const { batch } = useSession();
  const { naming, atOnce } = useBatch((store) => store.wishes);
  const { output } = words.batch;
  const [namingHint, atOnceHint] = [useId(), useId()];
  return (
    <Card id="batch-output" icon={<FolderIcon />} title={output.title}>
      <div className="batch-folder">
        <p className="batch-folder-name selectable" title={open.content.outFolder}>
          <span className="visually-hidden">{`${output.folder}: `}</span>
          {open.content.outFolder}
        </p>
        <button type="button" className="button-small" onClick={() => void batch.chooseFolder()}>
          {output.chooseFolder}
        </button>
      </div>
      <label className="batch-field">
        <span className="batch-label">{output.naming}</span>
        <span className="batch-naming">
          <input
            className="batch-input"
            type="text"
            dir="auto"
            maxLength={NAMING_MAX_CHARS}
            value={naming}
            aria-describedby={namingHint}
            onChange={({ target }) => batch.write({ naming: target.value })}
          />
          <span className="material-detail">.mp4</span>
        </span>
        <span className="material-detail" id={namingHint}>
          {output.namingHint}
        </span>
      </label>
      <label className="batch-field">
        <span className="batch-label">{output.atOnce}</span>
        <select
          className="select"
          value={atOnce ?? ''}
          aria-describedby={atOnceHint}
          onChange={({ target }) =>
            batch.write({ atOnce: target.value === '' ? null : Number(target.value) })
          }
        >
          <option value="">{output.atOnceAuto}</option>
          {COUNTS.map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </select>
        <span className="material-detail" id={atOnceHint}>
          {output.atOnceHint}
        </span>
      </label>
      <OriginFields kind="video" />
    </Card>
  );
}
