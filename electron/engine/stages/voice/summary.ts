import type { Voice } from '../media/types.ts';
import { measureLoudness, type Loudness } from './loudness.ts';
import { musicWarningsOf } from './music.ts';
import type { SpeechFeatures } from './types.ts';

export const ANALYSIS_REPORT_VERSION = 1;

/** What `analyze --json` says about a voice. Times in seconds, levels in dB relative to full scale. */
export interface VoiceSummary {
  readonly schemaVersion: typeof ANALYSIS_REPORT_VERSION;
  readonly voice: string;
  readonly sha256: string;
  readonly durationSec: number;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Short-time RMS level of the mono mix: value i belongs to startSec + i * stepSec. */
  readonly intensityDb: {
    readonly stepSec: number;
    readonly startSec: number;
    readonly db: readonly number[];
  };
  readonly pauses: readonly (readonly [startSec: number, endSec: number])[];
  /** Seconds that carry speech; 0 means that no speech was found. */
  readonly speechSec: number;
  readonly level: {
    /** Largest sample of any channel; null for digital silence. */
    readonly peakDb: number | null;
    /** Root mean square over all channels; null for digital silence. */
    readonly rmsDb: number | null;
  };
  readonly loudness: Loudness;
  readonly warnings: readonly string[];
}

/** Gathers what was measured about a voice into plain, rounded numbers. */
export function summariseVoice(voice: Voice, features: SpeechFeatures): VoiceSummary {
  const { lufs, truePeakDb } = measureLoudness(voice.clip);
  const { peak, rms } = measureLevel(voice);
  const activeSteps = features.activity.reduce((sum, active) => sum + active, 0);
  const speechSec = Math.min(features.durationSec, activeSteps * features.stepSec);
  const warnings = [...voice.warnings];
  warnings.push(...musicWarningsOf(voice));
  if (speechSec === 0)
    warnings.push(`No speech was found in "${voice.path}": only noise or very quiet sound.`);
  return {
    schemaVersion: ANALYSIS_REPORT_VERSION,
    voice: voice.path,
    sha256: voice.sha256,
    durationSec: voice.durationSec,
    sampleRateHz: voice.clip.sampleRateHz,
    channels: voice.clip.channels.length,
    intensityDb: {
      stepSec: features.stepSec,
      startSec: 0,
      db: Array.from(features.energyDb, (db) => round(db, 1)),
    },
    pauses: features.pauses.map(([start, end]) => [round(start, 3), round(end, 3)]),
    speechSec: round(speechSec, 3),
    level: { peakDb: decibels(peak), rmsDb: decibels(rms) },
    loudness: {
      lufs: lufs === null ? null : round(lufs, 2),
      truePeakDb: truePeakDb === null ? null : round(truePeakDb, 2),
    },
    warnings,
  };
}

function measureLevel({ clip }: Voice): { peak: number; rms: number } {
  let peak = 0;
  let squares = 0;
  for (const samples of clip.channels) {
    for (let n = 0; n < samples.length; n++) {
      const magnitude = Math.abs(samples[n]);
      if (magnitude > peak) peak = magnitude;
      squares += magnitude * magnitude;
    }
  }
  return { peak, rms: Math.sqrt(squares / Math.max(1, clip.length * clip.channels.length)) };
}

const decibels = (amplitude: number): number | null =>
  amplitude > 0 ? round(20 * Math.log10(amplitude), 2) : null;
const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
