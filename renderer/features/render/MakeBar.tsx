import { useReadiness } from '../../session/readiness.ts';
import { useSession } from '../../session/session.ts';
import { useAnalysis } from '../../stores/analysis.ts';
import { isUnderWay, useCurrentJob } from '../../stores/jobs.ts';
import { useProject } from '../../stores/project.ts';
import { SHAPE_SIZES } from '../../stores/projectDocument.ts';
import { formatDuration } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { FilmIcon } from '../../ui/icons.tsx';

/** The one big button, and a line that says what is missing. */
export function MakeBar() {
  const { words, language } = useText();
  const { renders } = useSession();
  const readiness = useReadiness();
  const job = useCurrentJob();
  const shape = useProject(({ document }) => document.shape);
  const durationSec = useAnalysis(({ voice }) => voice.result?.durationSec ?? 0);
  const busy = job !== null && isUnderWay(job.state);
  const { widthPx, heightPx } = SHAPE_SIZES[shape];
  const text = words.make;
  const line = busy
    ? ''
    : readiness === 'ready'
      ? text.ready(formatDuration(durationSec, language), `${widthPx} × ${heightPx}`)
      : text[readiness];

  return (
    <div className="makebar" data-tour="make">
      <button
        type="button"
        className="button-primary makebar-button"
        disabled={readiness !== 'ready' || busy}
        aria-describedby="makebar-line"
        onClick={() => void renders.start()}
      >
        <FilmIcon />
        {busy ? text.working : text.button}
      </button>
      <p className="makebar-line numbers" id="makebar-line" role="status">
        {line}
      </p>
    </div>
  );
}
