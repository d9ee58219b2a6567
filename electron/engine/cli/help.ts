import { COMMON_OPTIONS, type OptionSpecs } from './options.ts';
import type { Verb } from './verb.ts';

const EXIT_CODES_HELP =
  'Exit codes: 0 done, 2 bad usage, 3 bad input, 4 something missing, 5 cancelled, 1 a defect of ours.';

const optionLines = (specs: OptionSpecs): string =>
  Object.entries(specs)
    .map(([name, { value, help }]) => `  ${`--${name}${value ? ` ${value}` : ''}`.padEnd(32)} ${help}`)
    .join('\n');

/** The overview of all verbs. */
export function overview(verbs: readonly Verb[], version: string): string {
  const lines = verbs.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`);
  return [
    `Kotohogi Studio ${version}: one photo and one voice become a celebratory talking video, on this computer.`,
    '',
    'Usage: kotohogi <verb> [options]',
    '',
    ...lines,
    `  ${'help'.padEnd(10)} this overview, or the options of a verb: kotohogi help <verb>`,
    '',
    EXIT_CODES_HELP,
    '',
  ].join('\n');
}

/** The help of one verb. */
export function verbHelp({ name, summary, example, options, words }: Verb): string {
  return [
    `kotohogi ${name}: ${summary}`,
    '',
    `Usage: kotohogi ${name}${words ? ` ${words.usage}` : ''} [options]`,
    `Example: kotohogi ${example}`,
    '',
    optionLines({ ...options, ...COMMON_OPTIONS }),
    '',
    EXIT_CODES_HELP,
    '',
  ].join('\n');
}
