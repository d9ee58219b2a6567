import { useEffect, useId } from 'react';
import { useSession } from '../../session/session.ts';
import { useProject } from '../../stores/project.ts';
import { useProjectFile } from '../../stores/projectFile.ts';
import { useSpoken } from '../../stores/spoken.ts';
import { suggestedTexts } from '../../stores/template.ts';
import { useText } from '../../text/useText.ts';

/** What could be said on the occasion of the project, while nothing is written yet. */
export function SuggestedTexts() {
  const { words, language } = useText();
  const { spoken, projects } = useSession();
  const occasion = useProject(({ document }) => document.occasion);
  const isEmpty = useSpoken(({ draft }) => draft.text.trim() === '');
  const templates = useProjectFile((store) => store.templates);
  const heading = useId();
  useEffect(() => {
    // A project that was opened by a double click has never seen the start screen.
    if (useProjectFile.getState().templates.length === 0) void projects.loadStart();
  }, [projects]);

  const template = templates.find(({ id }) => id === occasion?.templateId);
  if (!isEmpty || !occasion || !template || template.texts[language].length === 0) return null;
  return (
    <div className="suggestions">
      <p className="suggestions-title" id={heading}>
        {words.projects.suggestions}
      </p>
      <ul aria-labelledby={heading}>
        {suggestedTexts(template, occasion.name, language).map((text) => (
          <li key={text}>
            <button type="button" className="suggestion" onClick={() => spoken.write({ text, language })}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
