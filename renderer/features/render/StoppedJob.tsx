import { useSession } from '../../session/session.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { AgainIcon, BackIcon } from '../../ui/icons.tsx';
import { useFocusWhenLost } from '../../ui/useFocusWhenLost.ts';

/** A render that was stopped, by the person or by the end of the program: not an error. */
export function StoppedJob({ state }: { state: 'cancelled' | 'interrupted' }) {
  const { words } = useText();
  const { renders } = useSession();
  const setStage = useView((store) => store.setStage);
  const heading = useFocusWhenLost<HTMLHeadingElement>();
  const text = words.result;

  return (
    <section className="panel" role="status" data-testid="render-stopped">
      <h2 className="panel-title" ref={heading} tabIndex={-1}>
        {state === 'cancelled' ? text.cancelledTitle : text.interruptedTitle}
      </h2>
      <p className="panel-message">{state === 'cancelled' ? text.cancelledText : text.interruptedText}</p>
      <div className="panel-actions">
        <button type="button" className="button-primary" onClick={() => setStage('preview')}>
          <BackIcon />
          {text.back}
        </button>
        <button type="button" className="button-plain" onClick={() => void renders.retry()}>
          <AgainIcon />
          {text.retry}
        </button>
      </div>
    </section>
  );
}
