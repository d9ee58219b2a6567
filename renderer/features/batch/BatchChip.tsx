import { useSession } from '../../session/session.ts';
import { progressOf, useBatch } from '../../stores/batch.ts';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { ListIcon } from './icons.tsx';

/** How far a list is while its screen is closed; nothing where no list is being made. */
export function BatchChip() {
  const { words, language } = useText();
  const { batch: actions } = useSession();
  const batch = useBatch((store) => store.batch);
  if (!batch || batch.state === 'ended') return null;
  const { done, total } = progressOf(batch.rows);
  return (
    <button type="button" className="button-bar" onClick={() => actions.show()}>
      <ListIcon />
      {words.batch.progress(formatNumber(done, language), formatNumber(total, language))}
    </button>
  );
}
