/** Which engine moves the mouth, and its start. */
import type { ModelCard } from '../../shared/contract/models.ts';
import type { RenderRequest } from '../../shared/contract/render.ts';
import type { Device } from '../../shared/contract/devices.ts';
import type { EngineContext } from './context.ts';
import type { EngineContextOfCall } from './engineHost.ts';
import { createInferencePool } from './runtime/inference/inferencePool.ts';
import type { InferencePool } from './runtime/inference/types.ts';
import type { ModelStore } from './runtime/modelStore.ts';
import { readOnnxFile } from './runtime/onnxFile/index.ts';
import { animateFace } from './stages/lipsync/engines/builtin/index.ts';
import { animateWithNetwork, type DrawnFace } from './stages/lipsync/engines/wav2lip/index.ts';
import type { FaceInFrame, LipSyncOptions, LipSyncResult } from './stages/lipsync/types.ts';
import type { SpeechFeatures } from './stages/voice/types.ts';

export type LipSyncChoice =
  { readonly kind: 'builtin' } | { readonly kind: 'network'; readonly card: ModelCard };

/**
 * The engine that a request asks for. `auto` is the network that is installed, else the built-in one.
 * @throws KotohogiError kind `missing` when the wished network is not installed
 */
export async function chooseLipSync(
  { lipsync, lipsyncModel }: Pick<RenderRequest, 'lipsync' | 'lipsyncModel'>,
  models: ModelStore,
): Promise<LipSyncChoice> {
  if (lipsync === 'builtin') return { kind: 'builtin' };
  const isInstalled = (await models.cards()).some(({ role }) => role === 'lipsync');
  if (lipsync === 'auto' && lipsyncModel === 'auto' && !isInstalled) return { kind: 'builtin' };
  return { kind: 'network', card: await models.choose('lipsync', lipsyncModel) };
}

/** A mouth that moves, and what it needs until the last frame is drawn. */
export interface StartedLipSync extends LipSyncResult {
  /** As reports name it. */
  readonly name: 'builtin' | 'wav2lip';
  /** Where the network runs now. */
  device(): Device;
  fallbacks(): readonly string[];
  /** After the drawing has been closed. */
  close(): Promise<void>;
}

/** The face as the engines take it; `drawnFace` is asked for only where a network draws. */
interface LipSyncFace {
  readonly faceInFrame: FaceInFrame;
  readonly drawnFace: () => DrawnFace;
}

/**
 * @throws KotohogiError kind `missing` when the network cannot be loaded or is not what it should be; `cancelled`
 */
export async function startLipSync(
  choice: LipSyncChoice,
  { faceInFrame, drawnFace }: LipSyncFace,
  speech: SpeechFeatures,
  options: LipSyncOptions & Pick<RenderRequest, 'mouthSharpness'>,
  { inference }: Pick<EngineContextOfCall, 'inference'>,
  room: EngineContext,
): Promise<StartedLipSync> {
  if (choice.kind === 'builtin')
    return {
      name: 'builtin',
      mouth: { kind: 'warp', animation: await animateFace(faceInFrame, speech, options, room) },
      patchFeed: null,
      device: () => 'cpu',
      fallbacks: () => [],
      close: () => Promise.resolve(),
    };
  const file = await room.models.file(choice.card.id);
  const { inputs, outputs } = await readOnnxFile(file.path);
  const pool: InferencePool = await createInferencePool(file, { ...inference, signal: room.signal });
  try {
    const result = await animateWithNetwork(drawnFace(), speech, options, { inputs, outputs, pool }, room);
    return {
      ...result,
      name: 'wav2lip',
      device: () => pool.device,
      fallbacks: () => pool.fallbacks(),
      close: () => pool.close(),
    };
  } catch (error) {
    await pool.close();
    throw error;
  }
}
