import { heardAt, recordedAt, usePlayback } from '../../stores/playback.ts';
import { useProject } from '../../stores/project.ts';
import { mayAddTitle, useTitles, withNewTitle } from '../../stores/titles.ts';
import { useText } from '../../text/useText.ts';
import { Card } from '../../ui/Card.tsx';
import { TitleIcon } from './icons.tsx';
import { TitleRow } from './TitleRow.tsx';

/** Large words over the picture. */
export function TitlesCard() {
  const { words } = useText();
  const titles = useProject(({ document }) => document.titles);
  const mayAdd = useProject(({ document }) => mayAddTitle(document));
  const edit = useProject((store) => store.edit);
  const text = words.picture.titles;

  const add = (): void => {
    const { positionSec, timeMap } = usePlayback.getState();
    const atSec = recordedAt(timeMap, positionSec);
    const id = crypto.randomUUID();
    // Its words are the next to be written.
    useTitles.getState().setEdited(id);
    edit((document) => withNewTitle(document, id, text.first, atSec));
  };
  const goTo = (sec: number): void => {
    const { seek, timeMap } = usePlayback.getState();
    seek(heardAt(timeMap, sec));
  };

  return (
    <Card id="titles-card" title={text.title} icon={<TitleIcon />}>
      <div className="card-buttons">
        <button type="button" className="button-small" disabled={!mayAdd} onClick={add}>
          {text.add}
        </button>
      </div>
      {!mayAdd && <p className="material-detail">{text.full}</p>}
      {titles.length > 0 ? (
        <ol className="titles" aria-label={text.title}>
          {titles.map((title, index) => (
            <TitleRow key={title.id} title={title} number={index + 1} onGoTo={goTo} />
          ))}
        </ol>
      ) : (
        <p className="material-detail">
          <strong>{text.none}</strong> {text.noneHint}
        </p>
      )}
    </Card>
  );
}
