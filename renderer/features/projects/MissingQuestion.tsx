import type { ReactNode } from 'react';
import type { MissingMedia } from '../../../shared/contract/projects.ts';
import type { KotohogiError } from '../../../shared/errors.ts';
import { useSession } from '../../session/session.ts';
import { errorText } from '../../text/errorText.ts';
import { useText } from '../../text/useText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { LookIcon, MusicIcon, PhotoIcon, VoiceIcon } from '../../ui/icons.tsx';
import { QuestionHead } from './QuestionHead.tsx';

export interface MissingQuestionProps {
  readonly name: string;
  readonly files: readonly MissingMedia[];
  /** Why the chosen file was not taken. */
  readonly problem: KotohogiError | null;
}

const ICONS: Readonly<Record<MissingMedia['purpose'], ReactNode>> = {
  photo: <PhotoIcon />,
  voice: <VoiceIcon />,
  picture: <LookIcon />,
  music: <MusicIcon />,
};

/** Files that the project uses are not where they were: find them, or go on without. */
export function MissingQuestion({ name, files, problem }: MissingQuestionProps) {
  const { words } = useText();
  const { projects } = useSession();
  const text = words.projects.missing;
  const reasonOf = ({ why, folder }: MissingMedia): string => {
    if (folder === '') return text.goneAnywhere;
    return why === 'gone' ? text.gone(folder) : text.changed(folder);
  };
  return (
    <>
      <QuestionHead title={text.title(files.length)}>
        <p>{text.text(name)}</p>
      </QuestionHead>
      <ul className="missing">
        {files.map((file, index) => (
          <li key={file.id} className="missing-file">
            {ICONS[file.purpose]}
            <div className="missing-words">
              <p className="missing-name selectable" dir="auto">
                {file.name}
              </p>
              <p className="missing-why selectable">
                {text.purposes[file.purpose]} · {reasonOf(file)}
              </p>
            </div>
            <button
              type="button"
              className="button-small button-small-wanted"
              aria-label={text.find(file.name)}
              data-autofocus={index === 0 || undefined}
              onClick={() => void projects.findMissing(file.id)}
            >
              {text.findShort}
            </button>
          </li>
        ))}
      </ul>
      {problem && <Alert {...errorText(problem, words)} />}
      <p className="question-note">{text.withoutNote}</p>
      <div className="question-answers">
        <button
          type="button"
          className="button-plain question-apart"
          onClick={() => void projects.cancelOpening()}
        >
          {text.cancel}
        </button>
        <button type="button" className="button-plain" onClick={() => void projects.openWithoutMissing()}>
          {text.without}
        </button>
      </div>
    </>
  );
}
