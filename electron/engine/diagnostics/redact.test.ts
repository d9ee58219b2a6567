import { describe, expect, it } from 'vitest';
import { createRedactor } from './redact.ts';

const redactor = createRedactor({
  install: '/srv/studio',
  userHome: '/home/tanaka',
  folders: ['/data/kotohogi'],
  secrets: ['hunter2hunter2'],
});

describe('a redactor', () => {
  it.each([
    ['a word that was named', 'it said hunter2hunter2 twice: aHVudGVyMmh1bnRlcjI=', ['hunter2', 'aHVudGVy']],
    ['a D-ID key', 'Basic YXlhQGV4YW1wbGUuY29t:s3cr3t_K3y-of-Aya', ['YXlh', 's3cr3t']],
    ['a bare key', 'sent YXlhQGV4YW1wbGUuY29t:AbCdEfGh12345678 there', ['YXlh', 'AbCd']],
    [
      'a field that holds one',
      'api_key=abcdef, "token":"zyxwvu" password: letmein',
      ['abcdef', 'zyxwvu', 'letmein'],
    ],
    ['an address with a password', 'redis://studio:pass1234@host:6379/0', ['studio:', 'pass1234']],
    ['a signed address', 'https://host/a.mp4?X-Signature=abc&who=aya', ['X-Signature', 'abc', 'aya']],
    ['a mail address', 'for aya.tanaka@example.co.jp.', ['aya', 'tanaka']],
    [
      'a file of a person',
      "ENOENT: no such file, open '/home/tanaka/My Photos/Aya Tanaka.jpg'",
      ['anaka', 'Photos', 'Aya'],
    ],
    [
      'a file without quotation marks',
      'cannot read /home/tanaka/My Photos/Aya Tanaka.jpg: it is gone',
      ['anaka', 'Photos'],
    ],
    ['a file elsewhere', 'open /mnt/Hochzeit/Lena.wav failed', ['Hochzeit', 'Lena']],
    ['a path alone', '/mnt/Hanako Yamashita/For Ken.mp4', ['Hanako', 'Yamashita', 'Ken']],
    ['a file of Windows', 'EBUSY: open "C:\\Users\\Aya Tanaka\\voice of Ken.wav"', ['Aya', 'Tanaka', 'Ken']],
    ['a file of Windows without quotation marks', 'at C:\\Users\\Aya\\a b.wav', ['Aya', 'a b']],
    ['an address of a file', 'file:///home/tanaka/%E5%AF%BF.png was', ['tanaka', '%E5']],
    [
      'what somebody wrote',
      'The name "Aya Tanaka" is taken; “Happy birthday, Ken”, 「お誕生日おめでとう」',
      ['Aya', 'Ken', 'お誕生日'],
    ],
    ['what a parser repeats', 'Unexpected token \'H\', "Happy birt"... is not valid JSON', ['Happy']],
  ])('takes out %s', (_what, text, secrets) => {
    const clean = redactor.text(text);
    for (const secret of secrets) expect(clean).not.toContain(secret);
    expect(redactor.text(clean)).toBe(clean);
  });

  it('leaves what tells what happened', () => {
    const stack =
      'TypeError: x is not a function\n    at draw (file:///srv/studio/dist/node/chunk-a.js:12:3)\n    at node:internal/process:95:5';
    const clean = redactor.text(stack);
    expect(clean).toContain('<app>/dist/node/chunk-a.js:12:3');
    expect(clean).toContain('TypeError: x is not a function');
    expect(clean).toContain('node:internal/process:95:5');
    for (const text of [
      'ffmpeg ended with code 1: Invalid data found when processing input',
      'Run "kotohogi doctor" to see which ffmpeg is found.',
      'WebGPU failed for wav2lip-own after 125 frames (2.5 s): the processor went on.',
      '/usr/bin/ffmpeg 5.1.6',
      '1080x1080 at 25/1 frames',
      'ff0a3c5d9b8e7f6a ff0a3c5d9b8e7f6aff0a3c5d9b8e7f6a',
    ])
      expect(redactor.text(text)).toBe(text);
  });

  it('tells files apart, and of what kind they are', () => {
    const [first, again, other] = ['a.jpg', 'a.jpg', 'b.WAV'].map((name) =>
      redactor.text(`open /home/tanaka/${name}`),
    );
    expect(first).toMatch(/^open <file [0-9a-f]{4}>\.jpg$/);
    expect(again).toBe(first);
    expect(other).toMatch(/>\.wav$/);
  });

  it('goes through values, and comes back from every one', () => {
    const loop: Record<string, unknown> = {
      why: new Error('at /home/tanaka/a.wav'),
      rate: Number.NaN,
      list: [{ said: '"Hi Ken"' }],
    };
    loop['self'] = loop;
    const clean = JSON.stringify(redactor.value(loop));
    expect(clean).not.toMatch(/tanaka|Ken/);
    expect(clean).toContain('"rate":null');
    expect(redactor.text('x'.repeat(1e6)).length).toBeLessThan(30_000);
  });
});
