import type { ModelProgress } from '../../../shared/contract/models.ts';
import { SpeedMeter } from './speedMeter.ts';
import type { InstallRun } from './types.ts';

/** As often as a person can follow. */
const INTERVAL_MS = 100;

export type Report = (phase: ModelProgress['phase'], doneBytes: number, totalBytes: number | null) => void;

/** Passes progress on, with the speed, and not too often. */
export function progressReport(id: string, run: InstallRun): Report {
  let meter = new SpeedMeter();
  let phaseNow: ModelProgress['phase'] | null = null;
  let nextMs = 0;
  return (phase, doneBytes, totalBytes) => {
    const nowMs = performance.now();
    if (phase !== phaseNow) meter = new SpeedMeter();
    else if (doneBytes !== totalBytes && nowMs < nextMs) return;
    phaseNow = phase;
    nextMs = nowMs + INTERVAL_MS;
    run.onProgress({ id, phase, doneBytes, totalBytes, bytesPerSec: meter.measure(doneBytes, nowMs) });
  };
}
