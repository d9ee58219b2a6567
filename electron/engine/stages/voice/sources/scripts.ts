/** Which letters a voice can read. */
import { inputError } from '../../../../../shared/errors.ts';
import { foreignLetters } from '../../../../../shared/speech/scripts.ts';

/** @throws KotohogiError `text-unreadable` naming the letters; what would be skipped or misread is never spoken */
export function requireReadable(
  text: string,
  scripts: readonly string[],
  voiceName: string,
  remedy: string,
): void {
  const foreign = foreignLetters(text, scripts);
  if (foreign.length === 0) return;
  const shown = foreign.slice(0, 12).join(' ');
  throw inputError(
    'text-unreadable',
    `The voice "${voiceName}" cannot read ${shown}${foreign.length > 12 ? ' …' : ''}.`,
    remedy,
  );
}
