import { inputError, type KotohogiError } from '../../../../../../shared/errors.ts';

/** Letters of sounds; marks of stress, length and the like carry none and may be left out. */
export const isSound = (symbol: string): boolean => /\p{L}/u.test(symbol) && !/\p{Lm}/u.test(symbol);

/** What is thrown for sounds that a voice has never learnt: they are named, not left out. */
export function cannotSay(sounds: ReadonlySet<string>, words: string, voiceName: string): KotohogiError {
  const shown = words.length > 60 ? `${words.slice(0, 60)}…` : words;
  return inputError(
    'voice-cannot-say',
    `The voice "${voiceName}" cannot say the ${sounds.size === 1 ? 'sound' : 'sounds'} ${[...sounds].join(' ')} (in "${shown}").`,
    'Write it otherwise, give the word a reading, or choose another voice.',
  );
}
