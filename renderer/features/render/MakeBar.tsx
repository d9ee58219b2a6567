import { useState } from 'react';
import { estimateText } from '../exports/estimateText.ts';
import { ExportIcon } from '../exports/icons.tsx';
import { QueueList } from '../exports/QueueList.tsx';
import { useEstimate } from '../exports/useEstimate.ts';
import { useReadiness } from '../../session/readiness.ts';
import { useSession } from '../../session/session.ts';
import { useAnalysis } from '../../stores/analysis.ts';
import { sizeOf } from '../../stores/exportOrder.ts';
import { useExports } from '../../stores/exports.ts';
import { isUnderWay, useJobs } from '../../stores/jobs.ts';
import { useProject } from '../../stores/project.ts';
import { useView } from '../../stores/view.ts';
import { formatDuration } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { FilmIcon } from '../../ui/icons.tsx';

/** The one big button, the way to everything else that can be made, and a line that says what is missing. */
export function MakeBar() {
  const { words, language } = useText();
  const { renders } = useSession();
  const readiness = useReadiness();
  const busy = useJobs(({ jobs }) => jobs.some(({ state }) => isUnderWay(state)));
  const shape = useProject(({ document }) => document.shape);
  const settings = useExports((store) => store.settings);
  const open = useView((store) => store.open);
  const durationSec = useAnalysis(({ voice }) => voice.result?.durationSec ?? 0);
  const { widthPx, heightPx } = sizeOf(shape, settings.shortSidePx);
  const text = words.make;
  const isReady = readiness === 'ready';
  const [asking, setAsking] = useState(false);

  /** The button rests until the place is known: the keyboard then goes on where the video is made. */
  async function start(): Promise<void> {
    setAsking(true);
    await renders.start().finally(() => setAsking(false));
  }

  return (
    <div className="makebar" data-tour="make">
      <QueueList />
      <div className="makebar-buttons">
        <button
          type="button"
          className="button-primary makebar-button"
          disabled={!isReady || asking}
          aria-describedby="makebar-line"
          onClick={() => void start()}
        >
          <FilmIcon />
          {busy ? words.exporting.enqueue : text.button}
        </button>
        <button
          type="button"
          className="button-plain makebar-more"
          disabled={!isReady}
          aria-label={words.exporting.open}
          title={words.exporting.open}
          aria-haspopup="dialog"
          onClick={() => open('export')}
        >
          <ExportIcon />
        </button>
      </div>
      <p className="makebar-line numbers" id="makebar-line" role="status">
        {isReady
          ? text.ready(formatDuration(durationSec, language), `${widthPx} × ${heightPx}`)
          : text[readiness]}
      </p>
      {isReady && <VideoEstimate />}
    </div>
  );
}

/** What a video with the settings of now will take; nothing where that is not known yet. */
function VideoEstimate() {
  const { words, language } = useText();
  const settings = useExports((store) => store.settings);
  const estimate = useEstimate(settings, 'video');
  const known = estimate && estimateText(estimate, words, language);
  return known ? (
    <p className="makebar-line numbers" data-testid="make-estimate">
      {words.exporting.takes(known)}
    </p>
  ) : null;
}
