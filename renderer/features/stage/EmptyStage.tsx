import { useSession } from '../../session/session.ts';
import { useAnalysis } from '../../stores/analysis.ts';
import { useText } from '../../text/useText.ts';
import { FilmIcon, LockIcon, PhotoIcon, VoiceIcon } from '../../ui/icons.tsx';
import { Mizuhiki } from '../../ui/Mizuhiki.tsx';

const STEP_ICONS = [PhotoIcon, VoiceIcon, FilmIcon] as const;

/** The first thing a newcomer sees: three steps and a way to try them at once. */
export function EmptyStage() {
  const { words } = useText();
  const { materials } = useSession();
  const busy = useAnalysis(({ photo, voice }) => photo.working !== null || voice.working !== null);
  const text = words.stage;

  return (
    <div className="empty">
      <Mizuhiki />
      <h2 className="empty-title">{text.emptyTitle}</h2>
      <p className="empty-lead">{text.emptyLead}</p>
      <ol className="empty-steps">
        {text.steps.map(({ title, text: explanation }, index) => {
          const StepIcon = STEP_ICONS[index] ?? FilmIcon;
          return (
            <li key={title} className="empty-step">
              <span className="empty-step-icon">
                <StepIcon />
              </span>
              <h3 className="empty-step-title">{title}</h3>
              <p className="empty-step-text">{explanation}</p>
            </li>
          );
        })}
      </ol>
      <button
        type="button"
        className="button-primary"
        disabled={busy}
        onClick={() => void materials.openSample()}
      >
        {text.trySample}
      </button>
      <p className="empty-private">
        <LockIcon />
        {text.private}
      </p>
    </div>
  );
}
