import type { Job } from '../../../shared/contract/jobs.ts';
import { useSession } from '../../session/session.ts';
import { useView } from '../../stores/view.ts';
import { errorText } from '../../text/errorText.ts';
import { useText } from '../../text/useText.ts';
import { AgainIcon, BackIcon, WarningIcon } from '../../ui/icons.tsx';
import { useFocusWhenLost } from '../../ui/useFocusWhenLost.ts';

/** A render that did not work out: why, what to do, and the way to do it. */
export function FailedJob({ job }: { job: Job }) {
  const { words } = useText();
  const { renders, diagnostics } = useSession();
  const setStage = useView((store) => store.setStage);
  const heading = useFocusWhenLost<HTMLHeadingElement>();
  const text = words.result;
  // With the same file or folder it would fail the same way again.
  const changeFirst = job.error?.kind === 'input';
  const reason = job.error && errorText(job.error, words);

  return (
    <section className="panel" role="alert" data-testid="render-failed">
      <span className="panel-mark panel-mark-bad">
        <WarningIcon />
      </span>
      <h2 className="panel-title" ref={heading} tabIndex={-1}>
        {text.failedTitle}
      </h2>
      {reason && (
        <div className="selectable">
          <p className="panel-message">{reason.message}</p>
          <p className="panel-hint">{reason.hint}</p>
        </div>
      )}
      <div className="panel-actions">
        <button
          type="button"
          className={changeFirst ? 'button-primary' : 'button-plain'}
          onClick={() => setStage('preview')}
        >
          <BackIcon />
          {text.back}
        </button>
        <button
          type="button"
          className={changeFirst ? 'button-plain' : 'button-primary'}
          onClick={() => void renders.retry()}
        >
          <AgainIcon />
          {text.retry}
        </button>
      </div>
      <button type="button" className="button-quiet" onClick={() => void diagnostics.collect(job.id)}>
        {words.diagnostics.open}
      </button>
      {job.logTail.length > 0 && (
        <details className="panel-details">
          <summary>{text.technical}</summary>
          <pre className="selectable" tabIndex={0}>
            {job.logTail.join('\n')}
          </pre>
        </details>
      )}
    </section>
  );
}
