import { stat } from 'node:fs/promises';
import {
  RENDER_REPORT_VERSION,
  type RenderReport,
  type RenderRequest,
} from '../../../shared/contract/render.ts';
import type { StageClock } from '../stageClock.ts';

type Told = 'stages' | 'peakRssBytes' | 'schemaVersion' | 'out' | 'form' | 'outBytes' | 'request';

/** What files that are no videos have in common to say: nothing of what only a video has. */
export async function formReport(
  request: RenderRequest,
  clock: StageClock,
  result: Partial<Omit<RenderReport, Told>> & Pick<RenderReport, 'durationSec' | 'totalMs' | 'warnings'>,
): Promise<RenderReport> {
  return {
    schemaVersion: RENDER_REPORT_VERSION,
    out: request.outPath,
    form: request.form.kind,
    outBytes: (await stat(request.outPath)).size,
    frames: 0,
    fps: request.fps,
    width: 0,
    height: 0,
    lipsync: 'none',
    preset: request.preset,
    confidence: null,
    speaker: request.speaker,
    device: 'cpu',
    encoder: null,
    request,
    models: [],
    stages: clock.stages,
    renderFps: 0,
    ceilingFps: null,
    segments: null,
    peakRssBytes: clock.peakRssBytes,
    fallbacks: [],
    talk: null,
    provenance: null,
    ...result,
  };
}
