import { useEffect, useId, type ReactNode } from 'react';
import { useSession } from '../../session/session.ts';
import { useProject } from '../../stores/project.ts';
import { useProjectFile } from '../../stores/projectFile.ts';
import { suggestedTexts } from '../../stores/template.ts';
import { useText } from '../../text/useText.ts';
import { asOffered, fillName } from '../words/fillName.ts';

/**
 * What could be said on the occasion of the project, with the name filled in where it is known.
 * @param otherwise shown where the project has no occasion, or one without words
 */
export function SuggestedTexts({ otherwise }: { otherwise: ReactNode }) {
  const { words, language } = useText();
  const { spoken, projects } = useSession();
  const occasion = useProject(({ document }) => document.occasion);
  const templates = useProjectFile((store) => store.templates);
  const heading = useId();
  useEffect(() => {
    // A project that was opened by a double click has never seen the start screen.
    if (useProjectFile.getState().templates.length === 0) void projects.loadStart();
  }, [projects]);

  const template = templates.find(({ id }) => id === occasion?.templateId);
  if (!occasion || !template || template.texts[language].length === 0) return otherwise;

  function take(text: string): void {
    spoken.write({ text, language });
    fillName(text);
  }

  return (
    <div className="occasion-texts">
      <p className="occasion-texts-title" id={heading}>
        {words.projects.suggestions}
      </p>
      <ul aria-labelledby={heading}>
        {suggestedTexts(template, occasion.name, language).map((text) => (
          <li key={text}>
            <button type="button" className="occasion-text" onClick={() => take(text)}>
              {asOffered(text)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
