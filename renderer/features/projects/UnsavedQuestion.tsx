import type { UnsavedChoice } from '../../stores/projectFile.ts';
import { useText } from '../../text/useText.ts';
import { QuestionHead } from './QuestionHead.tsx';

export interface UnsavedQuestionProps {
  readonly name: string | null;
  readonly answer: (choice: UnsavedChoice) => void;
}

/** Changes would be lost: save them? */
export function UnsavedQuestion({ name, answer }: UnsavedQuestionProps) {
  const { words } = useText();
  const text = words.projects.unsaved;
  return (
    <>
      <QuestionHead title={text.title(name ?? words.projects.untitled)}>
        <p>{text.text}</p>
      </QuestionHead>
      <div className="question-answers">
        <button type="button" className="button-plain question-apart" onClick={() => answer('discard')}>
          {text.discard}
        </button>
        <button type="button" className="button-plain" onClick={() => answer('cancel')}>
          {text.cancel}
        </button>
        <button type="button" className="button-primary" data-autofocus onClick={() => answer('save')}>
          {text.save}
        </button>
      </div>
    </>
  );
}
