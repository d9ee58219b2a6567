import { useEffect, useState } from 'react';
import type { RenderEstimate } from '../../../shared/contract/estimate.ts';
import { useSession } from '../../session/session.ts';
import { useAnalysis } from '../../stores/analysis.ts';
import type { ExportSettings, FormKind } from '../../stores/exports.ts';
import { useJobs } from '../../stores/jobs.ts';
import { useProject } from '../../stores/project.ts';

/** A slider that is pushed asks once it rests. */
const ASK_AFTER_MS = 120;

/** What a file of this kind with these settings will take, from earlier ones on this computer; null until it is known. */
export function useEstimate(settings: ExportSettings, kind: FormKind): RenderEstimate | null {
  const { exports } = useSession();
  const durationSec = useAnalysis(({ voice }) => voice.result?.durationSec ?? 0);
  const shape = useProject(({ document }) => document.shape);
  const lipsync = useProject(({ document }) => document.lipsync);
  // Each one that is finished makes the next estimate better.
  const finished = useJobs(({ jobs }) => jobs.filter(({ state }) => state === 'done').length);
  const [estimate, setEstimate] = useState<RenderEstimate | null>(null);
  useEffect(() => {
    if (durationSec === 0) return undefined;
    let isLatest = true;
    const timer = setTimeout(() => {
      void exports
        .estimate({ ...settings, kind }, durationSec)
        .then((answer) => isLatest && setEstimate(answer));
    }, ASK_AFTER_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [exports, settings, kind, durationSec, shape, lipsync, finished]);
  return durationSec === 0 ? null : estimate;
}
