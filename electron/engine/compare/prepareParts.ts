/** The sound side of a comparison: one analysis, then every voice adjusted, measured, matched and lip-synced. */
import { KotohogiError } from '../../../shared/errors.ts';
import type { ProsodyConfidence } from '../../../shared/prosody/confidence.ts';
import { NEUTRAL_EDIT } from '../../../shared/prosody/edits.ts';
import type { ProsodyPreset } from '../../../shared/prosody/presets.ts';
import { frameCount } from '../../../shared/timeline/frames.ts';
import { hearVoice } from '../hearVoice.ts';
import type { LipSync, LipSyncFace } from '../lipSync.ts';
import { measureConfidence } from '../measureConfidence.ts';
import { silentProgress } from '../progress.ts';
import { requireSpeech } from '../renderChecks.ts';
import type { AudioClip } from '../runtime/audio.ts';
import type { StageClock } from '../stageClock.ts';
import type { LipSyncResult } from '../stages/lipsync/types.ts';
import type { Voice } from '../stages/media/types.ts';
import { analyseVoiceProsody } from '../stages/prosody/analysis/index.ts';
import type { AdjustedVoice } from '../stages/prosody/index.ts';
import { applyProsody } from '../stages/prosody/index.ts';
import { requireVoice } from '../stages/voice/music.ts';
import { matchLoudness } from './matchLoudness.ts';
import type { ComparedVoice, CompareRequest } from './types.ts';

/** One voice, ready to be drawn. */
export interface ReadyPart {
  readonly compared: ComparedVoice;
  readonly adjusted: AdjustedVoice;
  readonly confidence: ProsodyConfidence;
  /** Matched in loudness with all others. */
  readonly clip: AudioClip;
  /** The caller closes its feed. */
  readonly lipSync: LipSyncResult;
  readonly frames: number;
}

export interface FailedPart {
  readonly compared: ComparedVoice;
  readonly error: unknown;
}

export interface PreparedParts {
  readonly ready: readonly ReadyPart[];
  readonly failed: readonly FailedPart[];
  readonly matchedLufs: number | null;
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
const isCancel = (error: unknown): boolean => error instanceof KotohogiError && error.kind === 'cancelled';

/**
 * @throws KotohogiError kind `input` when nobody speaks; the first voice's error when all of them fail
 */
export async function prepareParts(
  voice: Voice,
  face: (frames: number) => LipSyncFace,
  lipSync: LipSync,
  userPresets: readonly ProsodyPreset[],
  request: CompareRequest,
  clock: StageClock,
): Promise<PreparedParts> {
  const failed: FailedPart[] = [];
  /** Does one piece of work per voice; a failure takes the voice out and leaves the others in. */
  async function each<In extends { readonly compared: ComparedVoice }, Out>(
    parts: readonly In[],
    work: (part: In, share: { index: number; count: number }) => Promise<Out>,
  ): Promise<Out[]> {
    const done: Out[] = [];
    for (const [index, part] of parts.entries()) {
      try {
        done.push(await work(part, { index, count: parts.length }));
      } catch (error) {
        if (isCancel(error)) throw error;
        failed.push({ compared: part.compared, error });
      }
    }
    if (done.length === 0) throw asError(failed[0]?.error);
    return done;
  }

  const analysis = await clock.run('voice', (room) => {
    const found = analyseVoiceProsody(voice);
    requireSpeech(voice, hearVoice(voice, null, found.phrases, room));
    requireVoice(voice);
    return found;
  });
  const chosen = request.voices.map((compared) => ({ compared }));
  const adjusted = await each(chosen, ({ compared }, share) =>
    clock.run(
      'voice',
      async (room) => {
        const result = await applyProsody(voice, analysis, compared.edit ?? NEUTRAL_EDIT, room, userPresets);
        return { compared, adjusted: result, confidence: measureConfidence(result, analysis) };
      },
      share,
    ),
  );
  const { clips, targetLufs } = matchLoudness(adjusted.map((part) => part.adjusted.voice.clip));
  const matched = adjusted.map((part, i) => ({ ...part, clip: clips[i] }));
  const ready = await each(matched, (part, share) =>
    clock.run(
      'lipsync',
      async (room) => {
        const frames = frameCount(part.clip.length, part.clip.sampleRateHz, request.fps);
        const quiet = { ...room, progress: silentProgress };
        const speech = hearVoice(voice, part.adjusted, analysis.phrases, quiet);
        const mouth = await lipSync.animate(face(frames), speech, { ...request, frames }, room);
        return { ...part, lipSync: mouth, frames };
      },
      share,
    ),
  );
  return { ready, failed, matchedLufs: targetLufs };
}
