/** Time and size of a render before it is made. */
import path from 'node:path';
import type { EstimateWish, RenderEstimate } from '../../../shared/contract/estimate.ts';
import type { RenderRequest } from '../../../shared/contract/render.ts';
import { chooseLipSync } from '../lipSync.ts';
import type { EngineContext } from '../context.ts';
import type { ModelStore } from '../runtime/modelStore.ts';
import { speakAs } from '../speakAs.ts';
import { decodeVoice } from '../stages/media/index.ts';
import { estimateRender } from './estimate.ts';
import { readHistory } from './history.ts';

export { keepInHistory } from './history.ts';

/**
 * @param home the user's folder, where earlier renders are kept account of
 * @throws KotohogiError kind `missing` when the wished lip-sync network is not installed
 */
export async function estimateFor(
  wish: EstimateWish,
  { home, models }: { readonly home: string; readonly models: ModelStore },
): Promise<RenderEstimate> {
  const choice = await chooseLipSync(wish, models);
  const lipsync = choice.kind === 'builtin' ? 'builtin' : 'wav2lip';
  return estimateRender(wish, lipsync, await readHistory(home));
}

/**
 * The same of a complete request, whose voice is decoded and adjusted to know how long it is.
 * @throws KotohogiError as {@link estimateFor}, and for a voice that cannot be used
 */
export async function estimateRequest(
  request: RenderRequest,
  context: EngineContext,
): Promise<RenderEstimate> {
  const { voice } = await speakAs(await decodeVoice(request.voicePath, context), request, context);
  const wish = {
    ...request,
    ending: path.extname(request.outPath).toLowerCase(),
    durationSec: voice.durationSec,
  };
  return estimateFor(wish, { home: context.folders.home, models: context.models });
}
