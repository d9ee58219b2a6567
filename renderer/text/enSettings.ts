import type { Device } from '../../shared/contract/devices.ts';
import type { EngineBody } from '../../shared/contract/inferenceConstants.ts';

/** The words of the settings: devices and how networks are run. */
export interface SettingsWords {
  readonly title: string;
  readonly open: string;
  readonly close: string;
  readonly device: string;
  readonly deviceText: string;
  readonly auto: string;
  readonly autoText: string;
  readonly devices: Readonly<Record<Device, string>>;
  readonly chosen: string;
  readonly correct: (ms: string) => string;
  readonly wrong: string;
  readonly unavailable: string;
  readonly notMeasured: string;
  readonly noDevice: string;
  readonly absent: string;
  readonly getCuda: string;
  readonly never: string;
  readonly measure: string;
  readonly measuring: string;
  readonly measuringText: string;
  readonly perModel: string;
  readonly probe: string;
  readonly milliseconds: (value: string) => string;
  readonly deviceNumber: string;
  readonly deviceNumberText: string;
  readonly memory: string;
  readonly memoryText: string;
  readonly memoryAll: string;
  readonly gigabytes: (value: string) => string;
  readonly batch: string;
  readonly batchText: string;
  readonly batchAuto: string;
  readonly frames: (count: string) => string;
  readonly engine: string;
  readonly engineText: string;
  readonly engines: Readonly<Record<EngineBody, string>>;
}

export const enSettings: SettingsWords = {
  title: 'Settings',
  open: 'Settings',
  close: 'Close',
  device: 'Where the models run',
  deviceText: 'A device is used only where its answers are the same as the processor’s.',
  auto: 'Automatic',
  autoText: 'the fastest correct one, for each model',
  devices: {
    tensorrt: 'NVIDIA TensorRT',
    cuda: 'NVIDIA CUDA',
    webgpu: 'Graphics card (WebGPU)',
    dml: 'Graphics card (DirectML)',
    coreml: 'Apple Core ML',
    cpu: 'Processor',
  },
  chosen: 'used by automatic',
  correct: (ms) => `correct, ${ms}`,
  wrong: 'wrong answers',
  unavailable: 'not available here',
  notMeasured: 'not measured yet',
  noDevice: 'no such device here',
  absent: 'not installed',
  getCuda:
    'Needs an NVIDIA card with its driver, CUDA and cuDNN 9, and the CUDA libraries of ONNX Runtime. “kotohogi doctor --import-cuda FOLDER” puts those into place.',
  never: 'Nothing has been measured on this computer yet.',
  measure: 'Measure now',
  measuring: 'Measuring…',
  measuringText: 'Every model is tried on every device. This takes a while.',
  perModel: 'Figures for each model',
  probe: 'Short test',
  milliseconds: (value) => `${value} ms`,
  deviceNumber: 'Number of the graphics card',
  deviceNumberText: '0 is the first one.',
  memory: 'Graphics memory to plan for',
  memoryText: 'Fewer frames are worked on at once, so that other programs have room.',
  memoryAll: 'All of it',
  gigabytes: (value) => `${value} GB`,
  batch: 'Frames at once',
  batchText: 'For a drawn mouth. Automatic measures once what is fastest here.',
  batchAuto: 'Automatic',
  frames: (count) => count,
  engine: 'Where videos are made',
  engineText:
    'Beside the studio, a fault in a driver costs one video, not the window. Takes effect at the next start.',
  engines: { process: 'Beside the studio', threads: 'Inside the studio' },
};
