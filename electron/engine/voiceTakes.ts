/** Voices as edits make them: adjusted, measured, and kept as sound files as long as they are of use. */
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { VoiceMeasures, VoiceTake } from '../../shared/contract/compare.ts';
import { throwIfCancelled } from '../../shared/errors.ts';
import { NEUTRAL_EDIT, type ProsodyEdit } from '../../shared/prosody/edits.ts';
import { gentlerEdit } from '../../shared/prosody/gentlerEdit.ts';
import { timeMapPairs } from '../../shared/prosody/timeMap.ts';
import type { EngineContext } from './context.ts';
import { measureConfidence } from './measureConfidence.ts';
import { userPresetsFor } from './presetStore.ts';
import { silentProgress } from './progress.ts';
import { processedWavFormat, writeWavFile } from './runtime/wavFile.ts';
import { decodeVoice } from './stages/media/index.ts';
import type { Voice } from './stages/media/types.ts';
import { analyseVoiceProsody } from './stages/prosody/analysis/index.ts';
import { passGate } from './stages/prosody/confidence/index.ts';
import { applyProsody } from './stages/prosody/index.ts';
import type { PitchTrack, ProsodyAnalysis } from './stages/prosody/types.ts';
import { integratedLufs } from './stages/voice/loudness.ts';
import { requireVoice } from './stages/voice/music.ts';

/** A take before its sound has an address. */
export interface MadeTake extends Omit<VoiceTake, 'url'> {
  /** WAV file, in the folder for takes. */
  readonly wavPath: string;
}

export interface VoiceTakes {
  /**
   * Makes a voice sound as an edit says, and measures what came of it. The same voice and edit cost nothing again.
   * @param edit null: as it was recorded
   * @throws KotohogiError kinds `input`, `missing`, `cancelled`
   */
  make(voicePath: string, edit: ProsodyEdit | null, context: TakeContext): Promise<MadeTake>;
}

type TakeContext = Pick<EngineContext, 'signal' | 'ffmpegPath' | 'folders'>;

/** Takes whose files are kept; those that were not asked for longest go first. */
const TAKES_KEPT = 24;
/** A drawn contour needs no more points than a wide screen has columns. */
const CONTOUR_POINTS = 3000;
const TAKES_FOLDER = 'takes';

/** The voice that is being worked on, with what every take of it needs. */
interface Listened {
  readonly key: string;
  readonly voice: Voice;
  readonly analysis: ProsodyAnalysis;
  readonly measures: VoiceMeasures;
}

export function createVoiceTakes(): VoiceTakes {
  let listened: Promise<Listened> | null = null;
  let listenedKey = '';
  let folderReady: Promise<string> | null = null;
  /** By voice and edit, the one that was asked for last at the end. */
  const known = new Map<string, MadeTake>();

  function listen(key: string, voicePath: string, context: TakeContext): Promise<Listened> {
    if (listened && listenedKey === key) return listened;
    const fresh = listenTo(key, voicePath, context);
    listened = fresh;
    listenedKey = key;
    fresh.catch(() => {
      if (listened === fresh) listened = null;
    });
    return fresh;
  }

  async function keep(key: string, take: MadeTake): Promise<MadeTake> {
    known.delete(key);
    known.set(key, take);
    for (const [oldKey, old] of [...known].slice(0, Math.max(0, known.size - TAKES_KEPT))) {
      known.delete(oldKey);
      // Two edits may sound the same and share a file.
      const isShared = [...known.values()].some(({ wavPath }) => wavPath === old.wavPath);
      if (!isShared) await rm(old.wavPath, { force: true });
    }
    return take;
  }

  return {
    async make(voicePath, edit, context) {
      const asked = edit ?? NEUTRAL_EDIT;
      const userPresets = await userPresetsFor(asked.preset ? [asked.preset.id] : [], context.folders.home);
      const voiceKey = await keyOf(voicePath);
      const takeKey = JSON.stringify([
        voiceKey,
        asked,
        userPresets.find(({ id }) => id === asked.preset?.id) ?? null,
      ]);
      const before = known.get(takeKey);
      if (before && (await stat(before.wavPath).catch(() => null))) return keep(takeKey, before);
      const recorded = await listen(voiceKey, voicePath, context);
      throwIfCancelled(context.signal);
      folderReady ??= emptyFolder(path.join(context.folders.cache, TAKES_FOLDER));
      folderReady.catch(() => (folderReady = null));
      return keep(takeKey, await makeTake(recorded, asked, userPresets, await folderReady, context));
    },
  };
}

