import { parseArgs } from 'node:util';
import { usageError } from '../../../shared/errors.ts';

/** An option of a verb, as help shows it and the parser takes it. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** What stands behind the name in help, e.g. `F.mp4`. */
  readonly value?: string;
  readonly help: string;
  /** May be given several times. */
  readonly multiple?: boolean;
}
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;
export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** Options that every verb knows. */
export const COMMON_OPTIONS = {
  json: { type: 'boolean', help: 'print the result, or the error, as JSON' },
  verbose: { type: 'boolean', help: 'tell on standard error what is being done' },
  help: { type: 'boolean', help: 'show this help' },
} as const satisfies OptionSpecs;

export interface ParsedWords {
  readonly values: OptionValues;
  /** Words that belong to no option. */
  readonly words: readonly string[];
}

/** A negative number behind an option is its value; Node would take it for another option. */
const withNegativeValues = (words: readonly string[], specs: OptionSpecs): string[] =>
  words.reduce<string[]>((args, word) => {
    const before = args.at(-1) ?? '';
    const isValue = /^-\.?\d/.test(word) && specs[before.replace(/^--/, '')]?.type === 'string';
    return isValue && before.startsWith('--') ? [...args.slice(0, -1), `${before}=${word}`] : [...args, word];
  }, []);

/**
 * Parses the words behind a verb.
 * @param maxWords how many words without an option the verb takes
 * @throws KotohogiError kind `usage` naming the first word that is not understood
 */
export function parseWords(
  verb: string,
  words: readonly string[],
  specs: OptionSpecs,
  maxWords: number,
): ParsedWords {
  try {
    const options = Object.fromEntries(
      Object.entries(specs).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
    );
    const args = withNegativeValues(words, specs);
    const { values, positionals } = parseArgs({
      args,
      options,
      strict: true,
      allowPositionals: maxWords > 0,
    });
    if (positionals.length > maxWords) throw new Error(`Unexpected argument '${positionals[maxWords]}'`);
    return { values: values as OptionValues, words: positionals };
  } catch (cause) {
    // The first sentence of Node's message names the word; the rest is advice for programmers.
    const sentence = cause instanceof Error ? (cause.message.split(/\. |\n/)[0] ?? '') : String(cause);
    throw usageError(
      'bad-option',
      `${sentence.replace(/\.$/, '')}.`,
      `"kotohogi help ${verb}" lists the options of this verb.`,
    );
  }
}

/** As {@link parseWords}, for a verb that takes nothing but options. */
export const parseOptions = (verb: string, words: readonly string[], specs: OptionSpecs): OptionValues =>
  parseWords(verb, words, specs, 0).values;

/** The text of an option that must be given. */
export function required(values: OptionValues, name: string, verb: string): string {
  const text = values[name];
  if (typeof text === 'string' && text !== '') return text;
  throw usageError(
    'option-missing',
    `"kotohogi ${verb}" needs --${name}.`,
    `"kotohogi help ${verb}" shows an example.`,
  );
}

export function optionalText(values: OptionValues, name: string): string | undefined {
  const text = values[name];
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** All that was given for an option that may be given several times. */
export function optionTexts(values: OptionValues, name: string): readonly string[] {
  const given = values[name];
  return typeof given === 'object' ? given : [];
}

export const isSet = (values: OptionValues, name: string): boolean => values[name] === true;

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly integer?: boolean;
}

/** A number option within bounds, or its default. */
export function numberOption(
  values: OptionValues,
  name: string,
  { min, max, integer = false }: NumberRange,
  byDefault: number,
): number {
  const text = optionalText(values, name);
  if (text === undefined) return byDefault;
  const value = Number(text);
  if (Number.isFinite(value) && value >= min && value <= max && (!integer || Number.isInteger(value)))
    return value;
  const kind = integer ? 'a whole number' : 'a number';
  throw usageError(
    'bad-value',
    `--${name} ${text} is not possible.`,
    `Give ${kind} from ${min} to ${max}; without it, ${byDefault} is used.`,
  );
}

/** One word out of a list, or its default. */
export function choiceOption<Choice extends string>(
  values: OptionValues,
  name: string,
  choices: readonly Choice[],
  byDefault: Choice,
): Choice {
  const text = optionalText(values, name);
  if (text === undefined) return byDefault;
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  throw usageError(
    'bad-value',
    `--${name} ${text} is not possible.`,
    `Choose one of: ${choices.join(', ')}.`,
  );
}
