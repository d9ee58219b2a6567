import { useText } from '../../text/useText.ts';
import { PhotoIcon } from '../../ui/icons.tsx';

/** There is a voice and no face yet. */
export function WaitingStage() {
  const { words } = useText();
  return (
    <div className="empty">
      <span className="empty-step-icon empty-step-icon-large">
        <PhotoIcon />
      </span>
      <h2 className="empty-title">{words.stage.waitingPhoto}</h2>
      <p className="empty-lead">{words.stage.waitingPhotoHint}</p>
    </div>
  );
}
