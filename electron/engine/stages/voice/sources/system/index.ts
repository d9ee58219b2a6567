import { missingError, throwIfCancelled } from '../../../../../../shared/errors.ts';
import { withReadings } from '../../../../../../shared/speech/readings.ts';
import { scriptsOf } from '../../../../../../shared/speech/scripts.ts';
import { requireReadable } from '../scripts.ts';
import { speakSentences } from '../speakSentences.ts';
import type { SpeakerVoice, VoiceSource } from '../types.ts';
import { festival } from './festival.ts';
import { flite } from './flite.ts';
import { sapi } from './sapi.ts';
import { say } from './say.ts';
import type { SystemTool, SystemVoice } from './types.ts';

/**
 * Programs that write what they say into a file. speech-dispatcher is none of them: it only plays, and the programs
 * behind it are asked themselves.
 */
const TOOLS: readonly SystemTool[] = [say, sapi, flite, festival];

const SOURCE = 'system';
const voiceIdOf = (tool: SystemTool, { name }: SystemVoice): string => `${SOURCE}:${tool.id}/${name}`;

function voiceOf(tool: SystemTool, voice: SystemVoice): SpeakerVoice | null {
  try {
    return {
      ...voice,
      id: voiceIdOf(tool, voice),
      source: SOURCE,
      speaker: voice.name,
      style: null,
      language: new Intl.Locale(voice.language).toString(),
      credit: null,
    };
  } catch {
    // A language that nobody can compare with others.
    return null;
  }
}

const remedy = (): string =>
  process.platform === 'linux'
    ? 'Install a voice program, "apt install flite" for one, or use another voice.'
    : 'Add voices in the settings of the system, or use another voice.';

const noProgram = (): { readonly why: string; readonly remedy: string } => ({
  why: 'The system has no voice program that the studio can use.',
  remedy: remedy(),
});

/** The voices that come with the system, or that its own programs have. */
export function createSystemVoices(tools: readonly SystemTool[] = TOOLS): VoiceSource {
  const listed = new Map<string, Promise<readonly SpeakerVoice[]>>();
  const found = (): readonly { readonly tool: SystemTool; readonly file: string }[] =>
    tools.flatMap((tool) => {
      const file = tool.find();
      return file === null ? [] : [{ tool, file }];
    });

  async function voicesOf(
    tool: SystemTool,
    file: string,
    signal: AbortSignal,
  ): Promise<readonly SpeakerVoice[]> {
    const key = `${tool.id} ${file}`;
    let voices = listed.get(key);
    if (!voices) {
      voices = tool
        .voices(file, signal)
        .then((told) => told.map((voice) => voiceOf(tool, voice)).filter((voice) => voice !== null));
      listed.set(key, voices);
      voices.catch(() => listed.delete(key));
    }
    return voices;
  }

  return {
    id: SOURCE,
    name: 'System voices',
    timings: { alphabet: 'ipa', exact: true },
    portrait: () => Promise.resolve(null),
    unavailable: () => Promise.resolve(found().length === 0 ? noProgram() : null),
    async voices(signal) {
      const programs = found();
      if (programs.length === 0) {
        const { why, remedy: hint } = noProgram();
        throw missingError('voice-program-missing', why, hint);
      }
      const asked = programs.map(({ tool, file }) => voicesOf(tool, file, signal));
      const told = await Promise.allSettled(asked);
      throwIfCancelled(signal);
      // One program that does not answer is no reason to be without the others.
      const answers = told.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      return answers.length > 0 ? answers.flat() : (await Promise.all(asked)).flat();
    },
    async speak(text, voice, settings, room, readings = []) {
      const used = found().find(({ tool }) => voice.id.startsWith(`${SOURCE}:${tool.id}/`));
      if (!used)
        throw missingError(
          'voice-program-missing',
          `The program of the voice "${voice.name}" is not installed.`,
          remedy(),
        );
      const said = (words: string): string => withReadings(words, readings, voice.language);
      requireReadable(
        said(text),
        scriptsOf(voice.language),
        voice.name,
        'Choose a voice of that language, or write it in the letters of this one.',
      );
      const { language } = voice;
      return speakSentences(text, { language, pauses: settings.pauses }, room, said, (words) =>
        used.tool.speak(used.file, words, voice.name, settings, room.signal),
      );
    },
  };
}
