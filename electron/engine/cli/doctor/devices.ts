import type {
  Device,
  DeviceTrial,
  ModelDevices,
  ProviderState,
} from '../../../../shared/contract/devices.ts';
import { inputError, KotohogiError } from '../../../../shared/errors.ts';
import type { EngineFolders } from '../../context.ts';
import { CUDA_LIBRARIES, hasNvidiaGpu, importCudaLibraries } from '../../runtime/cudaLibraries.mjs';
import { describeDevices } from '../../runtime/inference/describeDevices.ts';
import { deviceName } from '../../runtime/inference/deviceFailure.ts';
import { createModelStore, type ModelFile } from '../../runtime/modelStore.ts';
import { runtimeDescription } from '../../runtime/onnx.ts';
import { providersHere, runtimeFolder } from '../../runtime/providers.ts';
import { found, limited, type Finding } from './finding.ts';

/** What the doctor knows about where networks can run. */
export interface DeviceReport {
  readonly providers: readonly ProviderState[];
  /** The tiny network first, then the models that were tried. */
  readonly trials: readonly ModelDevices[];
  readonly findings: readonly Finding[];
}

export interface DeviceCheck {
  readonly folders: EngineFolders;
  /** Try every model on every device anew, instead of showing what is known. */
  readonly tryAll: boolean;
  readonly signal: AbortSignal;
}

const msText = (ms: number | null): string =>
  ms === null ? '' : ` ${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;

function trialText({ device, state, medianMs, reason }: DeviceTrial): string {
  const name = device === 'cpu' ? 'processor' : deviceName(device);
  switch (state) {
    case 'correct':
      return `${name}${msText(medianMs)}`;
    case 'wrong':
      return `${name} wrong`;
    case 'unavailable':
      return `${name} not usable (${reason ?? 'no reason given'})`;
  }
}

/** What brings a device that was tried and did not answer. */
const remedyOf = (device: Device): string =>
  device === 'cuda' || device === 'tensorrt'
    ? 'Install the NVIDIA driver, CUDA and cuDNN 9, in the version of the library that is missing; until then the processor does the work.'
    : 'A current graphics driver brings it (on Linux with Vulkan); until then the processor does the work.';

/** @param trial of the tiny network; undefined where the provider is not there to be tried */
function deviceFinding({ device, howToGet }: ProviderState, trial: DeviceTrial | undefined): Finding {
  const name = `device ${deviceName(device)}`;
  if (trial === undefined) {
    if (howToGet === null) return found(name, 'no graphics device to use it on');
    return hasNvidiaGpu()
      ? limited(name, 'not installed', howToGet)
      : found(name, 'not installed; of use with an NVIDIA GPU only');
  }
  return trial.state === 'correct'
    ? found(name, `computes rightly,${msText(trial.medianMs)} for the tiny network`)
    : limited(name, trial.reason ?? 'not usable', remedyOf(device));
}

/** @param dead devices that do not work at all, which are findings of their own */
const modelFinding = ({ modelId, trials, best }: ModelDevices, dead: ReadonlySet<Device>): Finding =>
  found(
    `trial ${modelId ?? ''}`,
    `${trials
      .filter(({ device }) => !dead.has(device))
      .map(trialText)
      .join(', ')}${best === null ? '' : `; auto takes ${deviceName(best)}`}`,
  );

/** The installed models whose files are sound; the others are findings of their own. */
async function soundModels({ home, models }: EngineFolders): Promise<readonly ModelFile[]> {
  const store = createModelStore(models, { home });
  const files = await Promise.all(
    (await store.cards()).map(({ id }) =>
      store.file(id).catch((thrown: unknown) => {
        if (thrown instanceof KotohogiError) return null;
        throw thrown;
      }),
    ),
  );
  await store.close();
  return files.filter((file) => file !== null);
}

/**
 * Tries the tiny network on every device, and shows what is known about the models (or tries them as well).
 * @throws KotohogiError kind `cancelled`
 */
export async function checkDevices({ folders, tryAll, signal }: DeviceCheck): Promise<DeviceReport> {
  const providers = providersHere();
  const options = { home: folders.home, deviceId: 0, signal, loaderModule: null };
  const files = await soundModels(folders);
  const trials = tryAll
    ? await describeDevices(files, { ...options, trials: 'all', fresh: true })
    : [
        ...(await describeDevices([], { ...options, trials: 'all' })),
        ...(await describeDevices(files, { ...options, trials: 'known' })).slice(1),
      ];
  const [tiny, ...models] = trials;
  const tried = models.filter((model) => model.trials.length > 0);
  const dead = new Set(
    (tiny?.trials ?? []).filter(({ state }) => state !== 'correct').map(({ device }) => device),
  );
  const findings = [
    ...providers
      .filter(({ device }) => device !== 'cpu')
      .map((provider) =>
        deviceFinding(
          provider,
          tiny?.trials.find(({ device }) => device === provider.device),
        ),
      ),
    ...tried.map((model) => modelFinding(model, dead)),
  ];
  return { providers, trials: tiny ? [tiny, ...tried] : tried, findings };
}

/**
 * Puts ONNX Runtime's CUDA libraries where it looks for them: the way for closed networks.
 * @param folder that holds them
 * @throws KotohogiError `cuda-libraries`
 */
export async function importCuda(folder: string): Promise<Finding> {
  const { version } = runtimeDescription();
  const hint = `Give the folder with ${CUDA_LIBRARIES.shared} and ${CUDA_LIBRARIES.cuda} of ONNX Runtime ${version} for Linux on x64.`;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw inputError('cuda-libraries', 'The CUDA libraries are for Linux on x64 only.', hint);
  const result = await importCudaLibraries(folder, runtimeFolder(), version);
  if ('problem' in result) throw inputError('cuda-libraries', `${result.problem}.`, hint);
  const names = result.libraries.map(({ name, sha256 }) => `${name} (SHA-256 ${sha256})`);
  return found('CUDA import', names.join(', '));
}
