import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Device, ProviderState } from '../../../shared/contract/devices.ts';
import { CUDA_LIBRARIES, hasNvidiaGpu } from './cudaLibraries.mjs';
import { runtimeDescription } from './onnx.ts';

/** Official way to the CUDA provider, and the way on a closed network. */
const HOW_TO_GET_CUDA =
  'With an NVIDIA GPU give the folder with the CUDA libraries of ONNX Runtime: "kotohogi doctor --import-cuda DIR"; in a checkout "npm run setup -- --retry-downloads" gets them.';

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

/** The folder in which the runtime looks for provider libraries: beside its own, never inside a packed archive. */
export function runtimeFolder(): string {
  const entry = createRequire(import.meta.url).resolve('onnxruntime-node');
  return path
    .join(path.dirname(entry), '..', 'bin', 'napi-v6', process.platform, process.arch)
    .replace(/\bapp\.asar(?=[\\/])/, 'app.asar.unpacked');
}

/** The library of a provider that is fetched separately; null when it is not there, or needs none. */
export function installedLibrary(device: Device): string | null {
  if (device !== 'cuda' && device !== 'tensorrt') return null;
  const folder = runtimeFolder();
  const library = path.join(folder, CUDA_LIBRARIES[device]);
  return existsSync(library) && existsSync(path.join(folder, CUDA_LIBRARIES.shared)) ? library : null;
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

export const providersHere = (): readonly ProviderState[] =>
  providerStates(
    providersOfPlatform(process.platform, process.arch),
    runtimeDescription().providers,
    (device) => installedLibrary(device) !== null,
  );

/** Where Linux shows graphics devices; NVIDIA's driver, and Windows lending its GPU to WSL, have places of their own. */
const GRAPHICS_FOLDER = '/dev/dri';

/**
 * Whether there is a GPU at all. Without one WebGPU may still answer, out of a drawing library that computes on the
 * processor: rightly, and hundreds of times slower than the processor's own provider.
 */
function hasGraphicsDevice(): boolean {
  if (process.platform !== 'linux' || hasNvidiaGpu()) return true;
  return (
    existsSync(GRAPHICS_FOLDER) && readdirSync(GRAPHICS_FOLDER).some((name) => name.startsWith('render'))
  );
}

/** Devices worth a trial on this machine, best first, without the processor. */
export const devicesHere = (): readonly Device[] =>
  providersHere()
    .filter(({ device, state }) => device !== 'cpu' && state !== 'absent')
    .map(({ device }) => device)
    .filter((device) => device !== 'webgpu' || hasGraphicsDevice());
