import { useSession } from '../../session/session.ts';
import { useBatch, type OpenList } from '../../stores/batch.ts';
import { useProject } from '../../stores/project.ts';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { FilmIcon } from '../../ui/icons.tsx';

/** What would be made, and the button that makes it. */
export function StartBar({ open }: { open: OpenList }) {
  const { words, language } = useText();
  const { batch: actions } = useSession();
  const { check, checking, starting, batch } = useBatch();
  const hasPhoto = useProject(({ document }) => document.photo !== null);
  const { start, columns, words: said } = words.batch;
  const number = (value: number): string => formatNumber(value, language);
  const isBusy = batch?.state === 'running' || batch?.state === 'paused';
  const ready = check?.ready ?? 0;
  const lacksPhoto = !hasPhoto && open.mapping.photo === undefined;

  function line(): string {
    if (isBusy) return start.busy;
    if (open.mapping.name === undefined) return columns.noName;
    if (check && lacksPhoto) return start.noPhoto;
    if (check)
      return check.problems.length === 0
        ? start.allReady(number(ready))
        : start.summary(number(ready), number(check.problems.length));
    return checking && checking.total > 0
      ? start.checking(number(checking.done), number(checking.total))
      : '';
  }

  return (
    <footer className="batch-start">
      <p className="batch-start-line" role="status">
        {line()}
        {!hasPhoto && !lacksPhoto && <span className="material-detail">{said.noTemplate}</span>}
      </p>
      <button
        type="button"
        className="button-primary"
        disabled={isBusy || starting || ready === 0}
        onClick={() => void actions.start()}
      >
        <FilmIcon />
        {start.button(ready)}
      </button>
    </footer>
  );
}
