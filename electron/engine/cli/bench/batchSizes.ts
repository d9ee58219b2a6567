/** What a network costs per row when it is asked for more rows at once. */
import { loadSession } from '../../runtime/onnx.ts';
import { runTrial, type TrialRecord } from '../../runtime/inference/trialRun.ts';

const ROWS = [1, 2, 4, 8, 16];
const SIDE_PX = 96;

/** @returns rising in rows, on one thread of the processor; larger batches are left out where they bring nothing */
export async function benchBatchSizes(path: string): Promise<TrialRecord['batches']> {
  const request = {
    path,
    device: 'cpu' as const,
    deviceId: 0,
    sidePx: SIDE_PX,
    rows: ROWS,
    loaderModule: null,
  };
  const { batches } = await runTrial(request, {
    load: loadSession,
    nowMs: () => performance.now(),
    // Memory is told by trials in processes of their own; this one has held all kinds of things.
    peakProcessBytes: () => 0,
    deviceBytes: () => null,
  });
  return batches;
}
