/** The calls about texts, recordings and captions of the studio in memory. */
import type { MediaRef } from '../../shared/contract/media.ts';
import type { Take } from '../../shared/contract/recording.ts';
import type { Speaker } from '../../shared/contract/spoken.ts';
import { cancelledError, inputError } from '../../shared/errors.ts';
import type { Reading } from '../../shared/speech/readings.ts';
import type { Studio } from './studio.ts';

const speaker = (id: string, name: string, language: string, more: Partial<Speaker> = {}): Speaker => ({
  id,
  source: 'espeak',
  name,
  style: null,
  language,
  quality: 'synthetic',
  credit: null,
  licence: 'GPL-3.0-or-later (a separate program); the sound it makes is yours',
  hasPortrait: false,
  ...more,
});

export const fakeSpeakers: readonly Speaker[] = [
  speaker('espeak:en-us', 'English (America)', 'en-US'),
  speaker('espeak:en-gb', 'English (Great Britain)', 'en-GB'),
  speaker('espeak:fa', 'Persian', 'fa'),
  speaker('espeak:ja', 'Japanese', 'ja'),
];

interface FakeParts {
  /** Called with the name of every call. */
  readonly note: (name: string) => void;
  readonly gate: () => Promise<void>;
  /** What the next dialog answers; null is the person closing it. */
  readonly chosen: () => string | null;
  readonly voice: (name: string) => MediaRef;
  readonly tellProgress: (fraction: number) => void;
}

type VoiceCalls =
  | 'listSpeakers'
  | 'speakerPortrait'
  | 'readAloud'
  | 'cancelReading'
  | 'listReadings'
  | 'saveReadings'
  | 'importReadings'
  | 'exportReadings'
  | 'openMicrophone'
  | 'closeMicrophone'
  | 'beginRecording'
  | 'appendRecording'
  | 'finishRecording'
  | 'discardRecording'
  | 'recoverTakes'
  | 'deleteTake'
  | 'arrangeVoice'
  | 'openSubtitles'
  | 'readSubtitleText'
  | 'saveSubtitles';

/** Letters that the voice in memory cannot read. */
const UNREADABLE = '漢';

/** The same calls, each noted. */
function noting<Calls extends object>(calls: Calls, note: (name: string) => void): Calls {
  return new Proxy(calls, {
    get(target, name, receiver) {
      const call: unknown = Reflect.get(target, name, receiver);
      if (typeof call !== 'function') return call;
      return (request: unknown): unknown => {
        note(String(name));
        return (call as (request: unknown) => unknown)(request);
      };
    },
  });
}

