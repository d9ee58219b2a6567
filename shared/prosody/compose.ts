/** Preset, settings, phrases, curves and the speaker's limits become one complete plan: no look-ups after this. */
import { spanIndex } from '../timeline/spanIndex.ts';
import { adaptPreset, type AdaptedSettings } from './adaptPreset.ts';
import { composePitch } from './composePitch.ts';
import { composeTime } from './composeTime.ts';
import { plateau, sampleCurve, type Curve } from './curve.ts';
import type { PhraseEdit, ProsodyEdit } from './edits.ts';
import { SAFE_PITCH_FACTOR, SAFE_RANGE, SAFE_TEMPO, type ProsodyLimit } from './limits.ts';
import type { ProsodyPreset } from './presets.ts';
import {
  combineSettings,
  factorOf,
  NEUTRAL_SETTINGS,
  scaleSettings,
  type ProsodySettings,
} from './settings.ts';
import { isIdentityMap, type TimeMap } from './timeMap.ts';
import type { VoiceFacts } from './voiceFacts.ts';

/** Edges of phrases move to the nearest unvoiced frame within this. */
const SNAP_SEC = 0.04;
const ENERGY_FADE_SEC = 0.03;
const FADE_STEPS = 4;

export interface ProsodyPlan {
  /** What applies to the whole voice: the preset as adapted, and the settings of the edit. */
  readonly settings: ProsodySettings;
  /** Target F0 per frame of the pitch track, Hz; 0 where unvoiced; the original's own value where it stays. */
  readonly targetHz: Float32Array;
  readonly timeMap: TimeMap;
  /** Level change over time of the original, dB; no points: none. */
  readonly gainDb: Curve;
  /** Against the reference loudness, LU. */
  readonly loudnessLu: number;
  /** Reference loudness, LUFS; null: that of the voice itself. */
  readonly loudnessTargetLufs: number | null;
  readonly brightnessDb: number;
  readonly limits: readonly ProsodyLimit[];
  /** True when nothing is asked for: the result is the voice itself, sample for sample. */
  readonly isNeutral: boolean;
}

/**
 * @param preset the preset that the edit names, looked up; null for none
 * @returns a plan whose limits say what was held back for this voice and language, and what goes beyond what sounds natural
 */
export function composePlan(voice: VoiceFacts, edit: ProsodyEdit, preset: ProsodyPreset | null): ProsodyPlan {
  const { settings, limits: adaptedLimits } = composeSettings(voice, edit, preset);
  const phrases = edit.phrases.map((phrase) => snapped(phrase, voice));
  const pitch = composePitch(voice, {
    settings,
    phrases,
    curves: edit.pitchCurves,
    language: edit.language,
  });
  const time = composeTime(voice, {
    settings,
    phrases,
    tempoCurve: edit.tempoCurve,
    pauses: edit.pauses,
  });
  const gainDb = composeGain(settings.energyDb, phrases, edit.energyCurve, voice.durationSec);
  const limits = [
    ...adaptedLimits,
    ...pitch.limits,
    ...time.limits,
    ...unevenTempo(edit),
    ...beyondNatural(settings, phrases),
  ];
  const { loudnessLu, brightnessDb } = settings;
  const { loudnessTargetLufs } = edit;
  const isNeutral =
    isIdentityMap(time.timeMap) &&
    gainDb.length === 0 &&
    loudnessLu === 0 &&
    loudnessTargetLufs === null &&
    brightnessDb === 0 &&
    pitch.targetHz.every((hz, i) => hz === voice.pitch.hz[i]);
  return {
    settings,
    targetHz: pitch.targetHz,
    timeMap: time.timeMap,
    gainDb,
    loudnessLu,
    loudnessTargetLufs,
    brightnessDb,
    limits,
    isNeutral,
  };
}

/** What applies to the whole voice: the preset as adapted to it, and the settings of the edit. */
export function composeSettings(
  voice: VoiceFacts,
  edit: ProsodyEdit,
  preset: ProsodyPreset | null,
): AdaptedSettings {
  const amount = edit.preset?.amount ?? 1;
  const adapted = adaptPreset(
    preset ? scaleSettings(preset.settings, amount) : NEUTRAL_SETTINGS,
    voice,
    edit.language,
  );
  return { ...adapted, settings: combineSettings(adapted.settings, edit.settings) };
}

