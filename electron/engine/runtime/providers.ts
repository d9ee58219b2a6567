import type { Device, ProviderState } from '../../../shared/contract/devices.ts';

/** Official way to the CUDA provider, and the way on a closed network. */
const HOW_TO_GET_CUDA =
  'With an NVIDIA GPU run "npm run setup -- --retry-downloads"; on a closed network "kotohogi doctor --import-cuda DIR" (docs/devices.md).';

/**
 * Providers that ONNX Runtime is made with for a platform, in the order in which they are tried.
 * @returns the processor alone where nothing else exists
 */
export function providersOfPlatform(platform: NodeJS.Platform, arch: string): readonly Device[] {
  switch (platform) {
    case 'linux':
      return arch === 'x64' ? ['tensorrt', 'cuda', 'webgpu', 'cpu'] : ['cpu'];
    case 'win32':
      return ['webgpu', 'dml', 'cpu'];
    case 'darwin':
      return arch === 'arm64' ? ['webgpu', 'coreml', 'cpu'] : ['cpu'];
    default:
      return ['cpu'];
  }
}

/**
 * The providers of this machine and what brings the absent ones. Says nothing about whether a device answers: that
 * takes a trial.
 * @param bundled names that the runtime says it carries
 * @param installed whether a provider library that is fetched separately lies beside the runtime
 */
export const providerStates = (
  platform: readonly Device[],
  bundled: readonly string[],
  installed: (device: Device) => boolean,
): readonly ProviderState[] =>
  platform.map((device): ProviderState => {
    if (bundled.includes(device)) return { device, state: 'bundled', howToGet: null };
    if (installed(device)) return { device, state: 'installed', howToGet: null };
    const fetched = device === 'cuda' || device === 'tensorrt';
    return {
      device,
      state: 'absent',
      howToGet: fetched ? HOW_TO_GET_CUDA : 'Run "npm run setup"; this build of ONNX Runtime lacks it.',
    };
  });
