import { useRef, useState } from 'react';
import type { ModelView } from '../../../shared/contract/models.ts';
import { useSession } from '../../session/session.ts';
import { useModels } from '../../stores/models.ts';
import { errorText } from '../../text/errorText.ts';
import { formatBytes } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { CheckIcon } from '../../ui/icons.tsx';
import { LicenceNotice } from './LicenceNotice.tsx';
import { ModelActions } from './ModelActions.tsx';
import { ModelFacts } from './ModelFacts.tsx';
import { ModelProgress } from './ModelProgress.tsx';
import { RemovalQuestion } from './RemovalQuestion.tsx';

/** What is asked before something is done. */
type Question = 'install' | 'import' | 'remove';

/** One model: what it is, how it stands, and what can be done with it. */
export function ModelRow({ model, inUse }: { model: ModelView; inUse: boolean }) {
  const { words, language } = useText();
  const { models } = useSession();
  const work = useModels((store) => store.work[model.id]);
  const outcome = useModels((store) => store.outcomes[model.id]);
  const [question, setQuestion] = useState<Question | null>(null);
  const row = useRef<HTMLLIElement>(null);
  const { id, name, summary, state, notice, acceptedAt, bytes, partialBytes } = model;
  const text = words.models;

  const bring = (kind: 'install' | 'import', accepted: boolean): void =>
    void (kind === 'install' ? models.install(id, accepted) : models.importFile(id, accepted));
  const ask = (kind: 'install' | 'import'): void => {
    const mustAccept = notice !== null && acceptedAt === null;
    if (mustAccept) setQuestion(kind);
    else bring(kind, notice !== null);
  };
  const settle = (): void => {
    setQuestion(null);
    // What had the focus is gone: the keyboard goes on at this model.
    row.current?.focus();
  };

  return (
    <li className="model" ref={row} tabIndex={-1} aria-label={name} data-testid={`model-${id}`}>
      <div className="model-head">
        <h4 className="model-name selectable">{name}</h4>
        {inUse && <span className="tag tag-accent">{text.inUse}</span>}
        <span className={`tag tag-${state}`}>
          {state === 'partial' && bytes !== null
            ? text.partly(formatBytes(partialBytes, language), formatBytes(bytes, language))
            : text.states[state]}
        </span>
        {!work && !question && (
          <ModelActions
            model={model}
            onInstall={() => ask('install')}
            onImport={() => ask('import')}
            onVerify={() => void models.verify(id)}
            onRemove={() => setQuestion('remove')}
          />
        )}
      </div>
      {summary && <p className="model-summary selectable">{summary[language]}</p>}
      <ModelFacts model={model} />
      {work && <ModelProgress model={model} work={work} />}
      {notice && (question === 'install' || question === 'import') && (
        <LicenceNotice
          model={model}
          notice={notice[language]}
          kind={question}
          onAccept={() => {
            settle();
            bring(question, true);
          }}
          onDecline={settle}
        />
      )}
      {question === 'remove' && (
        <RemovalQuestion
          model={model}
          onRemove={() => {
            settle();
            void models.remove(id);
          }}
          onKeep={settle}
        />
      )}
      {outcome?.kind === 'problem' && <Alert {...errorText(outcome.error, words)} />}
      {outcome?.kind === 'intact' && (
        <p className="model-good" role="status">
          <CheckIcon />
          {text.intact}
        </p>
      )}
    </li>
  );
}
