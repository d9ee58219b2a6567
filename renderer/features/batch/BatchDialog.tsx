import { useEffect } from 'react';
import { useSession } from '../../session/session.ts';
import { useBatch } from '../../stores/batch.ts';
import { useSpoken } from '../../stores/spoken.ts';
import { useView } from '../../stores/view.ts';
import { errorText } from '../../text/errorText.ts';
import { useText } from '../../text/useText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { PrepareView } from './PrepareView.tsx';
import { ReviewView } from './ReviewView.tsx';

/** One video for everyone on a list: what is prepared, and what was made of it. */
export function BatchDialog() {
  const { words, language } = useText();
  const { batch: actions, spoken } = useSession();
  const isOpen = useView((store) => store.dialog === 'batch');
  const text = words.batch;
  useEffect(() => {
    if (!isOpen) return;
    void actions.prepare(language);
    if (!useSpoken.getState().speakers) void spoken.loadSpeakers();
  }, [isOpen, actions, spoken, language]);

  return (
    <Dialog name="batch" title={text.title} close={text.close} look="full">
      <BatchBody />
    </Dialog>
  );
}

function BatchBody() {
  const { words } = useText();
  const view = useBatch((store) => store.view);
  const problem = useBatch((store) => store.problem);
  const hasBatch = useBatch((store) => store.batch !== null);
  const text = words.batch;
  return (
    <div className="batch" data-testid="batch">
      {hasBatch && (
        <div className="batch-views">
          <Choices
            legend={text.views.label}
            hideLegend
            look="bar"
            value={view}
            onChoose={(value) => useBatch.setState({ view: value })}
            choices={[
              { value: 'prepare', label: text.views.prepare },
              { value: 'review', label: text.views.review },
            ]}
          />
        </div>
      )}
      {problem && <Alert {...errorText(problem.error, words, problem.fileName)} />}
      {view === 'review' && hasBatch ? <ReviewView /> : <PrepareView />}
    </div>
  );
}
