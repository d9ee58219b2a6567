import { useEffect, useRef } from 'react';
import { useSession } from '../../session/session.ts';
import { useProjectFile, type ProjectQuestion } from '../../stores/projectFile.ts';
import { ChangedQuestion } from './ChangedQuestion.tsx';
import { MissingQuestion } from './MissingQuestion.tsx';
import { RecoveryQuestion } from './RecoveryQuestion.tsx';
import { TemplateQuestion } from './TemplateQuestion.tsx';
import { UnsavedQuestion } from './UnsavedQuestion.tsx';

/** What has to be decided before the work goes on: over everything else, and never closed without an answer. */
export function QuestionDialog() {
  const { projects } = useSession();
  const question = useProjectFile((store) => store.question);
  const dialog = useRef<HTMLDialogElement>(null);
  const kind = question?.kind ?? null;
  useEffect(() => {
    if (kind === null) {
      dialog.current?.close();
      return;
    }
    if (dialog.current?.open === false) dialog.current.showModal();
    dialog.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [kind]);

  return (
    <dialog
      className="dialog question"
      data-kind={kind ?? undefined}
      ref={dialog}
      role={kind === 'template' ? 'dialog' : 'alertdialog'}
      aria-labelledby="question-title"
      aria-describedby="question-text"
      onCancel={(event) => {
        event.preventDefault();
        if (kind === 'missing') void projects.cancelOpening();
        else projects.dismiss();
      }}
    >
      {question && <Content question={question} />}
    </dialog>
  );
}

function Content({ question }: { question: ProjectQuestion }) {
  switch (question.kind) {
    case 'unsaved':
      return <UnsavedQuestion {...question} />;
    case 'changed':
      return <ChangedQuestion {...question} />;
    case 'recovery':
      return <RecoveryQuestion {...question} />;
    case 'missing':
      return <MissingQuestion {...question} />;
    case 'template':
      return <TemplateQuestion template={question.template} />;
  }
}
