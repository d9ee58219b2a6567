import { isReadyNow } from '../session/readiness.ts';
import { useJobs } from '../stores/jobs.ts';
import { useView } from '../stores/view.ts';
import type { Command } from './command.ts';

const hasReport = (): boolean => {
  const { jobs, currentId } = useJobs.getState();
  return jobs.some(({ id, report }) => id === currentId && report !== null);
};

/** What can be asked for by name around making videos. */
export const EXPORT_COMMANDS: readonly Command[] = [
  {
    id: 'export',
    section: 'project',
    name: ({ exporting }) => exporting.open,
    available: isReadyNow,
    run: () => useView.getState().open('export'),
  },
  {
    id: 'show-report',
    section: 'project',
    name: ({ exporting }) => exporting.report.title,
    available: hasReport,
    run: () => useView.getState().open('report'),
  },
  {
    id: 'choose-music',
    section: 'project',
    name: ({ music }) => music.choose,
    run: ({ exports }) => exports.chooseMusic(),
  },
];
