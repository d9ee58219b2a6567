import { useState } from 'react';
import type { Job } from '../../../shared/contract/jobs.ts';
import type { RenderReport } from '../../../shared/contract/render.ts';
import { useSession } from '../../session/session.ts';
import { useCurrentJob } from '../../stores/jobs.ts';
import { useModels } from '../../stores/models.ts';
import { formatDuration } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { warningText } from '../../text/warningText.ts';
import { Dialog } from '../shell/Dialog.tsx';
import { settingFacts } from './reportFacts.ts';

/** How the file on the stage was made: models and licences, settings, remarks; to be kept or sent on. */
export function ReportDialog() {
  const { words } = useText();
  const job = useCurrentJob();
  const text = words.exporting.report;
  return (
    <Dialog name="report" title={text.title} close={text.close} look="medium">
      {job?.report && <Report job={job} report={job.report} />}
    </Dialog>
  );
}

function Report({ job, report }: { job: Job; report: RenderReport }) {
  const { words, language } = useText();
  const { exports } = useSession();
  const models = useModels((store) => store.models);
  const [isCopied, setCopied] = useState(false);
  const text = words.exporting.report;
  const remarks = [...report.fallbacks, ...report.warnings];
  return (
    <div className="report selectable" data-testid="report">
      <p className="report-file">
        {job.outName}
        <span className="report-place">{job.outFolder}</span>
      </p>
      <h3 className="report-title">{text.models}</h3>
      {report.models.length === 0 ? (
        <p className="report-none">{text.noModels}</p>
      ) : (
        <ul className="report-list">
          {report.models.map(({ id, licence }) => (
            <li key={id}>
              <span>{models?.find((model) => model.id === id)?.name ?? id}</span>
              <span className="report-licence">{licence}</span>
            </li>
          ))}
        </ul>
      )}
      <h3 className="report-title">{text.remarks}</h3>
      {remarks.length === 0 ? (
        <p className="report-none">{text.noRemarks}</p>
      ) : (
        <ul className="report-remarks">
          {remarks.map((remark) => (
            <li key={remark}>{warningText(remark, words)}</li>
          ))}
        </ul>
      )}
      <h3 className="report-title">{text.settings}</h3>
      <dl className="report-facts">
        {settingFacts(report, words, language).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="numbers">{value}</dd>
          </div>
        ))}
      </dl>
      <h3 className="report-title">{text.times}</h3>
      <dl className="report-facts">
        {report.stages.map(({ name, ms }) => (
          <div key={name}>
            <dt>{words.render.stages[name]}</dt>
            <dd className="numbers">{formatDuration(ms / 1000, language)}</dd>
          </div>
        ))}
      </dl>
      <footer className="export-foot">
        <p className="export-estimate" role="status">
          {isCopied ? text.copied : ''}
        </p>
        <button
          type="button"
          className="button-plain"
          onClick={() => void exports.copyReport(job.id).then(setCopied)}
        >
          {text.copy}
        </button>
        <button type="button" className="button-primary" onClick={() => void exports.saveReport(job.id)}>
          {text.save}
        </button>
      </footer>
    </div>
  );
}
