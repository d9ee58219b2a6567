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
  let toldBytes = 0;
  let nextMs = 0;
  return (phase, doneBytes, totalBytes) => {
    const nowMs = performance.now();
    if (phase !== phaseNow) meter = new SpeedMeter();
    // The first bytes are told at once: on a line that then stops, nothing else would tell of them.
    else if (doneBytes !== totalBytes && toldBytes > 0 && nowMs < nextMs) return;
    phaseNow = phase;
    toldBytes = doneBytes;
    nextMs = nowMs + INTERVAL_MS;
    run.onProgress({ id, phase, doneBytes, totalBytes, bytesPerSec: meter.measure(doneBytes, nowMs) });
  };
}
