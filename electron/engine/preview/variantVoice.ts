/** One way in which a recording is heard, kept up to date phrase by phrase while it is being edited. */
import { composePlan, type ProsodyPlan } from '../../../shared/prosody/compose.ts';
import { NEUTRAL_EDIT, type ProsodyEdit } from '../../../shared/prosody/edits.ts';
import type { ProsodyPreset } from '../../../shared/prosody/presets.ts';
import { identityTimeMap, toAdjusted, type TimeMap } from '../../../shared/prosody/timeMap.ts';
import type { EngineContext } from '../context.ts';
import { hearVoice } from '../hearVoice.ts';
import { createAudioClip, type AudioClip } from '../runtime/audio.ts';
import { cutsBetween, stretchesOf } from '../runtime/stretches.ts';
import type { MouthCurves } from '../stages/lipsync/engines/builtin/track/index.ts';
import type { Voice } from '../stages/media/types.ts';
import { applyProsody, requirePreset } from '../stages/prosody/index.ts';
import { resynthesise } from '../stages/prosody/resynthesis/index.ts';
import { amplitudeOf, applyGain, samplePeak } from '../stages/prosody/resynthesis/level.ts';
import { keepHeadroom } from '../stages/prosody/resynthesis/loudness.ts';
import type { ProsodyAnalysis } from '../stages/prosody/types.ts';
import { integratedLufs } from '../stages/voice/loudness.ts';
import { MEL_BANDS } from '../stages/voice/wav2lipMel.ts';
import { ContentName } from './contentName.ts';
import {
  curvesOf,
  cutCurves,
  joinCurves,
  measurePhrase,
  type PhraseCurves,
  type VoiceCurves,
} from './phraseCurves.ts';
import { nameOfSlice, sliceAnalysis, sliceClip, slicePlan, type PhraseSpan } from './slicePlan.ts';

/** What all voices of a preview have in common. */
export interface Recording {
  readonly voice: Voice;
  readonly analysis: ProsodyAnalysis;
  readonly spans: readonly PhraseSpan[];
}

/** A phrase as an edit makes it. */
interface Phrase {
  readonly clip: AudioClip;
  /** Of its samples. */
  readonly name: number;
  readonly curves: PhraseCurves;
}

/** A phrase at its place in the voice that is heard. */
export interface PlacedPhrase {
  readonly startSample: number;
  readonly samples: number;
  /** 0 and no clip while it is being worked out. */
  readonly name: number;
  readonly clip: AudioClip | null;
}

/** The voice that is heard, as far as it is known. */
export interface HeardVoice {
  readonly samples: number;
  readonly timeMap: TimeMap;
  readonly phrases: readonly PlacedPhrase[];
  readonly curves: VoiceCurves;
  /** Whether it is what a render makes, to the sample; false while phrases were made by themselves. */
  readonly settled: boolean;
  readonly limits: readonly string[];
}

export interface VariantVoice {
  /**
   * Another edit; nothing is worked out yet. null is the recording itself.
   * @throws KotohogiError kind `input` for a preset that does not exist; the edit before stays
   */
  setEdit(edit: ProsodyEdit | null, userPresets: readonly ProsodyPreset[]): void;
  /** How far the nearest phrase that is not known is from a moment, seconds of the recording; null: all are known. */
  missing(originalSec: number): number | null;
  /** Makes the phrase that is missing nearest to a moment of the recording. */
  makeNearest(originalSec: number, room: EngineContext): Promise<void>;
  readonly isSettled: boolean;
  /** Makes the whole as a render does; nothing happens to it when the edit changes meanwhile. */
  settle(room: EngineContext): Promise<void>;
  heard(): HeardVoice;
}

/** Phrases kept, in multiples of those of the recording: undo finds them again. */
const KEPT_VERSIONS = 2;
/** What was just heard is wanted less than what comes. */
const BEHIND_WEIGHT = 3;

interface Current {
  readonly edit: ProsodyEdit | null;
  readonly presets: readonly ProsodyPreset[];
  /** null: the recording itself. */
  readonly plan: ProsodyPlan | null;
  readonly timeMap: TimeMap;
  readonly loudnessDb: number;
  /** Names of what the edit asks of each phrase. */
  readonly asked: readonly number[];
}

const nameOfSamples = (clip: AudioClip): number => {
  const name = new ContentName();
  for (const samples of clip.channels) name.floats(samples);
  return name.value;
};

