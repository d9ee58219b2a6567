import { useState } from 'react';
import type { Job } from '../../../shared/contract/jobs.ts';
import { useSession } from '../../session/session.ts';
import { useJobs } from '../../stores/jobs.ts';
import { formatNumber, formatPercent, formatTimeLeft } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { CheckIcon } from '../../ui/icons.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useFocusWhenLost } from '../../ui/useFocusWhenLost.ts';
import { FramePicture } from '../stage/FramePicture.tsx';
import { stageSteps } from './stageSteps.ts';

/** A render under way: each step, the whole, the speed, the time left, and a way out. */
export function RunningJob({ job }: { job: Job }) {
  const { words, language } = useText();
  const { renders } = useSession();
  const picture = useJobs(({ pictures }) => pictures[job.id]);
  const [stopping, setStopping] = useState(false);
  const { progress, framesPerSec } = job;
  const text = words.render;
  const heading = useFocusWhenLost<HTMLHeadingElement>();
  const title = job.state === 'queued' ? text.queued : text.making;

  return (
    <div className="job" data-alone={picture === undefined || undefined}>
      {picture && (
        <div className="job-picture">
          <div className="frame-room">
            <FramePicture {...picture} />
          </div>
        </div>
      )}
      <section className="job-panel" aria-label={title} data-testid="render-progress">
        <h2 className="job-title" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <div className="job-overall">
          <ProgressBar label={text.overall} fraction={progress?.fraction ?? 0} />
          <span className="job-percent numbers">
            {progress ? formatPercent(progress.fraction, language) : text.preparing}
          </span>
        </div>
        <ol className="steps" aria-label={text.steps}>
          {stageSteps(progress, job.keepsBackground).map(({ name, state, fraction }) => (
            <li
              key={name}
              className={`step step-${state}`}
              aria-current={state === 'now' ? 'step' : undefined}
            >
              <span className="step-mark" aria-hidden="true">
                {state === 'done' && <CheckIcon />}
              </span>
              <span className="step-name">{text.stages[name]}</span>
              <span className="step-state numbers">
                {state === 'now' ? formatPercent(fraction, language) : ''}
                <span className="visually-hidden">
                  {state === 'done' ? text.stepDone : state === 'now' ? text.stepNow : text.stepNext}
                </span>
              </span>
            </li>
          ))}
        </ol>
        <dl className="figures">
          <div>
            <dt>{text.timeLeft}</dt>
            <dd className="numbers">
              {progress?.etaSec == null ? text.notYet : formatTimeLeft(progress.etaSec, language)}
            </dd>
          </div>
          <div>
            <dt>{text.framesPerSec}</dt>
            <dd className="numbers">
              {framesPerSec === null ? text.notYet : text.fps(formatNumber(framesPerSec, language, 1))}
            </dd>
          </div>
          <div>
            <dt>{text.frames}</dt>
            <dd className="numbers">
              {progress?.framesTotal == null
                ? text.notYet
                : text.framesOf(
                    formatNumber(progress.framesDone, language),
                    formatNumber(progress.framesTotal, language),
                  )}
            </dd>
          </div>
        </dl>
        <button
          type="button"
          className="button-plain"
          disabled={stopping}
          onClick={() => {
            setStopping(true);
            void renders.cancel();
          }}
        >
          {stopping ? text.cancelling : text.cancel}
        </button>
      </section>
    </div>
  );
}
