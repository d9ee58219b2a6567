import { CONFIDENCE_GATE, type ProsodyConfidence } from '../../shared/prosody/confidence.ts';
import type { AudioClip } from './runtime/audio.ts';
import { mixedMono, type MonoSound } from './runtime/monoSource.ts';
import type { SoundSource } from './runtime/soundSource.ts';
import { mixToMono } from './stages/prosody/analysis/index.ts';
import { requestOf, scoreConfidence } from './stages/prosody/confidence/index.ts';
import type { AdjustedVoice } from './stages/prosody/index.ts';
import type { ProsodyAnalysis } from './stages/prosody/types.ts';

/** How far an adjusted voice is what was asked for, measured on its sound. */
export function measureConfidence(
  { voice, plan }: Pick<AdjustedVoice<AudioClip | SoundSource>, 'voice' | 'plan'>,
  original: ProsodyAnalysis<MonoSound>,
): ProsodyConfidence {
  const { clip } = voice;
  const mono = 'read' in clip ? mixedMono(clip) : mixToMono(clip.channels);
  const result = { mono, sampleRateHz: clip.sampleRateHz };
  return scoreConfidence({ original, result, request: requestOf(plan, original) });
}

/** @returns a sentence for a voice that should not be used as it is; none for others */
export function gateWarnings(what: string, { score, reasons }: ProsodyConfidence): string[] {
  return score === null || score >= CONFIDENCE_GATE
    ? []
    : [
        `${what} has a confidence of ${score.toFixed(2)}, below ${CONFIDENCE_GATE.toFixed(2)}: ${reasons[0] ?? ''} A gentler amount or the original voice will sound better.`,
      ];
}
