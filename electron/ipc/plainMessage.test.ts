import { describe, expect, it } from 'vitest';
import { whyNotPlain } from './plainMessage.ts';

const nested = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = { value };
  return value;
};

describe('whyNotPlain', () => {
  it.each([
    ['nothing', null],
    ['no value', undefined],
    ['a number', Number.NaN],
    ['a document', { title: '寿', list: [1, [2], { three: null }], samples: new Float32Array(9) }],
    ['a document of no realm', Object.assign(Object.create(null) as object, { title: 'a' })],
    ['words that only look special', { constructor: 'a', prototype: 'b' }],
    ['many levels', nested(60)],
  ])('lets %s through', (_what, message) => {
    expect(whyNotPlain(message)).toBeNull();
  });

  it('refuses what could keep the program busy or change it', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    const sparse: unknown[] = [];
    sparse.length = 4_294_967_295;
    expect(whyNotPlain(loop)).toBe('nested too deep');
    expect(whyNotPlain(nested(65))).toBe('nested too deep');
    expect(whyNotPlain({ list: sparse })).toBe('too many values');
    expect(whyNotPlain(Array.from({ length: 40 }, () => 'a'.repeat(2 ** 20)))).toBe('too much text');
    expect(whyNotPlain({ ['a'.repeat(40 * 2 ** 20)]: 1 })).toBe('too much text');
    expect(whyNotPlain(JSON.parse('{"a":{"__proto__":{"isAdmin":true}}}'))).toBe('a forbidden name');
    for (const other of [new Map(), new Set(), new Date(), /a/, new Error('a')])
      expect(whyNotPlain([other])).toBe('no plain data');
  });
});
