/** What a person does in one sitting, and how much of it is done anew each time. */
import type { RenderReport, RenderRequest } from '../../../../shared/contract/render.ts';
import { NEUTRAL_EDIT, withPhrase } from '../../../../shared/prosody/edits.ts';
import type * as Engine from '../../index.ts';
import { analyseVoiceProsody } from '../../stages/prosody/analysis/index.ts';
import { workloadOf, type Workload } from './workload.ts';

/** One step of the sitting. */
export interface SittingStep extends Workload {
  /** Stages whose result was there already, of all stages. */
  readonly cacheHits: number;
  readonly stages: number;
  /** Coded parts of the video that were there already, of all parts; null where the video was not coded in parts. */
  readonly segments: RenderReport['segments'];
  /** Against the first render of the sitting. */
  readonly overFirst: number;
}

export interface Sitting {
  readonly steps: readonly SittingStep[];
  /** The middle phrase's share of the voice, 0..1: what an edit of it cannot get below. */
  readonly phraseShare: number;
  /** Over the first render; null where the video was too short to be coded in parts. */
  readonly phraseEdit: number | null;
}

/**
 * Makes a video, then changes one thing at a time and makes it again, each time from the first one's project.
 * @param how a context with an empty cache
 */
export async function benchSitting(
  engine: Pick<typeof Engine, 'render' | 'analyzeVoice'>,
  request: RenderRequest,
  how: Engine.EngineRun,
  onStep: (id: string) => void,
): Promise<Sitting> {
  const { voice } = await engine.analyzeVoice(request.voicePath, how);
  const { phrases } = analyseVoiceProsody(voice);
  const [startSec, endSec] = phrases[Math.floor(phrases.length / 2)] ?? [0, voice.durationSec];
  const neutral: RenderRequest = { ...request, prosody: NEUTRAL_EDIT };
  const wishes: readonly (readonly [id: string, wish: RenderRequest])[] = [
    ['sitting-first', neutral],
    ['sitting-reopen', neutral],
    // Higher alone: the phrase keeps its length, and all that follows its place.
    [
      'sitting-fix-one-phrase',
      {
        ...neutral,
        prosody: withPhrase(NEUTRAL_EDIT, { startSec, endSec }, { pitchSemitones: 1.5, energyDb: 2 }),
      },
    ],
    ['sitting-change-background', { ...neutral, background: { kind: 'color', color: '#8fa9c4' } }],
    ['sitting-change-preset', { ...request, prosody: null, preset: 'celebration' }],
  ];
  const steps: SittingStep[] = [];
  for (const [id, wish] of wishes) {
    onStep(id);
    const { totalMs, stages, segments } = await engine.render(wish, how);
    steps.push({
      ...workloadOf(id, [totalMs]),
      cacheHits: stages.filter(({ cache }) => cache === 'hit').length,
      stages: stages.length,
      segments,
      overFirst: totalMs / (steps[0]?.p50Ms ?? totalMs),
    });
  }
  const fixed = steps.find(({ id }) => id === 'sitting-fix-one-phrase');
  return {
    steps,
    phraseShare: (endSec - startSec) / voice.durationSec,
    phraseEdit: fixed?.segments && fixed.segments.total > 2 ? fixed.overFirst : null,
  };
}
