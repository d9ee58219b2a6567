import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  CUDA_LIBRARIES,
  hasNvidiaGpu,
  importCudaLibraries,
} from '../../electron/engine/runtime/cudaLibraries.mjs';
import { probe } from './network.mjs';
import { fromModules, ROOT } from './paths.mjs';
import { runProcess } from './process.mjs';
import { readJsonSync, readNote, writeNote } from './state.mjs';

const DOWNLOAD_DEADLINE_MS = 15 * 60_000;
const RUNTIME_FOLDER = fromModules('onnxruntime-node', 'bin', 'napi-v6', 'linux', 'x64');
const PROVIDER = path.join(RUNTIME_FOLDER, CUDA_LIBRARIES.cuda);

/** For closed networks: a folder with the libraries, taken again whenever a new `npm ci` has removed them. */
const librariesFolder = () => process.env['KOTOHOGI_CUDA_LIBRARIES'];

/**
 * On Linux with an NVIDIA GPU, fetches ONNX Runtime's CUDA provider by its own install script, or takes it out of the
 * folder that KOTOHOGI_CUDA_LIBRARIES names. Its absence is never a failure: everything also runs on the CPU.
 * @param {{ retryDownloads: boolean }} options
 * @returns {Promise<import('./steps.mjs').StepResult>}
 */
export async function prepareCuda({ retryDownloads }) {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { state: 'skipped', detail: 'only for Linux on x64' };
  if (existsSync(PROVIDER)) return { state: 'present', detail: 'provider library installed' };
  const folder = librariesFolder();
  if (folder) return importFrom(folder);
  if (!hasNvidiaGpu()) return { state: 'skipped', detail: 'no NVIDIA GPU found' };
  const note = await readNote('cuda');
  if (typeof note === 'string' && !retryDownloads) return { state: 'skipped', detail: note };

  const detail = await installProvider();
  if (existsSync(PROVIDER)) return { state: 'done', detail: 'provider library installed' };
  await writeNote('cuda', detail);
  return { state: 'skipped', detail };
}

/**
 * @param {string} folder
 * @returns {Promise<import('./steps.mjs').StepResult>}
 */
async function importFrom(folder) {
  const { version } = readJsonSync(fromModules('onnxruntime-node', 'package.json'));
  const result = await importCudaLibraries(folder, RUNTIME_FOLDER, version);
  return 'problem' in result
    ? { state: 'skipped', detail: 'KOTOHOGI_CUDA_LIBRARIES is of no use', loud: result.problem }
    : { state: 'done', detail: `provider library taken from ${folder}` };
}

/** @returns {Promise<string>} what became of it, in words */
async function installProvider() {
  const how =
    'run "npm run setup -- --retry-downloads" when api.nuget.org can be reached, or set KOTOHOGI_CUDA_LIBRARIES (docs/devices.md)';
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
