import { useSession } from '../../session/session.ts';
import { useAnalysis } from '../../stores/analysis.ts';
import { useProject } from '../../stores/project.ts';
import { errorText } from '../../text/errorText.ts';
import { formatBytes, formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { warningText } from '../../text/warningText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Card } from '../../ui/Card.tsx';
import { DropZone } from '../../ui/DropZone.tsx';
import { PhotoIcon } from '../../ui/icons.tsx';
import { useDropTarget } from '../../ui/useDropTarget.ts';
import { FacePicker } from './FacePicker.tsx';

/** The photo: drop it, see what was found in it, say who speaks. */
export function PhotoCard() {
  const { words, language } = useText();
  const { materials } = useSession();
  const photo = useProject(({ document }) => document.photo);
  const { working, result, problem } = useAnalysis((store) => store.photo);
  const drop = useDropTarget(([file]) => void materials.drop('photo', file));
  const text = words.photo;
  const choose = (): void => void materials.choose('photo');
  const problemText = problem && errorText(problem.error, words, problem.fileName);
  const several = result !== null && result.faces.length > 1;

  return (
    <Card
      id="photo-card"
      title={text.title}
      icon={<PhotoIcon />}
      drop={drop}
      action={
        photo && (
          <button type="button" className="button-quiet" onClick={choose}>
            {text.replace}
          </button>
        )
      }
    >
      {photo && result ? (
        <>
          <div className="material">
            {!several && (
              <img
                className="material-thumb"
                src={result.previewUrl}
                alt={text.alt(photo.name)}
                draggable={false}
              />
            )}
            <div className="material-facts">
              <p className="material-name selectable" dir="auto" title={photo.name}>
                {photo.name}
              </p>
              <p className="material-detail numbers">
                {text.size(formatNumber(result.widthPx, language), formatNumber(result.heightPx, language))}
                {' · '}
                {formatBytes(photo.bytes, language)}
              </p>
              {result.faces.length > 0 && <p className="material-good">{text.faces(result.faces.length)}</p>}
              {result.warnings.map((warning) => (
                <p key={warning} className="material-detail">
                  {warningText(warning, words)}
                </p>
              ))}
            </div>
          </div>
          {several && <FacePicker inspection={result} alt={text.alt(photo.name)} />}
          {result.faces.length === 0 && !working && <Alert message={text.noFace} hint={text.noFaceHint} />}
        </>
      ) : (
        !working && (
          <DropZone label={text.dropHere} action={text.choose} note={text.formats} onChoose={choose} />
        )
      )}
      {working && (
        <p className="working" role="status">
          <span className="working-dot" aria-hidden="true" />
          {text.looking}
        </p>
      )}
      {problemText && <Alert {...problemText} />}
    </Card>
  );
}