/** Takes of an earlier start are of no use to anybody. */
async function emptyFolder(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}

/** A file that is written anew under its name is another voice. */
async function keyOf(voicePath: string): Promise<string> {
  const info = await stat(voicePath).catch(() => null);
  return JSON.stringify([voicePath, info?.size, info?.mtimeMs]);
}

async function listenTo(key: string, voicePath: string, context: TakeContext): Promise<Listened> {
  // Whoever asked first may lose interest; those who ask next still want to know.
  const voice = await decodeVoice(voicePath, { ...context, signal: new AbortController().signal });
  requireVoice(voice);
  const analysis = analyseVoiceProsody(voice);
  return { key, voice, analysis, measures: measuresOf(voice, analysis) };
}

const measuresOf = (voice: Voice, analysis: ProsodyAnalysis): VoiceMeasures => ({
  durationSec: voice.durationSec,
  medianHz: analysis.medianHz,
  rangeSemitones: analysis.rangeSemitones,
  syllableRateHz: analysis.syllableRateHz,
  lufs: integratedLufs(voice.clip),
});

async function makeTake(
  { voice, analysis, measures }: Listened,
  edit: ProsodyEdit,
  userPresets: Parameters<typeof applyProsody>[4],
  folder: string,
  context: TakeContext,
): Promise<MadeTake> {
  const room = { ...context, progress: silentProgress };
  const adjusted = await applyProsody(voice, analysis, edit, room, userPresets);
  const decision = await passGate(async (share) => {
    throwIfCancelled(context.signal);
    const result =
      share === 1
        ? adjusted
        : await applyProsody(voice, analysis, gentlerEdit(edit, share), room, userPresets);
    return { amount: share, result, confidence: measureConfidence(result, analysis) };
  }, 1);
  throwIfCancelled(context.signal);
  const { clip } = adjusted.voice;
  const isUntouched = adjusted.voice === voice;
  const measured = isUntouched ? analysis : analyseVoiceProsody(adjusted.voice);
  const wavPath = path.join(folder, `${adjusted.voice.sha256}.wav`);
  await writeWavFile(clip, wavPath, processedWavFormat(voice.clip), context.signal);
  const { accepted, offer } = decision;
  return {
    wavPath,
    sampleRateHz: clip.sampleRateHz,
    timeMap: timeMapPairs(adjusted.timeMap).map(([originalSec, adjustedSec]) => [originalSec, adjustedSec]),
    phrases: analysis.phrases.map(([startSec, endSec]) => [startSec, endSec]),
    measures: isUntouched ? measures : measuresOf(adjusted.voice, measured),
    recorded: measures,
    pitch: contourOf(measured.pitch),
    confidence: plainConfidence(decision.asked.confidence),
    gentler:
      offer === 'gentler' && accepted
        ? { share: accepted.amount, score: accepted.confidence.score ?? 0 }
        : null,
    limits: [...adjusted.limits],
  };
}

/** Copies: what travels belongs to whoever gets it. */
const plainConfidence = (confidence: ReturnType<typeof measureConfidence>): VoiceTake['confidence'] => ({
  ...confidence,
  terms: Object.fromEntries(
    Object.entries(confidence.terms).map(([name, term]) => [
      name,
      { ...term, measures: { ...term.measures } },
    ]),
  ),
  reasons: [...confidence.reasons],
  reasonCodes: [...confidence.reasonCodes],
});

/** Every nth frame of a pitch track, so that the curve is drawn from as many points as can be seen. */
export function contourOf(
  { startSec, stepSec, hz }: Pick<PitchTrack, 'startSec' | 'stepSec' | 'hz'>,
  mostPoints = CONTOUR_POINTS,
): VoiceTake['pitch'] {
  const every = Math.max(1, Math.ceil(hz.length / mostPoints));
  return {
    startSec,
    stepSec: stepSec * every,
    hz: Array.from({ length: Math.ceil(hz.length / every) }, (_, i) => {
      const value = hz[i * every];
      return value > 0 ? Math.round(value * 100) / 100 : null;
    }),
  };
}
