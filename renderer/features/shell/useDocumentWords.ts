import { useEffect } from 'react';
import { useSession } from '../../session/session.ts';
import { useProject } from '../../stores/project.ts';
import { useIsEdited, useProjectFile } from '../../stores/projectFile.ts';
import { useText } from '../../text/useText.ts';

/** What the project is called: by its file, or by itself. */
function useProjectTitle(): { readonly name: string | null; readonly title: string } {
  const name = useProjectFile((store) => store.name);
  const title = useProject(({ document }) => document.title);
  return { name, title };
}

/** Keeps the words outside the page in step: window title, document language, menus and system dialogs. */
export function useDocumentWords(): void {
  const { words, language } = useText();
  const { studio } = useSession();
  const { name, title } = useProjectTitle();
  const isEdited = useIsEdited();

  useEffect(() => {
    document.documentElement.lang = language;
    void studio.useWords({ language, words: words.native });
  }, [language, studio, words]);

  useEffect(() => {
    const project = name ?? (title === '' && isEdited ? words.projects.untitled : title);
    document.title = [isEdited && '•', project, project && '–', words.appName].filter(Boolean).join(' ');
  }, [name, title, isEdited, words]);
}