export function fakeVoiceCalls({
  note,
  gate,
  chosen,
  voice,
  tellProgress,
}: FakeParts): Pick<Studio, VoiceCalls> {
  let readings: readonly Reading[] = [];
  let cancelReading: () => void = () => undefined;
  const recordings = new Map<string, { readonly sampleRateHz: number; samples: number; peak: number }>();
  const spoken = new Set<string>();

  const subtitles = (fileName: string, text: string): Awaited<ReturnType<Studio['readSubtitleText']>> => {
    if (!text.includes('-->'))
      throw inputError('captions-empty', `There are no captions in "${fileName}".`, 'Choose another file.');
    return { fileName, captions: [{ startSec: 0.5, endSec: 2, text: 'Hello' }], badLines: [] };
  };

  const calls: Pick<Studio, VoiceCalls> = {
    listSpeakers: async () => {
      await gate();
      return {
        speakers: [...fakeSpeakers],
        unavailable: [
          {
            source: 'voicevox' as const,
            why: 'No VOICEVOX engine is running.',
            remedy: 'Start VOICEVOX to use its Japanese voices.',
          },
        ],
      };
    },
    speakerPortrait: () => Promise.resolve(null),
    async readAloud({ text, language, speakerId }) {
      const cancelled = new Promise<never>((_resolve, reject) => {
        cancelReading = () => reject(cancelledError());
      });
      const sentences = text.split(/(?<=[.!?。！？])\s*/u).filter((sentence) => sentence.trim() !== '');
      if (sentences.length === 0)
        throw inputError('text-empty', 'There is nothing to say in the text.', 'Write at least one word.');
      if (text.includes(UNREADABLE))
        throw inputError('text-unreadable', 'The voice cannot read 漢.', 'Write it in kana.');
      tellProgress(0.5);
      await Promise.race([gate(), cancelled]);
      const anew = sentences.filter((sentence) => !spoken.has(sentence));
      for (const sentence of sentences) spoken.add(sentence);
      const by = fakeSpeakers.find(
        ({ id, language: spokenBy }) =>
          id === speakerId || (speakerId === null && spokenBy.startsWith(language)),
      );
      return {
        media: voice(`${text.slice(0, 20)}.wav`),
        speaker: by ?? fakeSpeakers[0],
        durationSec: sentences.length,
        captions: sentences.map((sentence, i) => ({ startSec: i, endSec: i + 0.9, text: sentence })),
        spokenAnew: anew.length,
        sentences: sentences.length,
      };
    },
    cancelReading: () => {
      cancelReading();
      return Promise.resolve(null);
    },
    listReadings: () => Promise.resolve([...readings]),
    saveReadings: (all) => {
      readings = all;
      return Promise.resolve(null);
    },
    importReadings: () =>
      Promise.resolve(
        chosen() === null
          ? null
          : {
              readings: [...readings, { word: 'Siobhan', reading: 'Shivawn', language: 'en' }],
              taken: 1,
              badLines: [3],
            },
      ),
    exportReadings: () => Promise.resolve(chosen()),
    openMicrophone: () => Promise.resolve({ access: 'unknown' as const }),
    closeMicrophone: () => Promise.resolve(null),
    beginRecording: ({ sampleRateHz }) => {
      const recordingId = crypto.randomUUID();
      recordings.set(recordingId, { sampleRateHz, samples: 0, peak: 0 });
      return Promise.resolve({ recordingId });
    },
    appendRecording: ({ recordingId, samples }) => {
      const recording = recordings.get(recordingId);
      if (!recording) return Promise.reject(inputError('recording-over', 'It is over.', 'Record again.'));
      recording.samples += samples.length;
      for (const sample of samples) recording.peak = Math.max(recording.peak, Math.abs(sample));
      return Promise.resolve(null);
    },
    finishRecording: ({ recordingId }) => {
      const recording = recordings.get(recordingId);
      recordings.delete(recordingId);
      if (!recording || recording.samples === 0)
        return Promise.reject(
          inputError('recording-too-short', 'The recording is too short.', 'Record again.'),
        );
      const { sampleRateHz, samples, peak } = recording;
      const take: Take = {
        media: voice(`Take ${recordingId.slice(0, 4)}.wav`),
        durationSec: samples / sampleRateHz,
        sampleRateHz,
        peaks: [peak],
        peakDbfs: peak > 0 ? 20 * Math.log10(peak) : null,
        recordedAtMs: 0,
      };
      return Promise.resolve(take);
    },
    discardRecording: ({ recordingId }) => {
      recordings.delete(recordingId);
      return Promise.resolve(null);
    },
    recoverTakes: () => Promise.resolve([]),
    deleteTake: () => Promise.resolve(null),
    arrangeVoice: async ({ name }) => {
      await gate();
      return voice(`${name}.wav`);
    },
    openSubtitles: () => {
      const name = chosen();
      return Promise.resolve(name === null ? null : subtitles(name, '-->'));
    },
    readSubtitleText: ({ fileName, text }) => Promise.resolve().then(() => subtitles(fileName, text)),
    saveSubtitles: ({ format, suggestedName }) =>
      Promise.resolve(chosen() === null ? null : `${suggestedName}.${format}`),
  };
  return { ...noting(calls, note) };
}
