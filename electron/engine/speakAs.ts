import type { RenderRequest } from '../../shared/contract/render.ts';
import type { ProsodyConfidence } from '../../shared/prosody/confidence.ts';
import { NEUTRAL_EDIT, type ProsodyEdit } from '../../shared/prosody/edits.ts';
import type { ProsodyPreset } from '../../shared/prosody/presets.ts';
import { toAdjusted, type TimeMap } from '../../shared/prosody/timeMap.ts';
import type { EngineContext } from './context.ts';
import { measureConfidence } from './measureConfidence.ts';
import type { AudioClip } from './runtime/audio.ts';
import type { MonoSound } from './runtime/monoSource.ts';
import { sourceOf } from './runtime/soundSource.ts';
import type { SoundFile } from './runtime/spooledSound.ts';
import type { Voice } from './stages/media/types.ts';
import { analyseSpooledProsody, analyseVoiceProsody, phrasesOf } from './stages/prosody/analysis/index.ts';
import { applyProsody, applyProsodyInFile, type AdjustedVoice } from './stages/prosody/index.ts';
import type { ProsodyAnalysis, TimeSpan } from './stages/prosody/types.ts';
import { userPresetsFor } from './presetStore.ts';

/** The voice that is heard. */
export interface SpokenAs<Sound extends AudioClip | SoundFile = AudioClip> {
  /** The voice itself, the same object, where nothing was adjusted. */
  readonly voice: Voice<Sound>;
  /** Sentences about what was held back for this voice and language. */
  readonly limits: readonly string[];
  /** Measured on the adjusted sound; null where nothing was adjusted. */
  readonly confidence: ProsodyConfidence | null;
  /** From seconds of the voice as it was recorded to seconds of the voice that is heard. */
  readonly toAdjusted: (sec: number) => number;
  /** What was adjusted; null where nothing was. */
  readonly adjusted: AdjustedVoice<Sound> | null;
  /** Stretches of speech between pauses that divide them, seconds of the voice as it was recorded. */
  readonly phrases: readonly TimeSpan[];
}

type Wish = Pick<RenderRequest, 'preset' | 'language' | 'prosody'>;
type Room = Pick<EngineContext, 'signal' | 'progress' | 'folders'>;

/**
 * The voice as an edit or a preset says it; without either the voice itself. What lies in a file stays there: what is
 * made of it lies in other files of its folder.
 * @throws KotohogiError kind `input` for a preset that does not exist; `cancelled`
 */
export function speakAs(recorded: Voice, wish: Wish, room: Room): Promise<SpokenAs>;
export function speakAs(recorded: Voice<SoundFile>, wish: Wish, room: Room): Promise<SpokenAs<SoundFile>>;
export async function speakAs(
  recorded: Voice | Voice<SoundFile>,
  { preset, language, prosody }: Wish,
  room: Room,
): Promise<SpokenAs<AudioClip | SoundFile>> {
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
  const { analysis, adjusted } = await adjust(recorded, edit, room, userPresets);
  return {
    voice: adjusted.voice,
    limits: adjusted.limits,
    adjusted,
    phrases: analysis.phrases,
    confidence: measureConfidence(adjusted, analysis),
    toAdjusted: timesBy(adjusted.timeMap),
  };
}

async function adjust(
  recorded: Voice | Voice<SoundFile>,
  edit: ProsodyEdit,
  room: Room,
  userPresets: readonly ProsodyPreset[],
): Promise<{
  readonly analysis: ProsodyAnalysis<MonoSound>;
  readonly adjusted: AdjustedVoice<AudioClip | SoundFile>;
}> {
  if (isInFile(recorded)) {
    const analysis = analyseSpooledProsody(recorded.clip);
    return { analysis, adjusted: await applyProsodyInFile(recorded, analysis, edit, room, userPresets) };
  }
  const analysis = analyseVoiceProsody(recorded);
  return { analysis, adjusted: await applyProsody(recorded, analysis, edit, room, userPresets) };
}

const isInFile = (voice: Voice | Voice<SoundFile>): voice is Voice<SoundFile> => 'read' in voice.clip;

/** Holds the map alone: whoever keeps it keeps no sound. */
const timesBy =
  (timeMap: TimeMap) =>
  (sec: number): number =>
    toAdjusted(timeMap, sec);
