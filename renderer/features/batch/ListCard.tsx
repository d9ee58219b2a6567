import { useSession } from '../../session/session.ts';
import { useBatch, type OpenList } from '../../stores/batch.ts';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Card } from '../../ui/Card.tsx';
import { DropZone } from '../../ui/DropZone.tsx';
import { ListIcon } from './icons.tsx';

/** How encodings are called. */
const ENCODINGS: Readonly<Record<OpenList['content']['encoding'], string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  shift_jis: 'Shift_JIS',
  'windows-1252': 'Windows-1252',
};

/** Which list, and where to get one. */
export function ListCard({ open }: { open: OpenList | null }) {
  const { words, language } = useText();
  const { batch } = useSession();
  const isStarting = useBatch((store) => store.starting);
  const { list } = words.batch;
  const number = (value: number): string => formatNumber(value, language);
  const { countRows, countColumns } = list;
  return (
    <Card id="batch-file" icon={<ListIcon />} title={list.title}>
      {open ? (
        <div className="batch-file">
          <p className="batch-file-name selectable">{open.media.name}</p>
          <p className="material-detail">
            {list.facts(
              countRows(open.content.rows.length, number(open.content.rows.length)),
              countColumns(open.content.headings.length),
              ENCODINGS[open.content.encoding],
            )}
          </p>
          <div className="batch-buttons">
            <button
              type="button"
              className="button-small"
              disabled={isStarting}
              onClick={() => void batch.chooseList()}
            >
              {list.another}
            </button>
            <button
              type="button"
              className="button-small"
              disabled={isStarting}
              onClick={() => void batch.readAgain()}
            >
              {list.again}
            </button>
          </div>
        </div>
      ) : (
        <>
          <DropZone
            label={list.drop}
            action={list.choose}
            note={list.formats}
            onChoose={() => void batch.chooseList()}
          />
          <div className="batch-buttons">
            <button
              type="button"
              className="button-small"
              onClick={() => void batch.saveSample(words.batch.sample())}
            >
              {list.sample}
            </button>
            <span className="material-detail">{list.sampleHint}</span>
          </div>
        </>
      )}
    </Card>
  );
}