export function createVariantVoice({ voice, analysis, spans }: Recording): VariantVoice {
  const { sampleRateHz } = voice.clip;
  const known = new Map<number, Phrase>();
  let originalLufs: number | null | undefined;
  let current = planned(null, []);
  /** Of the recording, as soon as the whole was made once. */
  let recorded: MouthCurves | null = null;
  let whole: { readonly of: Current; readonly clip: AudioClip; readonly heard: HeardVoice } | null = null;

  /** By how much the loudness of the whole is to change: known only roughly before the whole is made. */
  function loudnessOf(plan: ProsodyPlan): number {
    if (plan.loudnessTargetLufs === null) return plan.loudnessLu;
    originalLufs ??= integratedLufs(voice.clip);
    return originalLufs === null ? 0 : plan.loudnessTargetLufs + plan.loudnessLu - originalLufs;
  }

  function planned(edit: ProsodyEdit | null, presets: readonly ProsodyPreset[]): Current {
    const preset = edit?.preset ? requirePreset(edit.preset.id, presets) : null;
    const composed = composePlan(analysis, edit ?? NEUTRAL_EDIT, preset);
    const plan = composed.isNeutral ? null : composed;
    const loudnessDb = plan ? loudnessOf(plan) : 0;
    return {
      edit,
      presets,
      plan,
      timeMap: plan?.timeMap ?? identityTimeMap(analysis.durationSec),
      loudnessDb,
      asked: spans.map((span) => nameOfSlice(span, slicePlan(composed, analysis, span), loudnessDb)),
    };
  }

  function keep(asked: number, phrase: Phrase): void {
    known.delete(asked);
    known.set(asked, phrase);
    const most = spans.length * KEPT_VERSIONS;
    for (const old of known.keys()) {
      if (known.size <= most) break;
      if (!current.asked.includes(old)) known.delete(old);
    }
  }

  const distanceTo = ({ from, to }: PhraseSpan, originalSec: number): number => {
    const [fromSec, toSec] = [from / sampleRateHz, to / sampleRateHz];
    if (originalSec < fromSec) return fromSec - originalSec;
    return originalSec > toSec ? (originalSec - toSec) * BEHIND_WEIGHT : 0;
  };

  function nearest(originalSec: number): { readonly index: number; readonly distance: number } | null {
    let best: { index: number; distance: number } | null = null;
    spans.forEach((span, index) => {
      if (known.has(current.asked[index])) return;
      const distance = distanceTo(span, originalSec);
      if (!best || distance < best.distance) best = { index, distance };
    });
    return best;
  }

  /** The sound of one phrase by itself. */
  function soundOf(span: PhraseSpan, { plan, loudnessDb }: Current): AudioClip {
    const original = sliceClip(voice.clip, span);
    if (!plan) return original;
    const slice = slicePlan(plan, analysis, span);
    const made = resynthesise(original, sliceAnalysis(analysis, span), slice).clip;
    if (loudnessDb === 0) return made;
    const louder = createAudioClip(sampleRateHz, made.channels.length, made.length);
    made.channels.forEach((samples, i) => louder.channels[i].set(samples));
    applyGain(louder, amplitudeOf(loudnessDb));
    keepHeadroom(louder, samplePeak(original));
    return louder;
  }

  /** Where phrases begin in the voice that is heard, samples; one more than there are phrases. */
  const startsOf = ({ timeMap }: Current, samples: number): number[] => [
    ...spans.map(({ from }) => Math.round(toAdjusted(timeMap, from / sampleRateHz) * sampleRateHz)),
    samples,
  ];

  /** Curves made phrase by phrase, measured by the recording as the whole will be. */
  function byRecording(curves: VoiceCurves, { timeMap }: Current): VoiceCurves {
    if (!recorded) return curves;
    const stretches = stretchesOf(
      cutsBetween(analysis.phrases),
      recorded.speech.energyDb.length,
      curves.speech.energyDb.length,
      (sec) => toAdjusted(timeMap, sec),
    );
    return { ...curves, madeFrom: { recording: recorded, stretches, timeMap } };
  }

  function joined(): HeardVoice {
    const { timeMap, asked, plan } = current;
    const samples = plan
      ? Math.round(toAdjusted(timeMap, analysis.durationSec) * sampleRateHz)
      : voice.clip.length;
    const starts = startsOf(current, samples);
    const phrases = asked.map((name) => known.get(name) ?? null);
    return {
      samples,
      timeMap,
      phrases: phrases.map((phrase, i) => ({
        startSample: starts[i],
        samples: starts[i + 1] - starts[i],
        name: phrase?.name ?? 0,
        clip: phrase?.clip ?? null,
      })),
      curves: byRecording(
        joinCurves(
          phrases.map((phrase, i) => ({
            startSec: starts[i] / sampleRateHz,
            endSec: starts[i + 1] / sampleRateHz,
            curves: phrase?.curves ?? null,
          })),
          samples / sampleRateHz,
          MEL_BANDS,
        ),
        current,
      ),
      settled: false,
      limits: plan?.limits.map(({ message }) => message) ?? [],
    };
  }

  /** Cuts the whole into phrases: the next edit leaves most of them as they are. */
  function heardWhole(
    of: Current,
    clip: AudioClip,
    curves: VoiceCurves,
    limits: readonly string[],
  ): HeardVoice {
    const starts = startsOf(of, clip.length);
    const phrases = spans.map((_, i): PlacedPhrase => {
      const part = sliceClip(clip, { from: starts[i], to: starts[i + 1] });
      const name = nameOfSamples(part);
      const [fromSec, toSec] = [starts[i] / sampleRateHz, starts[i + 1] / sampleRateHz];
      keep(of.asked[i], { clip: part, name, curves: cutCurves(curves, fromSec, toSec) });
      return { startSample: starts[i], samples: part.length, name, clip: part };
    });
    return { samples: clip.length, timeMap: of.timeMap, phrases, curves, settled: true, limits };
  }

  return {
    setEdit(edit, userPresets) {
      current = planned(edit, userPresets);
    },
    missing: (originalSec) => (whole?.of === current ? null : (nearest(originalSec)?.distance ?? null)),
    async makeNearest(originalSec, room) {
      const found = nearest(originalSec);
      if (!found) return;
      const of = current;
      const clip = soundOf(spans[found.index], of);
      const curves = await measurePhrase(clip, voice, room);
      keep(of.asked[found.index], { clip, name: nameOfSamples(clip), curves });
    },
    get isSettled() {
      return whole?.of === current;
    },
    async settle(room) {
      const of = current;
      const { edit, presets } = of;
      const adjusted = edit ? await applyProsody(voice, analysis, edit, room, presets) : null;
      const curves = await curvesOf(hearVoice(voice, adjusted, analysis.phrases, room), room);
      recorded = curves.madeFrom?.recording ?? curves;
      if (of !== current) return;
      const { clip } = adjusted?.voice ?? voice;
      whole = { of, clip, heard: heardWhole(of, clip, curves, adjusted?.limits ?? []) };
    },
    heard: () => (whole?.of === current ? whole.heard : joined()),
  };
}
