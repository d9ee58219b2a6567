import { decodeSound, measureVoice, type EngineRun } from '../engine/index.ts';
import { lowSoundOf, spectrogramOf, type LowSound } from '../engine/stages/prosody/analysis/spectrogram.ts';
import type { Voice } from '../engine/stages/media/types.ts';
import { buildPeaks } from '../../shared/timeline/peaks.ts';
import type { ProsodyView, SoundOutline, Spectrogram } from '../../shared/contract/prosodyView.ts';
import type { SpectrogramTask } from './messages.ts';

/** What measures voices for the timeline. */
export interface ProsodyTasks {
  readonly view: (path: string, run: EngineRun) => Promise<ProsodyView>;
  readonly spectrogram: (task: SpectrogramTask, run: EngineRun) => Promise<Spectrogram>;
  readonly outline: (path: string, run: EngineRun) => Promise<SoundOutline>;
}

const outlineOf = ({ clip }: Voice): SoundOutline['peaks'] => {
  const { rateHz, levels } = buildPeaks(clip.channels, clip.sampleRateHz);
  return { rateHz, levels: [...levels] };
};

export function createProsodyTasks(): ProsodyTasks {
  /** The voice that is being edited, for pictures of parts of it: at 3 kHz an hour takes 43 MB. */
  let kept: { readonly path: string; readonly sound: LowSound } | null = null;

  return {
    async view(path, run) {
      const { voice, analysis } = await measureVoice(path, run);
      kept = { path, sound: lowSoundOf(analysis.mono, analysis.sampleRateHz) };
      const { durationSec, pitch, intensity, syllablesSec, medianHz, rangeSemitones, syllableRateHz } =
        analysis;
      return {
        durationSec,
        pitch: { startSec: pitch.startSec, stepSec: pitch.stepSec, hz: pitch.hz },
        intensity,
        pauses: analysis.pauses.map(([startSec, endSec]) => [startSec, endSec]),
        phrases: analysis.phrases.map(([startSec, endSec]) => [startSec, endSec]),
        syllablesSec,
        medianHz,
        rangeSemitones,
        syllableRateHz,
        peaks: outlineOf(voice),
      };
    },
    async spectrogram({ path, ...window }, run) {
      if (kept?.path !== path) {
        const { analysis } = await measureVoice(path, run);
        kept = { path, sound: lowSoundOf(analysis.mono, analysis.sampleRateHz) };
      }
      return { levels: spectrogramOf(kept.sound, window) };
    },
    async outline(path, run) {
      const voice = await decodeSound(path, run);
      return {
        durationSec: voice.durationSec,
        peaks: outlineOf(voice),
      };
    },
  };
}
