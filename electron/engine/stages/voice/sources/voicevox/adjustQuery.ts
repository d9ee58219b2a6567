import type { SpeakSettings } from '../types.ts';
import type { AudioQuery } from './schemas.ts';

/** The editor's own ends of its pitch slider: beyond them voices break. */
const PITCH_SCALE_MOST = 0.15;
const LN_PER_SEMITONE = Math.LN2 / 12;

/**
 * The pitch setting that moves a query by so many semitones. The engine multiplies ln(F0) by 2^x, hence x depends on
 * the height of the voice.
 */
function pitchScale({ accent_phrases: phrases }: AudioQuery, semitones: number): number {
  const voiced = phrases.flatMap(({ moras }) => moras.map(({ pitch }) => pitch)).filter((pitch) => pitch > 0);
  if (voiced.length === 0 || semitones === 0) return 0;
  const mean = voiced.reduce((sum, pitch) => sum + pitch, 0) / voiced.length;
  const x = Math.log2(1 + (semitones * LN_PER_SEMITONE) / mean);
  return Math.min(Math.max(x, -PITCH_SCALE_MOST), PITCH_SCALE_MOST);
}

/** A query spoken as the settings wish; everything else in it stays as the engine made it. */
export const adjustQuery = (
  query: AudioQuery,
  { rate, pitchSemitones, pauses }: SpeakSettings,
): AudioQuery => ({
  ...query,
  speedScale: query.speedScale * rate,
  pitchScale: query.pitchScale + pitchScale(query, pitchSemitones),
  pauseLengthScale: query.pauseLengthScale * pauses,
  outputStereo: false,
});
