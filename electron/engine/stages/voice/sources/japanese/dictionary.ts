/**
 * The Japanese dictionary: kuromoji.js (Apache-2.0) with the IPA dictionary of MeCab (its own free licence, in
 * THIRD-PARTY-NOTICES.txt). It takes seconds and some 260 MB of memory to load, hence only when Japanese is read, and
 * it is let go again when nobody has asked for a while.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { missingError } from '../../../../../../shared/errors.ts';

/** A word of a text as the dictionary knows it. */
export interface JapaneseWord {
  /** As it is written. */
  readonly surface: string;
  /** Katakana as it is said: は as a particle is ワ, long vowels are ー; null: not in the dictionary. */
  readonly said: string | null;
  /** Part of speech, in the dictionary's own words: 名詞, 助詞, 記号, ... */
  readonly kind: string;
  readonly detail: string;
}

export type JapaneseDictionary = (text: string) => readonly JapaneseWord[];

/** After so long without a question its memory is given back. */
const IDLE_MS = 120_000;

/** Its folder: beside the code, or beside the archive where the program is packed into one. */
function dictionaryFolder(): string {
  const manifest = createRequire(import.meta.url).resolve('@sglkc/kuromoji/package.json');
  const folder = path.join(path.dirname(manifest), 'dict');
  const unpacked = folder.replace(/\bapp\.asar(?=[\\/])/, 'app.asar.unpacked');
  return existsSync(unpacked) ? unpacked : folder;
}

const toError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

async function load(): Promise<JapaneseDictionary> {
  try {
    const { default: kuromoji } = await import('@sglkc/kuromoji');
    return await new Promise<JapaneseDictionary>((resolve, reject) => {
      kuromoji.builder({ dicPath: dictionaryFolder() }).build((error: unknown, tokenizer) => {
        if (error) reject(toError(error));
        else
          resolve((text) =>
            tokenizer
              .tokenize(text)
              .map(({ surface_form: surface, pronunciation, pos, pos_detail_1: detail }) => ({
                surface,
                said: pronunciation === undefined || pronunciation === '*' ? null : pronunciation,
                kind: pos,
                detail,
              })),
          );
      });
    });
  } catch (cause) {
    throw missingError(
      'japanese-dictionary',
      'The dictionary of Japanese readings could not be loaded.',
      'Install Kotohogi Studio again, or write the text in kana.',
      cause,
    );
  }
}

let loaded: Promise<JapaneseDictionary> | undefined;
let idle: NodeJS.Timeout | undefined;

/** @throws KotohogiError `japanese-dictionary` */
export function japaneseDictionary(): Promise<JapaneseDictionary> {
  clearTimeout(idle);
  idle = setTimeout(() => (loaded = undefined), IDLE_MS);
  idle.unref();
  loaded ??= load();
  loaded.catch(() => (loaded = undefined));
  return loaded;
}
