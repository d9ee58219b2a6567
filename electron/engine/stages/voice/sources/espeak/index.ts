import { KotohogiError } from '../../../../../../shared/errors.ts';
import { runProgram, type Program } from '../../../../runtime/runProgram.ts';
import { readSpokenWav, type SpokenWav } from '../readSpokenWav.ts';
import { requireSayable, saidIn } from '../saidIn.ts';
import { speakSentences } from '../speakSentences.ts';
import type { SpeakerVoice, SpeakSettings, VoiceSource } from '../types.ts';
import { espeakRemedy, findEspeak, requireEspeak } from './program.ts';
import { parseVoiceTable } from './voiceTable.ts';

/** Its own units at rest: words a minute, and a pitch that is half of its range. */
const WORDS_PER_MINUTE = 165;
const MIDDLE_PITCH = 50;
/**
 * Steps of its pitch setting per semitone. Measured medians of F0: en-us 68 Hz at 10, 97 Hz at 50, 140 Hz at 84; ja
 * and fa 10 Hz above that: 6.5 steps below the middle, 5.3 above it.
 */
const PITCH_STEPS_PER_SEMITONE = 5.8;
/** It speaks some 400 times faster than real time; longer than this and it hangs. */
const DEADLINE_SEC = 60;
/** Ten minutes of sound for one sentence is no sentence. */
const MAX_SOUND_BYTES = 30_000_000;

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

function speakArgs(voice: SpeakerVoice, { rate, pitchSemitones }: SpeakSettings): string[] {
  const pitch = MIDDLE_PITCH + PITCH_STEPS_PER_SEMITONE * pitchSemitones;
  return [
    '-v',
    voice.id.slice('espeak:'.length),
    '-s',
    String(Math.round(clamp(WORDS_PER_MINUTE * rate, 80, 450))),
    '-p',
    String(Math.round(clamp(pitch, 0, 99))),
    // UTF-8 on standard input, as one text.
    '-b',
    '1',
    '--stdin',
    '--stdout',
  ];
}

async function speakSentence(
  program: Program,
  text: string,
  voice: SpeakerVoice,
  settings: SpeakSettings,
  signal: AbortSignal,
): Promise<SpokenWav> {
  const { exitCode, stdout, stderrTail } = await runProgram(program, speakArgs(voice, settings), {
    signal,
    deadlineSec: DEADLINE_SEC,
    maxStdoutBytes: MAX_SOUND_BYTES,
    stdin: (pipe) =>
      new Promise((resolve, reject) => pipe.write(text, (error) => (error ? reject(error) : resolve()))),
  });
  if (exitCode === 0) return readSpokenWav(stdout, 'espeak-ng');
  throw new KotohogiError(
    'missing',
    'espeak-failed',
    `espeak-ng could not speak with the voice "${voice.name}": ${stderrTail.split('\n').at(-1) || 'no reason was given'}.`,
    'Choose another voice, or install espeak-ng again.',
  );
}

/** `eSpeak NG text-to-speech: 1.51  Data at: ...` */
const versionIn = (words: string): string => /\d+(?:\.\d+)+/.exec(words)?.[0] ?? 'unknown';

/**
 * espeak-ng: over a hundred languages, at once, plainly synthetic. It tells no times within a sentence, hence each
 * sentence is spoken by itself and its times are exact.
 * @param file path of the program; null: not installed
 */
export function createEspeak(file: string | null = findEspeak()): VoiceSource {
  let voices: Promise<readonly SpeakerVoice[]> | undefined;
  const listVoices = async (signal: AbortSignal): Promise<readonly SpeakerVoice[]> => {
    const answer = async (option: string): Promise<string> => {
      const { stdout } = await runProgram(requireEspeak(file), [option], {
        signal,
        deadlineSec: DEADLINE_SEC,
      });
      return stdout.toString('utf8');
    };
    return parseVoiceTable(await answer('--voices'), versionIn(await answer('--version')));
  };
  return {
    id: 'espeak',
    name: 'espeak-ng',
    timings: null,
    portrait: () => Promise.resolve(null),
    unavailable: () =>
      Promise.resolve(
        file === null
          ? { why: 'The voice program espeak-ng is not installed.', remedy: espeakRemedy() }
          : null,
      ),
    voices(signal) {
      voices ??= listVoices(signal);
      voices.catch(() => (voices = undefined));
      return voices;
    },
    async speak(text, voice, settings, room, readings = []) {
      const program = requireEspeak(file);
      const { language } = voice;
      const said = (words: string): Promise<string> => saidIn(words, readings, language);
      requireSayable(await said(text), language, voice.name);
      return speakSentences(text, { language, pauses: settings.pauses }, room, said, async (words) => ({
        ...(await speakSentence(program, words, voice, settings, room.signal)),
        phonemes: null,
      }));
    },
  };
}
