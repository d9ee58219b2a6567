import type { Job } from '../../../shared/contract/jobs.ts';
import { useSession } from '../../session/session.ts';
import { useModels } from '../../stores/models.ts';
import { useView } from '../../stores/view.ts';
import type { Words } from '../../text/en.ts';
import { formatDuration, formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { warningText } from '../../text/warningText.ts';
import { AgainIcon, CopyIcon, FolderIcon } from '../../ui/icons.tsx';
import { Alert } from '../../ui/Alert.tsx';
import { useFocusWhenLost } from '../../ui/useFocusWhenLost.ts';
import { ResultVideo } from './ResultVideo.tsx';

/** A device by its name for people; what a report says otherwise stays as it is. */
const deviceName = (device: string, { settings }: Words): string =>
  (settings.devices as Readonly<Record<string, string>>)[device] ?? device;

/** The finished video: play it, find it, keep another copy. */
export function FinishedJob({ job }: { job: Job }) {
  const { words, language } = useText();
  const { renders } = useSession();
  const setStage = useView((store) => store.setStage);
  const heading = useFocusWhenLost<HTMLHeadingElement>();
  const text = words.result;
  const known = useModels((store) => store.models);
  const { report, outUrl, outName, outFolder, size } = job;
  const remarks = [...(report?.warnings ?? []), ...(report?.fallbacks ?? [])];
  const facts: readonly (readonly [name: string, value: string])[] = report
    ? [
        [text.duration, formatDuration(report.durationSec, language)],
        [text.size, `${report.width} × ${report.height}`],
        [
          text.frames,
          `${formatNumber(report.frames, language)} (${words.render.fps(formatNumber(report.fps, language))})`,
        ],
        [text.took, formatDuration(report.totalMs / 1000, language)],
        [text.speed, words.render.fps(formatNumber(report.renderFps, language, 1))],
        [text.method, text.methods[report.lipsync] ?? report.lipsync],
        [text.device, deviceName(report.device, words)],
      ]
    : [];

  return (
    <div className="result" data-testid="render-result">
      <div className="frame-room">
        {outUrl === null ? (
          <Alert message={text.gone} hint={outFolder} />
        ) : (
          <ResultVideo
            key={job.finishedAtMs}
            url={outUrl}
            label={text.video(outName)}
            ratio={size.widthPx / size.heightPx}
          />
        )}
      </div>
      <div className="result-bar">
        <div className="result-words">
          <h2 className="result-title" ref={heading} tabIndex={-1}>
            {text.doneTitle}
          </h2>
          <p className="result-place selectable">{text.savedIn(outName, outFolder)}</p>
        </div>
        <div className="result-actions">
          <button type="button" className="button-primary" onClick={() => void renders.reveal()}>
            <FolderIcon />
            {text.reveal}
          </button>
          <button type="button" className="button-plain" onClick={() => void renders.saveCopy()}>
            <CopyIcon />
            {text.saveCopy}
          </button>
          <button type="button" className="button-plain" onClick={() => setStage('preview')}>
            <AgainIcon />
            {text.again}
          </button>
        </div>
      </div>
      <dl className="facts" aria-label={text.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="numbers">{value}</dd>
          </div>
        ))}
      </dl>
      {report && report.models.length > 0 && (
        <details className="remarks">
          <summary>{text.models}</summary>
          <ul className="selectable">
            {report.models.map(({ id, licence }) => (
              <li key={id}>
                {known?.find((model) => model.id === id)?.name ?? id}: {licence}
              </li>
            ))}
          </ul>
        </details>
      )}
      {remarks.length > 0 && (
        <details className="remarks">
          <summary>{text.remarks}</summary>
          <ul className="selectable">
            {remarks.map((remark) => (
              <li key={remark}>{warningText(remark, words)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
