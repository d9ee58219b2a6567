import os from 'node:os';
import { makeVideo, type MadeVideo } from '../batch/makeVideo.ts';
import type { PlannedVideo } from '../batch/planBatch.ts';
import type { EngineRun } from '../index.ts';
import { renderDemand } from '../renderMemory.ts';
import { Admission } from '../runtime/admission.ts';
import { NEUTRAL_SPEAKING } from '../stages/voice/sources/types.ts';

/** What the system and other programs keep. */
const OWN_SHARE = 0.8;

/** Main memory there is for renders now: of the machine, or of the container that holds us. */
function memoryBudget(): number {
  const limit = process.constrainedMemory();
  const free = os.freemem();
  return OWN_SHARE * (limit > 0 ? Math.min(limit, free) : free);
}

/** Makes videos of a list on this machine, as many at once as its memory holds. */
export async function localMaker(call: EngineRun): Promise<(video: PlannedVideo) => Promise<MadeVideo>> {
  const [engine, { speakText, voiceSources }] = await Promise.all([
    import('../index.ts'),
    import('../speakText.ts'),
  ]);
  // One set for all rows: each asks its program only once what voices there are.
  const sources = voiceSources();
  const admission = new Admission({ mainBytes: memoryBudget(), deviceBytes: Infinity });
  return async (video) => {
    const demand = await renderDemand(video.request, 0, false);
    return admission.run(demand, 'export', call.signal, () =>
      makeVideo(video, {
        render: (request) => engine.render(request, call),
        speak: ({ text, language, speaker, speed = NEUTRAL_SPEAKING.rate }) =>
          speakText(
            { text, language, voiceId: speaker, settings: { ...NEUTRAL_SPEAKING, rate: speed } },
            call.folders,
            { signal: call.signal, progress: { report: () => undefined } },
            sources,
          ),
      }),
    );
  };
}
