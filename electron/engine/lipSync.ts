/** Which engine moves the mouth, and its start. */
import type { ModelCard } from '../../shared/contract/models.ts';
import type { RenderRequest } from '../../shared/contract/render.ts';
import type { Device } from '../../shared/contract/devices.ts';
import { KotohogiError } from '../../shared/errors.ts';
import type { EngineContext } from './context.ts';
import type { EngineContextOfCall } from './engineHost.ts';
import { createInferencePool } from './runtime/inference/inferencePool.ts';
import type { ModelStore } from './runtime/modelStore.ts';
import { readOnnxFile } from './runtime/onnxFile/index.ts';
import { animateFace } from './stages/lipsync/engines/builtin/index.ts';
import {
  animateWithNetwork,
  type DrawnFace,
  type MouthNetwork,
} from './stages/lipsync/engines/wav2lip/index.ts';
import type { FaceInFrame, LipSyncOptions, LipSyncResult } from './stages/lipsync/types.ts';
import type { SpeechFeatures } from './stages/voice/types.ts';

export type LipSyncChoice =
  | { readonly kind: 'builtin' }
  | { readonly kind: 'network'; readonly card: ModelCard }
  /** The pictures speak already. */
  | { readonly kind: 'own' };

/** No network is installed, or none that is sound. */
const NOT_THERE: ReadonlySet<string> = new Set(['model-not-installed', 'model-damaged']);

/**
 * The engine that a request asks for. `auto` is the best network that is installed and sound, else the built-in one.
 * @throws KotohogiError kind `missing` when the wished network is not installed, or is damaged
 */
export async function chooseLipSync(
  {
    lipsync,
    lipsyncModel,
    talk = null,
  }: Pick<RenderRequest, 'lipsync' | 'lipsyncModel'> & Partial<Pick<RenderRequest, 'talk'>>,
  models: ModelStore,
): Promise<LipSyncChoice> {
  if (talk) return { kind: 'own' };
  if (lipsync === 'builtin') return { kind: 'builtin' };
  try {
    return { kind: 'network', card: await models.choose('lipsync', lipsyncModel) };
  } catch (thrown) {
    const isOpen = lipsync === 'auto' && lipsyncModel === 'auto';
    if (isOpen && thrown instanceof KotohogiError && NOT_THERE.has(thrown.code)) return { kind: 'builtin' };
    throw thrown;
  }
}

/** The face as the engines take it; `drawnFace` is asked for only where a network draws. */
export interface LipSyncFace {
  readonly faceInFrame: FaceInFrame;
  readonly drawnFace: () => DrawnFace;
}

/** An engine that is ready; serves any number of videos, also at the same time. */
export interface LipSync {
  /** As reports name it. */
  readonly name: 'builtin' | 'wav2lip' | 'own';
  /** @returns the mouth of one video; the caller closes its feed, and all feeds before the engine */
  animate(
    face: LipSyncFace,
    speech: SpeechFeatures,
    options: LipSyncOptions & Pick<RenderRequest, 'mouthSharpness'>,
    room: EngineContext,
  ): Promise<LipSyncResult>;
  /** Where the network runs now. */
  device(): Device;
  /** Plain sentences: what did not run where it should have. */
  fallbacks(): readonly string[];
  close(): Promise<void>;
}

const BUILTIN: LipSync = {
  name: 'builtin',
  async animate({ faceInFrame }, speech, options, room) {
    const animation = await animateFace(faceInFrame, speech, options, room);
    return { mouth: { kind: 'warp', animation }, patchFeed: null };
  },
  device: () => 'cpu',
  fallbacks: () => [],
  close: () => Promise.resolve(),
};

const OWN: LipSync = {
  name: 'own',
  animate: () => Promise.resolve({ mouth: { kind: 'own' }, patchFeed: null }),
  device: () => 'cpu',
  fallbacks: () => [],
  close: () => Promise.resolve(),
};

/**
 * @throws KotohogiError kind `missing` when the network cannot be loaded or is not what it should be; `cancelled`
 */
export async function openLipSync(
  choice: LipSyncChoice,
  { models, inference, signal }: Pick<EngineContextOfCall, 'models' | 'inference' | 'signal'>,
): Promise<LipSync> {
  if (choice.kind === 'builtin') return BUILTIN;
  if (choice.kind === 'own') return OWN;
  const network = await openMouthNetwork(choice.card, { models, inference, signal });
  const { pool } = network;
  return {
    name: 'wav2lip',
    animate: ({ drawnFace }, speech, options, room) =>
      animateWithNetwork(drawnFace(), speech, options, network, room),
    device: () => pool.device,
    fallbacks: () => pool.fallbacks(),
    close: () => pool.close(),
  };
}

/**
 * A network that draws mouths, in threads of its own. The caller closes its pool.
 * @throws KotohogiError kind `missing` when the network cannot be loaded or is not what it should be; `cancelled`
 */
export async function openMouthNetwork(
  card: ModelCard,
  { models, inference, signal }: Pick<EngineContextOfCall, 'models' | 'inference' | 'signal'>,
): Promise<MouthNetwork> {
  const file = await models.file(card.id);
  const { inputs, outputs } = await readOnnxFile(file.path);
  return { inputs, outputs, pool: await createInferencePool(file, { ...inference, signal }) };
}
