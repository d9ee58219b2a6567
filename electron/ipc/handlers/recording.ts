import { systemPreferences } from 'electron';
import type { Microphone, Take } from '../../../shared/contract/recording.ts';
import type { MicrophoneGate } from '../../app/microphoneGate.ts';
import type { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { EngineClient } from '../../host/engineClient.ts';
import type { KeptTake, TakeShelf } from '../../recordings/takeShelf.ts';
import { safeFileName } from '../outName.ts';
import type { CallHandlers } from '../register.ts';

export interface RecordingParts {
  readonly library: MediaLibrary;
  readonly engine: EngineClient;
  readonly shelf: TakeShelf;
  readonly gate: MicrophoneGate;
}

type RecordingCalls =
  | 'openMicrophone'
  | 'closeMicrophone'
  | 'beginRecording'
  | 'appendRecording'
  | 'finishRecording'
  | 'discardRecording'
  | 'recoverTakes'
  | 'deleteTake'
  | 'arrangeVoice';

/** What the system says about the microphone; asks the person where the system wants that. */
async function accessToMicrophone(): Promise<Microphone['access']> {
  if (process.platform === 'darwin')
    return (await systemPreferences.askForMediaAccess('microphone')) ? 'granted' : 'denied';
  if (process.platform !== 'win32') return 'unknown';
  const status = systemPreferences.getMediaAccessStatus('microphone');
  if (status === 'granted') return 'granted';
  return status === 'denied' || status === 'restricted' ? 'denied' : 'unknown';
}

export function recordingHandlers({
  library,
  engine,
  shelf,
  gate,
}: RecordingParts): Pick<CallHandlers, RecordingCalls> {
  const takeOf = async ({ path, peak, peaks, ...facts }: KeptTake): Promise<Take> => ({
    ...facts,
    peaks: [...peaks],
    peakDbfs: peak > 0 ? 20 * Math.log10(peak) : null,
    media: await library.grantFile(path, 'voice'),
  });

  return {
    async openMicrophone() {
      gate.open();
      return { access: await accessToMicrophone() };
    },
    closeMicrophone() {
      gate.close();
      return null;
    },
    beginRecording: async ({ sampleRateHz }) => ({ recordingId: await shelf.begin(sampleRateHz) }),
    async appendRecording({ recordingId, samples }) {
      await shelf.append(recordingId, samples);
      return null;
    },
    finishRecording: async ({ recordingId }) => takeOf(await shelf.finish(recordingId)),
    async discardRecording({ recordingId }) {
      await shelf.discard(recordingId);
      return null;
    },
    recoverTakes: async () => Promise.all((await shelf.recover()).map(takeOf)),
    async deleteTake({ media }) {
      await shelf.remove(library.pathOf(media, 'voice'));
      return null;
    },
    async arrangeVoice({ clips, name }) {
      const { path } = await engine.run(
        'arrangeVoice',
        clips.map(({ media, ...times }) => ({ ...times, path: library.pathOf(media, 'voice') })),
      );
      const ref = await library.grantFile(path, 'voice');
      return { ...ref, name: `${safeFileName(name)}.wav` };
    },
  };
}
