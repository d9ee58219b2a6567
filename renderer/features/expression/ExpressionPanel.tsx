import { useProject } from '../../stores/project.ts';
import { useText } from '../../text/useText.ts';
import { ExpressionCard } from './ExpressionCard.tsx';
import { ExpressionIcon } from './icons.tsx';
import { OutcomeCard } from './OutcomeCard.tsx';
import { TuningCard } from './TuningCard.tsx';
import { useTakeAtRest } from './useCurrentTake.ts';

/** How the voice speaks, and how that turned out. */
export function ExpressionPanel() {
  const { words } = useText();
  useTakeAtRest();
  const hasVoice = useProject(({ document }) => document.voice !== null);
  if (!hasVoice)
    return (
      <div className="panel-empty">
        <span className="panel-empty-icon">
          <ExpressionIcon />
        </span>
        <p className="panel-empty-title">{words.expression.empty}</p>
        <p className="panel-empty-text">{words.expression.emptyHint}</p>
      </div>
    );
  return (
    <>
      <ExpressionCard />
      <OutcomeCard />
      <TuningCard />
    </>
  );
}
