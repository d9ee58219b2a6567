import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inputError } from '../../shared/errors.ts';
import { answerCall, type IncomingCall } from './answerCall.ts';
import { safeFileName, withMp4 } from './outName.ts';

const lines: string[] = [];
const call = (change: Partial<IncomingCall>): IncomingCall => ({
  name: 'double',
  channel: { request: z.strictObject({ n: z.number() }), reply: z.object({ n: z.number() }) },
  handler: (request) => ({ n: (request as { n: number }).n * 2, path: '/secret' }),
  request: { n: 21 },
  fromOurPage: true,
  log: (line) => void lines.push(line),
  ...change,
});
const code = async (change: Partial<IncomingCall>): Promise<string> => {
  const reply = await answerCall(call(change));
  return reply.ok ? 'ok' : reply.error.code;
};

describe('answerCall', () => {
  it('answers in the envelope, stripped to the contract', async () => {
    expect(await answerCall(call({}))).toEqual({ ok: true, value: { n: 42 } });
  });

  it('refuses strangers and malformed requests before the handler sees them', async () => {
    const handler = (): never => {
      throw new Error('must not run');
    };
    expect(await code({ handler, fromOurPage: false })).toBe('call-refused');
    for (const request of [null, undefined, { n: '1' }, { n: 1, more: 2 }, [], 'x'])
      expect(await code({ handler, request })).toBe('call-malformed');
  });

  it('answers what no schema can read, too', async () => {
    const request = z.strictObject({ list: z.array(z.number()).readonly() });
    const channel = { request, reply: z.null() };
    expect(await code({ channel, request: { list: new Float64Array(3) } })).toBe('call-malformed');
    expect(await code({ request: new Map([['n', 1]]) })).toBe('call-malformed');
    lines.length = 0;
    expect(await code({ request: { n: 1, ['a'.repeat(9000)]: 2 } })).toBe('call-malformed');
    expect(lines.join().length).toBeLessThan(600);
  });

  it('carries errors for people as they are, and defects with a log line', async () => {
    const failing = (error: Error) => () => Promise.reject(error);
    expect(await code({ handler: failing(inputError('photo-broken', 'a', 'b')) })).toBe('photo-broken');
    lines.length = 0;
    expect(await code({ handler: failing(new Error('boom')) })).toBe('internal-error');
    expect(lines.join()).toContain('boom');
  });

  it('reports an answer outside the contract as a defect', async () => {
    expect(await code({ handler: () => ({ n: 'many' }) })).toBe('internal-error');
  });
});

describe('output names', () => {
  it('are safe on every file system', () => {
    expect(safeFileName('Aya: "Happy/Birthday"? - v1.2')).toBe('Aya Happy Birthday - v1.2');
    expect(safeFileName('../../etc/passwd')).toBe('etc passwd');
    expect(safeFileName(' .. ')).toBe('kotohogi');
    expect(safeFileName('寿ぎ - 声')).toBe('寿ぎ - 声');
  });

  it('end in .mp4 once', () => {
    expect([withMp4('/a/b'), withMp4('/a/b.MP4'), withMp4('/a/b.mov')]).toEqual([
      '/a/b.mp4',
      '/a/b.MP4',
      '/a/b.mov.mp4',
    ]);
  });
});
