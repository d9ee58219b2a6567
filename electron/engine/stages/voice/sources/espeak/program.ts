/** espeak-ng as a program of its own: it is GPL software and shares no process with this one. */
import { existsSync } from 'node:fs';
import { missingError } from '../../../../../../shared/errors.ts';
import { findProgram } from '../../../../runtime/findProgram.ts';
import type { Program } from '../../../../runtime/runProgram.ts';

/** Names a file that is used instead of what is found. */
export const ESPEAK_PATH_VARIABLE = 'KOTOHOGI_ESPEAK';

const REMEDY: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'Install the package espeak-ng ("apt install espeak-ng"), or record or import a voice.',
  darwin: 'Install it with a package manager ("brew install espeak-ng"), or record or import a voice.',
  win32: 'Install espeak-ng from its project page (espeak-ng.msi), or record or import a voice.',
};

export const espeakRemedy = (platform: NodeJS.Platform = process.platform): string =>
  REMEDY[platform] ?? 'Install espeak-ng, or record or import a voice.';

/** Where its installers put it when it is not on the path. */
const USUAL_PLACES: readonly string[] = [
  'C:\\Program Files\\eSpeak NG\\espeak-ng.exe',
  '/opt/homebrew/bin/espeak-ng',
  '/usr/local/bin/espeak-ng',
];

/** The path of espeak-ng, or null when it is not installed. */
export function findEspeak(
  env: NodeJS.ProcessEnv = process.env,
  exists: (file: string) => boolean = existsSync,
): string | null {
  const chosen = env[ESPEAK_PATH_VARIABLE];
  if (chosen) return chosen;
  return findProgram('espeak-ng', { env, exists, usualPlaces: USUAL_PLACES });
}

export const espeakMissing = (cause?: unknown): Error =>
  missingError('espeak-missing', 'The voice program espeak-ng is not installed.', espeakRemedy(), cause);

/** @throws KotohogiError `espeak-missing` */
export function requireEspeak(file: string | null): Program {
  if (file === null) throw espeakMissing();
  return { name: 'espeak-ng', path: file, missing: espeakMissing };
}
