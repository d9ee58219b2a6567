import type { EngineContext } from '../../../../../context.ts';
import type { SpeechFeatures } from '../../../../voice/types.ts';
import { articulate, type Articulation } from './forward.ts';
import { frameCountOf } from './mel.ts';
import { timedArticulation } from './timedArticulation.ts';

/** Times may reach a little beyond a voice whose last silence was cut. */
const OVERHANG_SEC = 0.1;

/**
 * What the mouth does, every 10 ms: from the sounds and their exact times where the voice engine has told them, else
 * from what the network hears.
 * @throws KotohogiError kind `missing` when the mouth network is needed and cannot be loaded, `cancelled`
 */
export async function speechArticulation(
  { mono16k, durationSec, timings }: Pick<SpeechFeatures, 'mono16k' | 'durationSec' | 'timings'>,
  { models, signal, progress }: Pick<EngineContext, 'models' | 'signal' | 'progress'>,
): Promise<Articulation> {
  const lastSec = timings?.phonemes.at(-1)?.endSec ?? 0;
  if (timings?.exact && lastSec > 0 && lastSec <= durationSec + OVERHANG_SEC)
    return timedArticulation(timings, frameCountOf(mono16k.length));
  return articulate(await models.open('mouth'), mono16k, signal, progress);
}
