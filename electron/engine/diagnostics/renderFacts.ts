/** What may be told of a render: figures and choices from lists of ours, nothing that a person wrote or named. */
import type { RenderReport, RenderRequest } from '../../../shared/contract/render.ts';
import { PRESETS } from '../../../shared/prosody/presets.ts';
import type { LogData } from './diagnosticLog.ts';

/** A preset of a person's own goes by the name they gave it. */
const presetOf = (id: string | null): string | null =>
  id === null || PRESETS.some((preset) => preset.id === id) ? id : 'own';

export const factsOfRequest = (request: RenderRequest): LogData => ({
  form: request.form.kind,
  size: `${request.size.widthPx}x${request.size.heightPx}`,
  fps: request.fps,
  lipsync: request.lipsync,
  device: request.device,
  background: request.background.kind,
  preset: presetOf(request.preset),
  edited: request.prosody !== null,
  captions: request.captions?.length ?? 0,
  titles: request.titles.length,
  music: request.music !== null,
  encoding: request.encoding,
});

export const factsOfReport = (report: RenderReport): LogData => ({
  frames: report.frames,
  durationSec: report.durationSec,
  lipsync: report.lipsync,
  device: report.device,
  encoder: report.encoder,
  totalMs: report.totalMs,
  renderFps: report.renderFps,
  stages: report.stages.map(({ name, ms, cache }) => ({ name, ms: Math.round(ms), cache })),
  segments: report.segments,
  peakRssBytes: report.peakRssBytes,
  models: report.models.map(({ role, sha256 }) => ({ role, sha256 })),
  warnings: report.warnings,
  fallbacks: report.fallbacks,
});
