import type { RenderRequest } from '../../shared/contract/render.ts';
import type { ProsodyConfidence } from '../../shared/prosody/confidence.ts';
import { NEUTRAL_EDIT } from '../../shared/prosody/edits.ts';
import { toAdjusted, type TimeMap } from '../../shared/prosody/timeMap.ts';
import type { EngineContext } from './context.ts';
import { measureConfidence } from './measureConfidence.ts';
import type { AudioClip } from './runtime/audio.ts';
import { clipOf, sourceOf, type SoundSource } from './runtime/soundSource.ts';
import type { Voice } from './stages/media/types.ts';
import { analyseVoiceProsody, phrasesOf } from './stages/prosody/analysis/index.ts';
import { applyProsody, type AdjustedVoice } from './stages/prosody/index.ts';
import type { TimeSpan } from './stages/prosody/types.ts';
import { userPresetsFor } from './presetStore.ts';

/** The voice that is heard. */
export interface SpokenAs<V extends AnyVoice = Voice> {
  /** The voice itself, the same object, where nothing was adjusted. */
  readonly voice: V | Voice;
  /** Sentences about what was held back for this voice and language. */
  readonly limits: readonly string[];
  /** Measured on the adjusted sound; null where nothing was adjusted. */
  readonly confidence: ProsodyConfidence | null;
  /** From seconds of the voice as it was recorded to seconds of the voice that is heard. */
  readonly toAdjusted: (sec: number) => number;
  /** What was adjusted; null where nothing was. */
  readonly adjusted: AdjustedVoice | null;
  /** Stretches of speech between pauses that divide them, seconds of the voice as it was recorded. */
  readonly phrases: readonly TimeSpan[];
}

type AnyVoice = Voice<AudioClip | SoundSource>;

/**
 * The voice as an edit or a preset says it; without either the voice itself. Only what is adjusted has to lie in memory.
 * @throws KotohogiError kind `input` for a preset that does not exist; `cancelled`
 */
export async function speakAs<V extends AnyVoice>(
  recorded: V,
  { preset, language, prosody }: Pick<RenderRequest, 'preset' | 'language' | 'prosody'>,
  room: Pick<EngineContext, 'signal' | 'progress' | 'folders'>,
): Promise<SpokenAs<V>> {
  const ofPreset = preset === null ? null : { ...NEUTRAL_EDIT, language, preset: { id: preset, amount: 1 } };
  const edit = prosody ?? ofPreset;
  const userPresets = await userPresetsFor(edit?.preset ? [edit.preset.id] : [], room.folders.home);
  if (!edit)
    return {
      voice: recorded,
      limits: [],
      confidence: null,
      toAdjusted: (sec) => sec,
      adjusted: null,
      phrases: phrasesOf(sourceOf(recorded.clip)),
    };
  const voice: Voice = { ...recorded, clip: clipOf(recorded.clip) };
  const analysis = analyseVoiceProsody(voice);
  const adjusted = await applyProsody(voice, analysis, edit, room, userPresets);
  return {
    voice: adjusted.voice === voice ? recorded : adjusted.voice,
    limits: adjusted.limits,
    adjusted,
    phrases: analysis.phrases,
    confidence: measureConfidence(adjusted, analysis),
    toAdjusted: timesBy(adjusted.timeMap),
  };
}

/** Holds the map alone: whoever keeps it keeps no sound. */
const timesBy =
  (timeMap: TimeMap) =>
  (sec: number): number =>
    toAdjusted(timeMap, sec);
