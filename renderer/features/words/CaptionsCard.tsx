import { useCallback } from 'react';
import { addCaption } from '../../../shared/captions/editCaptions.ts';
import { useSession } from '../../session/session.ts';
import { useCaptions } from '../../stores/captions.ts';
import { heardAt, recordedAt, usePlayback } from '../../stores/playback.ts';
import { useProject } from '../../stores/project.ts';
import { errorText } from '../../text/errorText.ts';
import { useText } from '../../text/useText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Card } from '../../ui/Card.tsx';
import { useDropTarget } from '../../ui/useDropTarget.ts';
import { CaptionRow } from './CaptionRow.tsx';
import { CaptionIcon } from './icons.tsx';

/** What is shown while it is said. */
export function CaptionsCard() {
  const { words, language } = useText();
  const { captions: actions } = useSession();
  const { items, burnIn } = useProject(({ document }) => document.captions);
  const spoken = useProject(({ document }) => document.spoken);
  const hasVoice = useProject(({ document }) => document.voice !== null);
  const { imported, problem } = useCaptions();
  const shown = usePlayback(({ positionSec, timeMap }) => {
    const sec = recordedAt(timeMap, positionSec);
    return items.findLastIndex(({ startSec, endSec }) => startSec <= sec && sec < endSec);
  });
  const drop = useDropTarget(([file]) => void actions.drop(file));
  const goTo = useCallback((sec: number) => {
    const { seek, timeMap, fps } = usePlayback.getState();
    // The first frame that shows it; rounding may put a moment a little behind a frame's own.
    seek(Math.ceil(heardAt(timeMap, sec) * fps - 1e-6) / fps);
  }, []);
  const text = words.voiceText.captions;

  const add = (): void => {
    const { positionSec, timeMap } = usePlayback.getState();
    const atSec = recordedAt(timeMap, positionSec);
    actions.edit((all) => addCaption(all, atSec, text.newText).captions);
  };

  return (
    <Card
      id="captions-card"
      title={text.title}
      icon={<CaptionIcon />}
      drop={drop}
      action={
        items.length > 0 && (
          <button type="button" className="button-quiet" onClick={actions.clear}>
            {text.clear}
          </button>
        )
      }
    >
      <div className="card-buttons">
        <button type="button" className="button-small" disabled={!hasVoice} onClick={add}>
          {text.add}
        </button>
        <button
          type="button"
          className="button-small"
          disabled={!hasVoice}
          onClick={() => void actions.importFile()}
        >
          {text.importFile}
        </button>
        {items.length > 0 && (
          <>
            <button type="button" className="button-small" onClick={() => void actions.exportFile('srt')}>
              {text.exportSrt}
            </button>
            <button type="button" className="button-small" onClick={() => void actions.exportFile('vtt')}>
              {text.exportVtt}
            </button>
          </>
        )}
      </div>
      {problem && <Alert {...errorText(problem.error, words, problem.fileName)} />}
      {imported && (
        <p className="material-detail" role="status">
          {text.imported(imported.count, imported.fileName)}
          {imported.badLines.length > 0 && ` ${text.badLines(imported.badLines.join(', '))}`}
        </p>
      )}
      {items.length > 0 ? (
        <>
          <label className="check" title={text.burnInHint}>
            <input
              type="checkbox"
              checked={burnIn}
              onChange={({ target }) => actions.setBurnIn(target.checked)}
            />
            {text.burnIn}
          </label>
          <ol className="captions" aria-label={text.count(items.length)}>
            {items.map((caption, index) => (
              <CaptionRow
                key={index}
                caption={caption}
                index={index}
                isLast={index === items.length - 1}
                language={spoken?.language ?? language}
                isShown={index === shown}
                onGoTo={goTo}
              />
            ))}
          </ol>
        </>
      ) : (
        <p className="material-detail">
          <strong>{text.none}</strong> {hasVoice ? text.noneHint : text.needVoice}
        </p>
      )}
    </Card>
  );
}
