import type { KotohogiError } from '../../../shared/errors.ts';
import { useSession } from '../../session/session.ts';
import { errorText } from '../../text/errorText.ts';
import { formatMoment } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { QuestionHead } from './QuestionHead.tsx';

export interface RecoveryQuestionProps {
  readonly name: string | null;
  readonly keptAtMs: number;
  /** Why it could not be restored. */
  readonly problem: KotohogiError | null;
}

/** The last run did not end by itself: take up the work where it was? */
export function RecoveryQuestion({ name, keptAtMs, problem }: RecoveryQuestionProps) {
  const { words, language } = useText();
  const { projects } = useSession();
  const text = words.projects.recovery;
  return (
    <>
      <QuestionHead title={text.title}>
        <p>{text.text(name ?? words.projects.untitled)}</p>
        <p className="question-note">{text.kept(formatMoment(keptAtMs, language))}</p>
      </QuestionHead>
      {problem && <Alert {...errorText(problem, words, name)} />}
      <div className="question-answers">
        <button
          type="button"
          className="button-plain question-apart"
          onClick={() => void projects.discardRecovery()}
        >
          {text.discard}
        </button>
        <button
          type="button"
          className="button-primary"
          data-autofocus
          onClick={() => void projects.restore()}
        >
          {text.restore}
        </button>
      </div>
    </>
  );
}
