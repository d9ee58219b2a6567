import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DidKey } from './key.ts';

const MAIL = 'taro@example.org';
const USER = Buffer.from(MAIL).toString('base64');
const SECRET = 'aB3_dE6-gH9jK2mN5pQ8s';
const PAIR = `${USER}:${SECRET}`;
const CODED = Buffer.from(PAIR).toString('base64');

describe('a key', () => {
  it.each([PAIR, `  ${PAIR}\n`, `Basic ${PAIR}`, `basic  ${CODED}`, CODED, `Authorization: Basic ${PAIR}`])(
    'is read however it was pasted: %s',
    (text) => {
      const key = DidKey.parse(text);
      expect(key.authorization('raw')).toBe(`Basic ${PAIR}`);
      expect(key.authorization('base64')).toBe(`Basic ${CODED}`);
    },
  );

  it('is read in base64 with a colon at its end, as some scripts write it', () => {
    const text = Buffer.from(`${PAIR}:`).toString('base64');
    expect(DidKey.parse(text).authorization('raw')).toBe(`Basic ${PAIR}`);
  });

  it.each(['', 'nonsense', ':secret', 'user:', 'with space:inside', `${PAIR}\r\nX-Other: 1`, 'ключ:секрет'])(
    'is refused without being repeated: %j',
    (text) => {
      let thrown: unknown;
      try {
        DidKey.parse(text);
      } catch (reason) {
        thrown = reason;
      }
      expect(thrown).toMatchObject({ code: 'did-key-shape', kind: 'input' });
      if (text.length > 6) expect(inspect(thrown)).not.toContain(text);
    },
  );

  it('is never printed', () => {
    const key = DidKey.parse(PAIR);
    const texts = [
      String(key),
      JSON.stringify({ key }),
      inspect({ key }, { depth: Infinity, showHidden: true }),
      JSON.stringify(Object.entries(key)),
    ];
    for (const text of texts) for (const part of [USER, SECRET, MAIL]) expect(text).not.toContain(part);
  });

  it('is taken out of every text, in whole and in parts, in every form', () => {
    const key = DidKey.parse(PAIR);
    const text = `Basic ${PAIR}; ${CODED}; only ${SECRET} or ${USER.replace(/=+$/, '')}; ${MAIL.toUpperCase()}; ${encodeURIComponent(PAIR)}`;
    const clean = key.redact(text);
    for (const part of [USER.replace(/=+$/, ''), SECRET, CODED, MAIL])
      expect(clean.toLowerCase()).not.toContain(part.toLowerCase());
    expect(DidKey.parse('a.b*c:hidden').redact('a.b*c hidden axbbc')).toBe('[hidden] [hidden] axbbc');
    expect(key.redact('D-ID has a problem of its own.')).toBe('D-ID has a problem of its own.');
  });

  it('and what signs a link go out of an address', () => {
    const key = DidKey.parse(PAIR);
    expect(key.redact('see https://s3.example/v.mp4?X-Amz-Signature=abc&x=1 now')).toBe(
      'see https://s3.example/v.mp4?[hidden] now',
    );
  });
});
