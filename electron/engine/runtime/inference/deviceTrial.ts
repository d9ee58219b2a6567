/** Entry of the process in which one network is tried on one device. */
import { execFileSync } from 'node:child_process';
import type { Device } from '../../../../shared/contract/devices.ts';
import { runTrial, type TrialRequest } from './trialRun.ts';
import { sessionLoader } from './wrapLoader.ts';

const QUERY_DEADLINE_MS = 5_000;

/** What NVIDIA's driver says is in use on a GPU, by all programs; nothing tells it for the other makers. */
function deviceBytes(device: Device, deviceId: number): number | null {
  if (device !== 'cuda' && device !== 'tensorrt') return null;
  try {
    const query = ['--query-gpu=memory.used', '--format=csv,noheader,nounits', '-i', String(deviceId)];
    const mib = Number(execFileSync('nvidia-smi', query, { timeout: QUERY_DEADLINE_MS, encoding: 'utf8' }));
    return Number.isFinite(mib) ? mib * 2 ** 20 : null;
  } catch {
    return null;
  }
}

// Who asked has gone: nobody waits for the answer.
process.once('disconnect', () => process.exit());
process.once('message', (request: TrialRequest) => {
  void sessionLoader(request.loaderModule)
    .then((load) =>
      runTrial(request, {
        load,
        nowMs: () => performance.now(),
        peakProcessBytes: () => process.resourceUsage().maxRSS * 1024,
        deviceBytes,
      }),
    )
    .then((record) => process.send?.(record, () => process.disconnect()));
});
