/**
 * The plain values of models, devices and their settings, without the schema library, so that the page can use them
 * (its policy forbids `eval`, which the schema library probes for).
 */
import type { InferenceSettings } from './inference.ts';
import type { ModelChoices } from './settings.ts';

/** What a network does in the studio. One model plays a role at a time, except `voice`: every voice is one of its own. */
export const MODEL_ROLES = [
  'face-detector',
  'face-landmarks',
  'person',
  'matte',
  'mouth',
  'lipsync',
  'speech',
  'voice',
  'voice-colour',
  'voice-converter',
] as const;

/** The roles whose model a person may choose; the others have one that fits everything built on it. */
export const CHOOSABLE_ROLES = ['person', 'matte', 'lipsync'] as const;

/** Execution providers of ONNX Runtime by their short names, best first where all are there. */
export const DEVICES = ['tensorrt', 'cuda', 'webgpu', 'dml', 'coreml', 'cpu'] as const;

export const DEFAULT_INFERENCE_SETTINGS: InferenceSettings = {
  device: 'auto',
  deviceId: 0,
  gpuMemoryLimitMib: null,
  batchSize: null,
};

/** Where the engine runs: in processes of its own, or in threads of the program. */
export const ENGINE_BODIES = ['process', 'threads'] as const;
export type EngineBody = (typeof ENGINE_BODIES)[number];
export const DEFAULT_ENGINE_BODY: EngineBody = 'process';

export const DEFAULT_MODEL_CHOICES: ModelChoices = { person: 'auto', matte: 'auto', lipsync: 'auto' };

/** Whether the cloud may be asked at all. */
/** Nobody is called back by D-ID who has not named an address of theirs. */
export const DEFAULT_DID_WEBHOOK = { address: '', listen: '127.0.0.1:8123' };
export const DEFAULT_DID_CHOICES = { enabled: false, webhook: DEFAULT_DID_WEBHOOK };
