import { createAudioClip, type AudioClip } from '../../../runtime/audio.ts';
import type { SpokenSentence, SpokenText, TimedPhoneme, TimedText } from './types.ts';

/** A pause between two sentences that sounds like a speaker taking breath, seconds. */
const SENTENCE_PAUSE_SEC = 0.35;
/** Softer than this counts as silence around a sentence: -50 dB. */
const SILENCE = 10 ** (-50 / 20);
/** Silence kept around the sound of a sentence, seconds: soft onsets begin below the threshold. */
const MARGIN_SEC = 0.02;

/** The part of a sentence that is heard. */
function heard(samples: Float32Array, sampleRateHz: number): { from: number; to: number } {
  const margin = Math.round(MARGIN_SEC * sampleRateHz);
  const first = samples.findIndex((x) => Math.abs(x) > SILENCE);
  if (first < 0) return { from: 0, to: samples.length };
  const last = samples.findLastIndex((x) => Math.abs(x) > SILENCE);
  return { from: Math.max(0, first - margin), to: Math.min(samples.length, last + 1 + margin) };
}

/**
 * Puts sentences one after the other with pauses between them.
 * @param pauses times the usual pause
 */
export function joinSentences(
  sentences: readonly Omit<SpokenSentence, 'sampleRateHz'>[],
  sampleRateHz: number,
  pauses: number,
): SpokenText {
  const pause = Math.round(SENTENCE_PAUSE_SEC * pauses * sampleRateHz);
  const parts = sentences.map((sentence) => ({ sentence, ...heard(sentence.samples, sampleRateHz) }));
  const spoken = parts.reduce((sum, { from, to }) => sum + to - from, 0);
  const clip: AudioClip = createAudioClip(sampleRateHz, 1, spoken + Math.max(0, parts.length - 1) * pause);
  const timed: TimedText[] = [];
  const phonemes: TimedPhoneme[] = [];
  let at = 0;
  for (const { sentence, from, to } of parts) {
    clip.channels[0].set(sentence.samples.subarray(from, to), at);
    timed.push({
      text: sentence.text,
      startSec: at / sampleRateHz,
      endSec: (at + to - from) / sampleRateHz,
    });
    const shiftSec = (at - from) / sampleRateHz;
    const within = (sec: number): number => Math.min(Math.max(0, sec + shiftSec), clip.length / sampleRateHz);
    for (const { symbol, startSec, endSec } of sentence.phonemes ?? [])
      phonemes.push({ symbol, startSec: within(startSec), endSec: within(endSec) });
    at += to - from + pause;
  }
  const allTimed = sentences.every((sentence) => sentence.phonemes !== null);
  return { clip, sentences: timed, phonemes: allTimed ? phonemes : null };
}
