import { useEffect } from 'react';
import { useSession } from '../../session/session.ts';
import { useProject } from '../../stores/project.ts';
import { useText } from '../../text/useText.ts';

/** Keeps the words outside the page in step: window title, document language, menus and system dialogs. */
export function useDocumentWords(): void {
  const { words, language } = useText();
  const { studio } = useSession();
  const photoName = useProject(({ document }) => document.photo?.name ?? null);

  useEffect(() => {
    document.documentElement.lang = language;
    void studio.useWords({ language, words: words.native });
  }, [language, studio, words]);

  useEffect(() => {
    document.title = photoName === null ? words.appName : `${photoName} – ${words.appName}`;
  }, [photoName, words]);
}
