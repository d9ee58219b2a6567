/** What is refused, and what is told, whichever videos are made of a photo and a voice. */
import type { RenderRequest } from '../../shared/contract/render.ts';
import { inputError, missingError } from '../../shared/errors.ts';
import { aacSampleRateHz } from './stages/encode/index.ts';
import type { FaceResult } from './stages/face/types.ts';
import type { Voice } from './stages/media/types.ts';
import type { SpeechFeatures } from './stages/voice/types.ts';

/** @throws KotohogiError kind `missing` for a lip-sync that is not there */
export function requireLipSync({ lipsync }: Pick<RenderRequest, 'lipsync'>): void {
  if (lipsync === 'wav2lip')
    throw missingError(
      'wav2lip-missing',
      'The Wav2Lip lip-sync is not part of this version.',
      'Use the built-in lip-sync: --lipsync builtin.',
    );
}

/** @throws KotohogiError kind `input` for a voice in which nobody speaks */
export function requireSpeech(voice: Voice, speech: SpeechFeatures): void {
  if (speech.activity.some((active) => active === 1)) return;
  throw inputError(
    'voice-no-speech',
    `No speech was found in "${voice.path}".`,
    'Use a recording in which one person speaks clearly, without loud music or noise.',
  );
}

export function fallbacksOf({ device }: Pick<RenderRequest, 'device'>): string[] {
  return device === 'auto' || device === 'cpu'
    ? []
    : [`The device "${device}" was not used: the built-in lip-sync and its models run on the processor.`];
}

export function warningsOf(
  { faceIndex }: Pick<RenderRequest, 'faceIndex'>,
  faces: FaceResult,
  voice: Voice,
): string[] {
  const warnings: string[] = [];
  if (faces.faces.length > 1)
    warnings.push(
      `The photo shows ${faces.faces.length} faces; face ${faceIndex} speaks (0 is the largest).`,
    );
  const rateHz = aacSampleRateHz(voice.clip.sampleRateHz);
  if (rateHz !== voice.clip.sampleRateHz)
    warnings.push(
      `The sound in the video has ${rateHz} Hz: AAC cannot carry the voice's own ${voice.clip.sampleRateHz} Hz.`,
    );
  return warnings;
}
