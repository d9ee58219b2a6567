/** Texts read aloud and clips put together, for the window. */
import { captionsFromSentences } from '../../shared/captions/fromSentences.ts';
import { assertNever } from '../../shared/errors.ts';
import { arrangeVoice } from '../engine/arrangeVoice/index.ts';
import { speakInColour, type EngineRun } from '../engine/index.ts';
import { silentProgress } from '../engine/progress.ts';
import { describeVoices, portraitOf, speakText, voiceSources } from '../engine/speakText.ts';
import { NEUTRAL_SPEAKING, type SpeakerVoice } from '../engine/stages/voice/sources/types.ts';
import type { Speaker } from '../../shared/contract/spoken.ts';
import type { EngineTask, EngineTasks, SpeechTaskName } from './messages.ts';

type SpeechTask = Extract<EngineTask, { readonly name: SpeechTaskName }>;
type SpeechOutput = EngineTasks[SpeechTaskName]['output'];

const speakerOf = ({
  id,
  source,
  speaker,
  style,
  language,
  quality,
  credit,
  licence,
}: SpeakerVoice): Speaker => ({
  id,
  source,
  name: speaker,
  style,
  language,
  quality,
  credit,
  licence,
  hasPortrait: source === 'voicevox',
});

/** @returns performs one task; `onProgress` gets what share of the text has been read */
export function createSpeechTasks() {
  return async (
    task: SpeechTask,
    run: EngineRun,
    onProgress: (fraction: number) => void,
  ): Promise<SpeechOutput> => {
    const { signal, folders } = run;
    switch (task.name) {
      case 'listSpeakers': {
        const { voices, unavailable } = await describeVoices(signal, voiceSources(folders));
        return { speakers: voices.map(speakerOf), unavailable: [...unavailable] };
      }
      case 'speakerPortrait':
        return portraitOf(task.input.speakerId, signal, voiceSources(folders));
      case 'readAloud': {
        const { text, language, speakerId, speed } = task.input;
        const spoken = await speakText(
          { text, language, voiceId: speakerId, settings: { ...NEUTRAL_SPEAKING, rate: speed } },
          folders,
          { signal, progress: { report: onProgress } },
        );
        return {
          path: spoken.path,
          durationSec: spoken.durationSec,
          speaker: speakerOf(spoken.voice),
          captions: captionsFromSentences(spoken.sentences, spoken.voice.language, spoken.phonemes),
          spokenAnew: spoken.spokenAnew,
          sentences: spoken.sentences.length,
        };
      }
      case 'arrangeVoice':
        return arrangeVoice(task.input, { ...run, progress: silentProgress });
      case 'colourVoice':
        return speakInColour(task.input, run, onProgress);
      default:
        return assertNever(task, 'speech task');
    }
  };
}
