/** What is refused, and what is told, whichever videos are made of a photo and a voice. */
import type { RenderRequest } from '../../shared/contract/render.ts';
import { inputError } from '../../shared/errors.ts';
import type { AudioClip } from './runtime/audio.ts';
import type { SoundSource } from './runtime/soundSource.ts';
import { aacSampleRateHz } from './stages/encode/index.ts';
import type { Voice } from './stages/media/types.ts';
import type { SpeechFeatures } from './stages/voice/types.ts';

/** @throws KotohogiError kind `input` for a voice in which nobody speaks */
export function requireSpeech(voice: Pick<Voice, 'path'>, speech: Pick<SpeechFeatures, 'activity'>): void {
  if (speech.activity.some((active) => active === 1)) return;
  throw inputError(
    'voice-no-speech',
    `No speech was found in "${voice.path}".`,
    'Use a recording in which one person speaks clearly, without loud music or noise.',
  );
}

export function warningsOf(
  { faceIndex }: Pick<RenderRequest, 'faceIndex'>,
  faceCount: number,
  voice: Voice<AudioClip | SoundSource>,
): string[] {
  const warnings: string[] = [];
  if (faceCount > 1)
    warnings.push(`The photo shows ${faceCount} faces; face ${faceIndex} speaks (0 is the largest).`);
  const rateHz = aacSampleRateHz(voice.clip.sampleRateHz);
  if (rateHz !== voice.clip.sampleRateHz)
    warnings.push(
      `The sound in the video has ${rateHz} Hz: AAC cannot carry the voice's own ${voice.clip.sampleRateHz} Hz.`,
    );
  return warnings;
}
