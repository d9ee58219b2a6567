import type { Job } from '../../../shared/contract/jobs.ts';
import { CaptionsIcon } from '../exports/icons.tsx';
import { ResultVideo } from './ResultVideo.tsx';

/** What was made, to be seen or heard. @param url its address */
export function ResultMedia({ job, url, label }: { job: Job; url: string; label: string }) {
  const { form, report, size, outName } = job;
  const width = report?.width ?? size.widthPx;
  const height = report?.height ?? size.heightPx;
  switch (form) {
    case 'video':
      return (
        <ResultVideo key={job.finishedAtMs} url={url} label={label} ratio={size.widthPx / size.heightPx} />
      );
    case 'still':
    case 'sticker':
      return (
        <img
          className="frame result-picture"
          key={job.finishedAtMs}
          src={url}
          alt={label}
          style={{ '--ratio': width / height, '--own-width': `${width}px` }}
        />
      );
    case 'sound':
      return <audio className="result-sound" key={job.finishedAtMs} src={url} controls aria-label={label} />;
    case 'captions':
      return (
        <p className="result-captions">
          <CaptionsIcon />
          {outName}
        </p>
      );
  }
}
