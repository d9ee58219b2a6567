/** One voice, one edit: analysed, adjusted, measured and written as a sound file. */
import { throwIfCancelled } from '../../shared/errors.ts';
import type { ProsodyConfidence } from '../../shared/prosody/confidence.ts';
import type { ProsodyEdit } from '../../shared/prosody/edits.ts';
import { gentlerEdit } from '../../shared/prosody/gentlerEdit.ts';
import type { ProsodySettings } from '../../shared/prosody/settings.ts';
import { timeMapPairs } from '../../shared/prosody/timeMap.ts';
import type { EngineContext } from './context.ts';
import { measureConfidence } from './measureConfidence.ts';
import { userPresetsFor } from './presetStore.ts';
import { silentProgress } from './progress.ts';
import { exactWavFormat, processedWavFormat, writeWavFile, type WavFormat } from './runtime/wavFile.ts';
import { decodeVoice } from './stages/media/index.ts';
import type { Voice } from './stages/media/types.ts';
import { analyseVoiceProsody } from './stages/prosody/analysis/index.ts';
import { passGate, type GateDecision } from './stages/prosody/confidence/index.ts';
import { applyProsody, requirePreset, type AdjustedVoice } from './stages/prosody/index.ts';
import { requireVoice } from './stages/voice/music.ts';

export interface AdjustVoiceRequest {
  readonly voicePath: string;
  /** WAV file to write; its folder must exist. */
  readonly outPath: string;
  readonly edit: ProsodyEdit;
}

export const PROSODY_REPORT_VERSION = 1;

/** Times in seconds. */
export interface ProsodyReport {
  readonly schemaVersion: typeof PROSODY_REPORT_VERSION;
  readonly voice: string;
  readonly out: string;
  readonly request: ProsodyEdit;
  /** What was applied to the whole voice: the preset, held back for this voice and language, and the settings. */
  readonly applied: ProsodySettings;
  readonly limits: readonly string[];
  readonly confidence: ProsodyConfidence;
  /** What is best used: this result, a gentler version (`share` of the edit), or the original; and why. */
  readonly gate: {
    readonly offer: GateDecision<unknown>['offer'];
    readonly share: number;
    readonly confidence: number | null;
    readonly why: string;
  };
  readonly durationSec: number;
  readonly originalDurationSec: number;
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly format: WavFormat;
  readonly timeMap: readonly (readonly [originalSec: number, adjustedSec: number])[];
  readonly warnings: readonly string[];
  /** Time taken on this machine, without reading and writing files. */
  readonly analysisMs: number;
  readonly renderMs: number;
}

/**
 * Adjusts a voice and writes it at its own sample rate and channel count.
 * @throws KotohogiError kinds `input`, `missing`, `cancelled`; the output is then as it was before
 */
export async function adjustVoice(
  { voicePath, outPath, edit }: AdjustVoiceRequest,
  context: Pick<EngineContext, 'signal' | 'ffmpegPath' | 'folders'>,
): Promise<ProsodyReport> {
  const userPresets = await userPresetsFor(edit.preset ? [edit.preset.id] : [], context.folders.home);
  if (edit.preset) requirePreset(edit.preset.id, userPresets);
  const room = { ...context, progress: silentProgress };
  const voice = await decodeVoice(voicePath, context);
  const musicWarnings = requireVoice(voice);
  const startedMs = performance.now();
  const analysis = analyseVoiceProsody(voice);
  const analysedMs = performance.now();
  const adjusted = await applyProsody(voice, analysis, edit, room, userPresets);
  const renderedMs = performance.now();
  const decision = await passGate(async (share) => {
    throwIfCancelled(context.signal);
    const result =
      share === 1
        ? adjusted
        : await applyProsody(voice, analysis, gentlerEdit(edit, share), room, userPresets);
    return { amount: share, result, confidence: measureConfidence(result, analysis) };
  }, 1);
  const { confidence } = decision.asked;
  throwIfCancelled(context.signal);
  const format = formatFor(voice, adjusted);
  await writeWavFile(adjusted.voice.clip, outPath, format, context.signal);
  return {
    schemaVersion: PROSODY_REPORT_VERSION,
    voice: voicePath,
    out: outPath,
    request: edit,
    applied: adjusted.plan.settings,
    limits: adjusted.limits,
    confidence,
    gate: {
      offer: decision.offer,
      share: decision.accepted?.amount ?? 0,
      confidence: decision.accepted?.confidence.score ?? null,
      why: decision.why,
    },
    durationSec: adjusted.voice.durationSec,
    originalDurationSec: voice.durationSec,
    sampleRateHz: voice.clip.sampleRateHz,
    channels: voice.clip.channels.length,
    format,
    timeMap: timeMapPairs(adjusted.timeMap),
    warnings: [...voice.warnings, ...musicWarnings],
    analysisMs: analysedMs - startedMs,
    renderMs: renderedMs - analysedMs,
  };
}

/** Untouched sound is written exactly; processed sound in the whole numbers of its source. */
const formatFor = (original: Voice, { voice }: AdjustedVoice): WavFormat =>
  voice === original ? exactWavFormat(original.clip) : processedWavFormat(original.clip);
