import { inspect } from 'node:util';
import { inputError } from '../../../../shared/errors.ts';

/**
 * How the key is written behind `Basic `: as it was handed out, or in base64 as RFC 7617 has it. D-ID's documentation
 * shows the first, a part of its clients use the second.
 */
export type KeyForm = 'raw' | 'base64';

const SHOWN = '[D-ID key]';
const HIDDEN = '[hidden]';
/** Shorter pieces would black out ordinary words. */
const MIN_SECRET_LENGTH = 4;
/** What cannot be in a header, or would be written differently in JSON and in a message. */
const UNFIT = /[^\x21-\x7e]|["'\\<>]/;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');

/** What a text says in base64, when it is nothing but printable ASCII. */
function decoded(text: string): string | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
  const plain = Buffer.from(text, 'base64').toString('latin1');
  return /^[\x20-\x7e]+$/.test(plain) && base64(plain).replace(/=+$/, '') === text.replace(/=+$/, '')
    ? plain
    : null;
}

const unfit = (): Error =>
  inputError(
    'did-key-shape',
    'This is not a D-ID key.',
    'Copy the whole key from the account settings of D-ID Studio; it has a colon in the middle.',
  );

/**
 * A key, which nothing prints: neither logging nor JSON nor inspection shows what is in it. Its left half is an e-mail
 * address in base64, so both halves are kept from every text.
 */
export class DidKey {
  readonly #pair: string;
  readonly #secrets: readonly string[];

  private constructor(pair: string) {
    this.#pair = pair;
    const [user, secret] = [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)];
    const plain = [pair, user, secret, base64(pair), base64(`${pair}:`), base64(user), base64(secret)];
    const mail = decoded(user);
    if (mail !== null) plain.push(mail);
    const all = plain.flatMap((text) => [text, text.replace(/=+$/, ''), encodeURIComponent(text)]);
    this.#secrets = [...new Set(all)]
      .filter((text) => text.length >= MIN_SECRET_LENGTH)
      .sort((a, b) => b.length - a.length);
  }

  /**
   * @param text as it was pasted: with or without `Basic `, spaces around it, or in base64 as a whole
   * @throws KotohogiError `did-key-shape`, which does not repeat the text
   */
  static parse(text: string): DidKey {
    const bare = text.trim().replace(/^(?:authorization:\s*)?basic\s+/i, '');
    const pair = bare.includes(':') ? bare : (decoded(bare)?.replace(/^([^:]+:[^:]+):$/, '$1') ?? '');
    const colon = pair.indexOf(':');
    if (UNFIT.test(pair) || colon < 1 || colon === pair.length - 1) throw unfit();
    return new DidKey(pair);
  }

  /** The value of the header. */
  authorization(form: KeyForm): string {
    return `Basic ${form === 'raw' ? this.#pair : base64(this.#pair)}`;
  }

  /** A text without either half of the key in any form, and without what signs the addresses in it. */
  redact(text: string): string {
    let clean = text.replace(/(https?:\/\/[^\s"'<>?#]+)[?#][^\s"'<>]*/gi, `$1?${HIDDEN}`);
    // Mail addresses are written in capitals and small letters.
    for (const secret of this.#secrets) clean = clean.replace(new RegExp(escaped(secret), 'gi'), HIDDEN);
    return clean;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}
