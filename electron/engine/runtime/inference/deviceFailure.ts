import type { Device } from '../../../../shared/contract/devices.ts';
import { assertNever } from '../../../../shared/errors.ts';

/** What went wrong on a device, as far as it decides what to try next. */
export interface DeviceFailure {
  /** A smaller batch may still work. */
  readonly outOfMemory: boolean;
  /** In the runtime's own words, shortened to what a person can use; without a full stop. */
  readonly reason: string;
}

/** By what CUDA, cuDNN, cuBLAS, Direct3D, Dawn, Metal and the runtime's own arenas say. */
const OUT_OF_MEMORY =
  /out[ _]?of[ _]?(device |host )?memory|failed to allocate|alloc_?failed|cannot allocate|bad[_ ]alloc|8007000e|(insufficient|not enough) memory/i;
const REASON_MAX_CHARACTERS = 200;

/** The error that started it: loaders wrap what the runtime throws. */
function rootOf(thrown: unknown): unknown {
  let root = thrown;
  while (root instanceof Error && root.cause !== undefined) root = root.cause;
  return root;
}

/** Takes source positions and status codes away from a message of the runtime. */
function plainReason(message: string): string {
  const said = message
    .replace(/^[\s\S]*\[ONNXRuntimeError\] : \d+ : [A-Z_]+ : /, '')
    .replace(/^\S*\/onnxruntime_src\/[\s\S]*? was false\. /, '');
  const line = said.split('\n').find((text) => text.trim() !== '') ?? 'no reason given';
  return line
    .trim()
    .slice(0, REASON_MAX_CHARACTERS)
    .replace(/[.\s]+$/, '');
}

export function deviceFailureOf(thrown: unknown): DeviceFailure {
  const root = rootOf(thrown);
  const message = root instanceof Error ? root.message : String(root);
  return { outOfMemory: OUT_OF_MEMORY.test(message), reason: plainReason(message) };
}

/** A device's name in a sentence. */
export function deviceName(device: Device): string {
  switch (device) {
    case 'tensorrt':
      return 'TensorRT';
    case 'cuda':
      return 'CUDA';
    case 'webgpu':
      return 'WebGPU';
    case 'dml':
      return 'DirectML';
    case 'coreml':
      return 'CoreML';
    case 'cpu':
      return 'the processor';
    default:
      return assertNever(device, 'device');
  }
}

/** The name at the head of a sentence. */
const headName = (device: Device): string => {
  const name = deviceName(device);
  return name.charAt(0).toUpperCase() + name.slice(1);
};

/** What people are told when work does not run where it should: one plain sentence each. */
export const fallbackSentence = {
  /** A device that the person chose does not work at all. */
  useless: (device: Device, reason: string): string =>
    `${headName(device)} was chosen, but cannot be used on this machine (${reason}): networks run on the processor.`,
  /** A device that the person chose was never used for a model. */
  refused: (modelId: string, device: Device, reason: string): string =>
    `${headName(device)} was chosen, but ${modelId} runs on the processor: ${reason}.`,
  /** The device goes on with less at a time. */
  smaller: (modelId: string, device: Device, rows: number, fewer: number): string =>
    `${headName(device)} ran out of memory for ${modelId} with ${rows} frames at a time and went on with ${fewer}.`,
  /** The processor went on where the device failed. */
  lost: (modelId: string, device: Device, reason: string): string =>
    `${headName(device)} failed for ${modelId} (${reason}); the processor went on from there.`,
};
