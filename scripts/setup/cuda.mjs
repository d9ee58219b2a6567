import { existsSync } from 'node:fs';
import { probe } from './network.mjs';
import { fromModules, ROOT } from './paths.mjs';
import { runProcess } from './process.mjs';
import { readNote, writeNote } from './state.mjs';

const DOWNLOAD_DEADLINE_MS = 15 * 60_000;
const PROVIDER = fromModules(
  'onnxruntime-node',
  'bin',
  'napi-v6',
  'linux',
  'x64',
  'libonnxruntime_providers_cuda.so',
);

/** The driver's device files; the last one is how Windows lends its GPU to WSL. */
const hasNvidiaGpu = () =>
  ['/dev/nvidia0', '/proc/driver/nvidia/version', '/dev/dxg'].some((file) => existsSync(file));

/**
 * On Linux with an NVIDIA GPU, fetches ONNX Runtime's CUDA provider by its own install script. Its absence is never
 * a failure: everything also runs on the CPU.
 * @param {{ retryDownloads: boolean }} options
 * @returns {Promise<import('./steps.mjs').StepResult>}
 */
export async function prepareCuda({ retryDownloads }) {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { state: 'skipped', detail: 'only for Linux on x64' };
  if (existsSync(PROVIDER)) return { state: 'present', detail: 'provider library installed' };
  if (!hasNvidiaGpu()) return { state: 'skipped', detail: 'no NVIDIA GPU found' };
  const note = await readNote('cuda');
  if (typeof note === 'string' && !retryDownloads) return { state: 'skipped', detail: note };

  const detail = await installProvider();
  if (existsSync(PROVIDER)) return { state: 'done', detail: 'provider library installed' };
  await writeNote('cuda', detail);
  return { state: 'skipped', detail };
}

/** @returns {Promise<string>} what became of it, in words */
async function installProvider() {
  const how = 'run "npm run setup -- --retry-downloads" when api.nuget.org can be reached';
  const unreachable = await probe('https://api.nuget.org/v3/index.json');
  if (unreachable) return `provider library not fetched (${unreachable}); ${how}`;
  const install = await runProcess(
    process.execPath,
    [fromModules('onnxruntime-node', 'script', 'install.js')],
    {
      cwd: ROOT,
      env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'cuda12' },
      timeoutMs: DOWNLOAD_DEADLINE_MS,
    },
  );
  return install.status === 0 ? 'provider library installed' : `provider library not fetched; ${how}`;
}