/** A phrase whose edges lie where nothing is voiced, if that is near. */
export function snapped(phrase: PhraseEdit, { pitch, durationSec }: VoiceFacts): PhraseEdit {
  const snap = (sec: number): number => {
    if (sec <= 0 || sec >= durationSec) return sec;
    const frame = Math.round((sec - pitch.startSec) / pitch.stepSec);
    const reach = Math.round(SNAP_SEC / pitch.stepSec);
    if (pitch.hz[frame] === 0) return sec;
    for (let distance = 1; distance <= reach; distance++)
      for (const at of [frame - distance, frame + distance])
        if (pitch.hz[at] === 0) return pitch.startSec + at * pitch.stepSec;
    return sec;
  };
  const [startSec, endSec] = [snap(phrase.startSec), snap(phrase.endSec)];
  return startSec < endSec ? { ...phrase, startSec, endSec } : phrase;
}

/** Level change over time, dB; no points: none. */
export function composeGain(
  energyDb: number,
  phrases: readonly PhraseEdit[],
  curve: Curve,
  durationSec: number,
): Curve {
  const edited = phrases.filter(({ settings }) => settings.energyDb !== 0);
  const isFlat = edited.length === 0 && curve.every(({ value }) => value === 0);
  if (isFlat) return energyDb === 0 ? [] : [{ sec: 0, value: energyDb }];
  const near = spanIndex(edited, ({ startSec, endSec }) => [
    startSec - ENERGY_FADE_SEC,
    endSec + ENERGY_FADE_SEC,
  ]);
  const times = new Set([0, durationSec, ...curve.map(({ sec }) => sec)]);
  for (const { startSec, endSec } of edited)
    for (const edge of [startSec, endSec])
      for (let i = 0; i <= FADE_STEPS; i++)
        times.add(Math.max(0, edge + (i / FADE_STEPS - 0.5) * ENERGY_FADE_SEC));
  return [...times]
    .sort((a, b) => a - b)
    .map((sec) => ({
      sec,
      value: near(sec, sec).reduce(
        (sum, { startSec, endSec, settings }) =>
          sum + settings.energyDb * plateau(sec, startSec, endSec, ENERGY_FADE_SEC),
        energyDb + sampleCurve(curve, sec),
      ),
    }));
}

const unevenTempo = ({ language, tempoCurve }: ProsodyEdit): ProsodyLimit[] =>
  language === 'ja' && tempoCurve.some(({ value }) => value !== tempoCurve[0].value)
    ? [
        {
          code: 'japanese-uneven-tempo',
          message: 'The tempo changes within phrases: in Japanese the lengths of morae carry meaning.',
        },
      ]
    : [];

const outside = (value: number, [min, max]: readonly [number, number]): boolean => value < min || value > max;

/** What the user asked for beyond the safe limits is done, and said. */
function beyondNatural(settings: ProsodySettings, phrases: readonly PhraseEdit[]): ProsodyLimit[] {
  const all = [
    settings,
    ...phrases.map(({ settings: own }) => ({
      pitchSemitones: settings.pitchSemitones + own.pitchSemitones,
      range: settings.range * own.range,
      tempo: settings.tempo * own.tempo,
    })),
  ];
  const limits: ProsodyLimit[] = [];
  if (all.some(({ pitchSemitones }) => outside(factorOf(pitchSemitones), SAFE_PITCH_FACTOR)))
    limits.push({
      code: 'beyond-pitch',
      message: 'The pitch is changed so far that it may sound processed.',
    });
  if (all.some(({ range }) => outside(range, SAFE_RANGE)))
    limits.push({
      code: 'beyond-range',
      message: 'The melody is widened so far that it may sound processed.',
    });
  if (all.some(({ tempo }) => outside(tempo, SAFE_TEMPO)))
    limits.push({
      code: 'beyond-tempo',
      message: 'The tempo is changed so far that it may sound processed.',
    });
  const effort = Math.max(
    ...all.map(
      ({ pitchSemitones, tempo }) => Math.abs(pitchSemitones) / 9.2 + Math.abs(Math.log2(tempo)) / 0.59,
    ),
  );
  if (limits.length === 0 && effort > 1.4)
    limits.push({
      code: 'beyond-together',
      message: 'Pitch and tempo together are changed so far that it may sound processed.',
    });
  return limits;
}
