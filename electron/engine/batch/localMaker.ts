/** Makes videos of a list on this machine, as many at once as its memory holds. */
import { render, type EngineRun } from '../index.ts';
import { silentProgress } from '../progress.ts';
import { renderDemand } from '../renderMemory.ts';
import type { Admission } from '../runtime/admission.ts';
import { speakText, voiceSources } from '../speakText.ts';
import { NEUTRAL_SPEAKING, type VoiceSource } from '../stages/voice/sources/types.ts';
import { makeVideo, type MadeVideo } from './makeVideo.ts';
import type { PlannedVideo } from './planBatch.ts';

/** @param admission shared with whatever else renders in this process */
export function createLocalMaker(
  admission: Admission,
): (video: PlannedVideo, run: EngineRun) => Promise<MadeVideo> {
  let sources: readonly VoiceSource[] | null = null;
  return async (video, run) => {
    // One set for all rows: each asks its program only once what voices there are.
    const voices = (sources ??= voiceSources(run.folders));
    const demand = await renderDemand(video.request, 0, false);
    return admission.run(demand, 'export', run.signal, () =>
      makeVideo(video, {
        render: (request) => render(request, run),
        speak: ({ text, language, speaker, speed = NEUTRAL_SPEAKING.rate }) =>
          speakText(
            { text, language, voiceId: speaker, settings: { ...NEUTRAL_SPEAKING, rate: speed } },
            run.folders,
            { signal: run.signal, progress: silentProgress },
            voices,
          ),
      }),
    );
  };
}
