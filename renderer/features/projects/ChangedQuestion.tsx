import type { ChangedChoice } from '../../stores/projectFile.ts';
import { useText } from '../../text/useText.ts';
import { QuestionHead } from './QuestionHead.tsx';

export interface ChangedQuestionProps {
  readonly name: string;
  readonly answer: (choice: ChangedChoice) => void;
}

/** Another program has changed the project file meanwhile. */
export function ChangedQuestion({ name, answer }: ChangedQuestionProps) {
  const { words } = useText();
  const text = words.projects.changed;
  return (
    <>
      <QuestionHead title={text.title(name)}>
        <p>{text.text}</p>
      </QuestionHead>
      <div className="question-answers">
        <button type="button" className="button-plain question-apart" onClick={() => answer('replace')}>
          {text.replace}
        </button>
        <button type="button" className="button-plain" onClick={() => answer('cancel')}>
          {text.cancel}
        </button>
        <button type="button" className="button-primary" data-autofocus onClick={() => answer('elsewhere')}>
          {text.elsewhere}
        </button>
      </div>
    </>
  );
}
