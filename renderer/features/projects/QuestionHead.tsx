import type { ReactNode } from 'react';

/** What is asked, in a line, and what there is to know about it. */
export function QuestionHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="question-head">
      <h2 className="question-title" id="question-title">
        {title}
      </h2>
      <div className="question-text" id="question-text">
        {children}
      </div>
    </header>
  );
}
