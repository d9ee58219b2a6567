import type { Job } from '../../../shared/contract/jobs.ts';
import type { RenderReport } from '../../../shared/contract/render.ts';
import { useSession } from '../../session/session.ts';
import { useModels } from '../../stores/models.ts';
import { useView } from '../../stores/view.ts';
import type { Words } from '../../text/words.ts';
import { formatBytes, formatDuration, formatNumber, type Language } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { warningText } from '../../text/warningText.ts';
import { AgainIcon, CopyIcon, FolderIcon } from '../../ui/icons.tsx';
import { Alert } from '../../ui/Alert.tsx';
import { useFocusWhenLost } from '../../ui/useFocusWhenLost.ts';
import { ReportIcon } from '../exports/icons.tsx';
import type { Fact } from '../exports/reportFacts.ts';
import { ResultMedia } from './ResultMedia.tsx';

/** What only pictures have; the rest is in the report. */
function pictureFacts(report: RenderReport, words: Words, language: Language): readonly Fact[] {
  const { result, render } = words;
  return [
    [result.size, `${report.width} × ${report.height}`],
    [
      result.frames,
      `${formatNumber(report.frames, language)} (${render.fps(formatNumber(report.fps, language))})`,
    ],
  ];
}

/** The finished video: play it, find it, keep another copy. */
export function FinishedJob({ job }: { job: Job }) {
  const { words, language } = useText();
  const { renders } = useSession();
  const setStage = useView((store) => store.setStage);
  const open = useView((store) => store.open);
  const heading = useFocusWhenLost<HTMLHeadingElement>();
  const text = words.result;
  const known = useModels((store) => store.models);
  const { report, outUrl, outName, outFolder } = job;
  const hasPictures = report !== null && report.frames > 0;
  const remarks = [...(report?.warnings ?? []), ...(report?.fallbacks ?? [])];
  const facts: readonly Fact[] = report
    ? [
        [text.duration, formatDuration(report.durationSec, language)],
        ...(hasPictures ? pictureFacts(report, words, language) : []),
        [text.took, formatDuration(report.totalMs / 1000, language)],
        [words.exporting.report.names.bytes, formatBytes(report.outBytes, language)],
      ]
    : [];

  return (
    <div className="result" data-testid="render-result">
      <div className="frame-room">
        {outUrl === null ? (
          <Alert message={text.gone} hint={outFolder} />
        ) : (
          <ResultMedia job={job} url={outUrl} label={text.video(outName)} />
        )}
      </div>
      <div className="result-bar">
        <div className="result-words">
          <h2 className="result-title" ref={heading} tabIndex={-1}>
            {words.exporting.results[job.form]}
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
          {report && (
            <button type="button" className="button-plain" onClick={() => open('report')}>
              <ReportIcon />
              {words.exporting.report.open}
            </button>
          )}
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
