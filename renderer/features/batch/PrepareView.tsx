import { useSession } from '../../session/session.ts';
import { useBatch } from '../../stores/batch.ts';
import { useText } from '../../text/useText.ts';
import { Mizuhiki } from '../../ui/Mizuhiki.tsx';
import { useDropTarget } from '../../ui/useDropTarget.ts';
import { ColumnsCard } from './ColumnsCard.tsx';
import { ListCard } from './ListCard.tsx';
import { OutputCard } from './OutputCard.tsx';
import { RowPreview } from './RowPreview.tsx';
import { RowsTable } from './RowsTable.tsx';
import { StartBar } from './StartBar.tsx';
import { WordsCard } from './WordsCard.tsx';

/** The list, what is said, where the videos go; and every row beforehand. */
export function PrepareView() {
  const { batch } = useSession();
  const open = useBatch((store) => store.open);
  const drop = useDropTarget((files) => void (files[0] && batch.dropList(files[0])));
  return (
    <div className="batch-prepare" data-drop-over={drop.over || undefined} {...drop.handlers}>
      <div className="batch-side">
        <ListCard open={open} />
        {open && <ColumnsCard open={open} />}
        {open && <WordsCard open={open} />}
        {open && <OutputCard open={open} />}
      </div>
      {open ? (
        <div className="batch-main">
          <div className="batch-sight">
            <RowsTable open={open} />
            <RowPreview open={open} />
          </div>
          <StartBar open={open} />
        </div>
      ) : (
        <EmptyList />
      )}
    </div>
  );
}

/** What a list is for. */
function EmptyList() {
  const { words } = useText();
  const { title, text, steps } = words.batch.empty;
  return (
    <div className="batch-empty">
      <Mizuhiki />
      <h3 className="batch-empty-title">{title}</h3>
      <p className="batch-empty-text">{text}</p>
      <ol className="batch-empty-steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}
