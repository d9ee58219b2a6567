import type { Job } from '../../../shared/contract/jobs.ts';
import { useSession } from '../../session/session.ts';
import { isUnderWay, useJobs } from '../../stores/jobs.ts';
import { useView } from '../../stores/view.ts';
import { formatPercent, formatTimeLeft } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { DownIcon, UpIcon } from './icons.tsx';

/** What is being made, waits or has ended since the program was opened: seen when there is more than one. */
export function QueueList() {
  const { words } = useText();
  const all = useJobs((store) => store.jobs);
  const pictures = useJobs((store) => store.pictures);
  const ended = all.filter(({ id, state }) => !isUnderWay(state) && id in pictures);
  const jobs = [...all.filter(({ state }) => isUnderWay(state)), ...ended];
  if (jobs.length < 2) return null;
  const waiting = jobs.filter(({ state }) => state === 'queued');
  return (
    <section className="queue" aria-labelledby="queue-title" data-testid="queue">
      <h2 className="queue-title" id="queue-title">
        {words.exporting.queue.title}
      </h2>
      <ol className="queue-list">
        {jobs.map((job) => (
          <QueueRow key={job.id} job={job} place={waiting.indexOf(job)} waiting={waiting.length} />
        ))}
      </ol>
    </section>
  );
}

/** @param place among those that wait, -1 for others */
function QueueRow({ job, place, waiting }: { job: Job; place: number; waiting: number }) {
  const { words, language } = useText();
  const { exports } = useSession();
  const isShown = useJobs(({ currentId }) => currentId === job.id);
  const show = useJobs((store) => store.show);
  const setStage = useView((store) => store.setStage);
  const text = words.exporting.queue;
  const { id, outName, progress, state } = job;
  return (
    <li className="queue-row" data-state={state} aria-current={isShown || undefined}>
      <button
        type="button"
        className="queue-name"
        aria-label={text.show(outName)}
        onClick={() => {
          show(id);
          setStage('job');
        }}
      >
        {outName}
      </button>
      <span className="queue-state numbers">
        {text.states[state]}
        {state === 'running' && progress && ` · ${formatPercent(progress.fraction, language)}`}
        {state === 'running' &&
          progress?.etaSec != null &&
          ` · ${text.left(formatTimeLeft(progress.etaSec, language))}`}
      </span>
      <span className="queue-tools">
        {state === 'queued' && waiting > 1 && (
          <>
            <button
              type="button"
              className="button-icon"
              aria-label={text.up(outName)}
              disabled={place === 0}
              onClick={() => void exports.move(id, -1)}
            >
              <UpIcon />
            </button>
            <button
              type="button"
              className="button-icon"
              aria-label={text.down(outName)}
              disabled={place === waiting - 1}
              onClick={() => void exports.move(id, 1)}
            >
              <DownIcon />
            </button>
          </>
        )}
        {isUnderWay(state) ? (
          <button
            type="button"
            className="button-icon"
            aria-label={text.cancel(outName)}
            onClick={() => void exports.cancel(id)}
          >
            <CloseIcon />
          </button>
        ) : (
          !isShown && (
            <button
              type="button"
              className="button-icon"
              aria-label={text.remove(outName)}
              onClick={() => void exports.remove(id)}
            >
              <CloseIcon />
            </button>
          )
        )}
      </span>
      {state === 'running' && <ProgressBar label={outName} fraction={progress?.fraction ?? 0} />}
    </li>
  );
}
