import { useAnalysis } from '../../stores/analysis.ts';
import { useText } from '../../text/useText.ts';
import { PhotoIcon } from '../../ui/icons.tsx';

/** There is a voice and no face yet. */
export function WaitingStage() {
  const { words } = useText();
  const looking = useAnalysis(({ photo }) => photo.working !== null);
  return (
    <div className="empty">
      <span className="empty-step-icon empty-step-icon-large">
        <PhotoIcon />
      </span>
      <h2 className="empty-title">{looking ? words.photo.looking : words.stage.waitingPhoto}</h2>
      {!looking && <p className="empty-lead">{words.stage.waitingPhotoHint}</p>}
    </div>
  );
}
