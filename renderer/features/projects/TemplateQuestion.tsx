import { useState, type SyntheticEvent } from 'react';
import type { ProjectTemplate } from '../../../shared/project/templateSchema.ts';
import { useSession } from '../../session/session.ts';
import { SHAPE_SIZES } from '../../stores/projectDocument.ts';
import { titleText } from '../../stores/template.ts';
import { useText } from '../../text/useText.ts';
import { Silhouette } from '../start/Silhouette.tsx';
import { TemplateArt } from '../start/TemplateArt.tsx';
import { TitlePicture } from '../start/TitlePicture.tsx';
import { QuestionHead } from './QuestionHead.tsx';

/** Room for any name, and for no letter. */
const NAME_MAX_CHARS = 60;

/** Whom it is for, with a look at what will come of it. */
export function TemplateQuestion({ template }: { template: ProjectTemplate }) {
  const { words, language } = useText();
  const { projects } = useSession();
  const [name, setName] = useState('');
  const text = words.projects.template;
  const title = titleText(template, name.trim(), language);
  const { widthPx, heightPx } = SHAPE_SIZES[template.shape];

  function begin(event: SyntheticEvent): void {
    event.preventDefault();
    void projects.beginWith(template, name, language);
  }

  return (
    <form className="new-project" onSubmit={begin}>
      <div className="new-project-room" aria-hidden="true">
        <div className="frame begin-frame" style={{ '--ratio': widthPx / heightPx }}>
          <TemplateArt template={template} asFrame />
          <Silhouette />
          {template.title && title !== null && (
            <TitlePicture {...template.title} text={title} size={{ widthPx, heightPx }} />
          )}
        </div>
      </div>
      <div className="new-project-words">
        <QuestionHead title={template.name[language]}>
          <p>{template.description[language]}</p>
        </QuestionHead>
        {template.title && (
          <label className="new-project-name">
            <span>{text.name}</span>
            <input
              className="field"
              type="text"
              value={name}
              maxLength={NAME_MAX_CHARS}
              placeholder={text.namePlaceholder}
              data-autofocus
              onChange={({ target }) => setName(target.value)}
            />
          </label>
        )}
        <p className="question-note">
          {words.look.shapes[template.shape]} · {text.lead}
        </p>
        <div className="question-answers">
          <button type="button" className="button-plain question-apart" onClick={() => projects.dismiss()}>
            {words.projects.unsaved.cancel}
          </button>
          <button type="submit" className="button-primary" data-autofocus={template.title ? undefined : true}>
            {text.create}
          </button>
        </div>
      </div>
    </form>
  );
}
