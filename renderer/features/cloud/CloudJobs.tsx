import type { DidJob } from '../../../shared/contract/cloud.ts';
import { useSession } from '../../session/session.ts';
import { useReadiness } from '../../session/readiness.ts';
import { useCloud } from '../../stores/cloud.ts';
import { useCompare } from '../../stores/compare.ts';
import { useView } from '../../stores/view.ts';
import { formatDuration } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { WrittenLine } from '../compare/WrittenLine.tsx';

/** The same each time: a new list would be news to the store. */
const NO_JOBS: readonly DidJob[] = [];

/** What was asked for at D-ID from this computer, and what can be done with it. */
export function CloudJobs() {
  const { words } = useText();
  const jobs = useCloud(({ status }) => status?.jobs ?? NO_JOBS);
  const waiting = useCloud(({ transfer }) => transfer?.jobId);
  // What lies on the consent sheet above is no job yet.
  const shown = jobs.filter(({ jobId, state }) => state !== 'described' || jobId !== waiting);
  const text = words.cloud;
  return (
    <section className="cloud-part" aria-labelledby="cloud-jobs">
      <h3 className="settings-title" id="cloud-jobs">
        {text.jobs}
      </h3>
      {shown.length === 0 ? (
        <p className="settings-text">{text.noJobs}</p>
      ) : (
        <ul className="cloud-jobs">
          {shown.map((job) => (
            <CloudJob key={job.jobId} job={job} />
          ))}
        </ul>
      )}
      <Beside />
    </section>
  );
}

/** This computer and D-ID, side by side, once somebody has asked for it here. */
function Beside() {
  const { words } = useText();
  const written = useCompare((store) => store.written);
  if (!written) return null;
  return (
    <div className="cloud-video">
      <WrittenLine />
      {written.gridUrl !== null && (
        <video className="cloud-player" src={written.gridUrl} controls aria-label={words.cloud.grid} />
      )}
    </div>
  );
}

/** What can be done with a video that is here: the project's own, with its pictures, or a look at both. */
function CloudUses({ jobId }: { jobId: string }) {
  const { words } = useText();
  const { compare, renders } = useSession();
  const openDialog = useView((store) => store.open);
  const isReady = useReadiness() === 'ready';
  const isWriting = useCompare((store) => store.written?.state === 'running');
  const text = words.cloud;

  async function compose(): Promise<void> {
    if (await renders.start('video', jobId)) openDialog(null);
  }

  return (
    <>
      <div className="cloud-row">
        <button type="button" className="button-small" disabled={!isReady} onClick={() => void compose()}>
          {text.compose}
        </button>
        <button
          type="button"
          className="button-small"
          disabled={!isReady || isWriting}
          onClick={() => void compare.writeWithDid(jobId, text.folder)}
        >
          {text.compare}
        </button>
      </div>
      <p className="settings-text">{text.composeHint}</p>
    </>
  );
}

function CloudJob({ job }: { job: DidJob }) {
  const { words, language } = useText();
  const { cloud } = useSession();
  const progress = useCloud((store) => store.progress[job.jobId]);
  const working = useCloud((store) => store.working);
  const text = words.cloud;
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const button = (label: string, act: () => Promise<void>) => (
    <button type="button" className="button-small" disabled={working} onClick={() => void act()}>
      {label}
    </button>
  );

  return (
    <li className="cloud-job">
      <p className="numbers">
        {when.format(job.createdAtMs)} · {formatDuration(job.durationSec, language)} ·{' '}
        {progress ? text.phases[progress.phase] : text.states[job.state]}
        {!progress && !job.isRemoved && ` · ${text.atDid}`}
      </p>
      {job.failure !== null && <p className="settings-text">{job.failure}</p>}
      {progress && progress.fraction !== null && (
        <ProgressBar label={text.phases[progress.phase]} fraction={progress.fraction} />
      )}
      <div className="cloud-row">
        {progress ? (
          button(text.cancel, () => cloud.cancel(job.jobId))
        ) : (
          <>
            {(job.state === 'open' || job.state === 'fetched') &&
              button(text.resume, () => cloud.resume(job.jobId))}
            {!job.isRemoved && button(text.remove, () => cloud.remove(job.jobId))}
            {button(text.forget, () => cloud.forget(job.jobId))}
          </>
        )}
      </div>
      {!progress && job.state === 'fetched' && <CloudUses jobId={job.jobId} />}
    </li>
  );
}
