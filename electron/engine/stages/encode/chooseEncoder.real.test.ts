import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../../ffmpeg/locate.ts';
import { chooseEncoder } from './chooseEncoder.ts';
import { tryEncoder } from './encoderProbe.ts';
import { HARDWARE_ENCODERS } from './videoCodec.ts';

const real = await findFfmpeg().then(
  (found) => found.path,
  () => null,
);
const canRun = real !== null && process.platform !== 'win32';
if (!canRun) console.warn('Skipped: trying encoders needs an ffmpeg, and a system that runs scripts.');

const SIZE = { widthPx: 320, heightPx: 256, fps: 25 };
const { signal } = new AbortController();

let home = '';
beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-encoders-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/**
 * An ffmpeg with a graphics chip: it codes with x264 what it is asked to code with NVENC, and does to it what
 * `misdeed` says; every try is written to `asked`.
 */
async function ffmpegWithChip(misdeed: readonly string[] | 'none' | 'broken'): Promise<string> {
  const file = path.join(home, 'ffmpeg');
  const script = `#!${process.execPath}
const { spawn } = require('node:child_process');
const { appendFileSync } = require('node:fs');
let args = process.argv.slice(2);
const lists = args.includes('-encoders');
const at = args.indexOf('h264_nvenc');
if (at >= 0) {
  appendFileSync(${JSON.stringify(path.join(home, 'asked'))}, 'x');
  const misdeed = ${JSON.stringify(misdeed)};
  if (misdeed === 'broken') process.exit(1);
  const end = args.indexOf('-bf', at);
  args = [...args.slice(0, at), 'libx264', '-crf', '18', ...(Array.isArray(misdeed) ? misdeed : []), ...args.slice(end)];
}
const child = spawn(${JSON.stringify(real)}, args, { stdio: 'inherit' });
child.on('exit', (code) => {
  if (lists) process.stdout.write(' V..... h264_nvenc           a stand-in\\n');
  process.exitCode = code ?? 1;
});
`;
  await writeFile(file, script);
  await chmod(file, 0o755);
  return file;
}

const contextOf = (ffmpegPath: string) => ({
  ffmpegPath,
  signal,
  folders: { home, models: home, cache: home },
});
const choose = (ffmpegPath: string, encoder: 'auto' | 'software' | 'hardware') =>
  chooseEncoder({ quality: 'standard', encoder }, SIZE, contextOf(ffmpegPath), HARDWARE_ENCODERS);

const timesAsked = (): Promise<number> =>
  readFile(path.join(home, 'asked'), 'utf8').then(
    (text) => text.length,
    () => 0,
  );

describe.skipIf(!canRun)('chooseEncoder', () => {
  it('takes a chip that gives back what it was given, and tries it once', async () => {
    const ffmpeg = await ffmpegWithChip('none');
    for (let i = 0; i < 2; i++)
      expect(await choose(ffmpeg, 'auto')).toEqual({
        codec: { encoder: 'h264_nvenc', quality: 'standard' },
        fallbacks: [],
      });
    expect(await timesAsked()).toBe(1);
  });

  it('tries again where the ffmpeg is another one', async () => {
    await choose(await ffmpegWithChip('broken'), 'hardware');
    expect((await choose(await ffmpegWithChip('none'), 'hardware')).codec.encoder).toBe('h264_nvenc');
    expect(await timesAsked()).toBe(2);
  });

  it('never asks a chip when software is wished for', async () => {
    expect(await choose(await ffmpegWithChip('none'), 'software')).toMatchObject({
      codec: { encoder: 'libx264' },
      fallbacks: [],
    });
    expect(await timesAsked()).toBe(0);
  });

  it.each([
    ['wrong colours', ['-vf', 'negate'], /its pictures are wrong \(\d+\.\d dB\)/],
    ['a shifted picture', ['-vf', 'crop=312:256:8:0,pad=320:256'], /its pictures are wrong/],
    ['a lost picture', ['-vf', 'select=not(eq(n\\,5))', '-vsync', '0'], /11 of 12 pictures came back/],
    ['no picture', 'broken', /it does not start/],
  ] as const)('refuses a chip that gives back %s, and says so', async (_what, misdeed, why) => {
    const ffmpeg = await ffmpegWithChip(misdeed);
    const { codec, fallbacks } = await choose(ffmpeg, 'hardware');
    expect(codec.encoder).toBe('libx264');
    expect(fallbacks).toHaveLength(1);
    expect(fallbacks[0]).toContain('h264_nvenc');
    expect(fallbacks[0]).toMatch(why);
  });

  it('keeps quiet about a chip that is not there, unless it was asked for', async () => {
    const ffmpeg = await ffmpegWithChip('broken');
    expect((await choose(ffmpeg, 'auto')).fallbacks).toEqual([]);
    expect((await choose(ffmpeg, 'hardware')).fallbacks).toHaveLength(1);
  });
});

describe.skipIf(real === null)('tryEncoder', () => {
  it('finds software encoding right at every quality, better the higher it is', async () => {
    const quality = async (name: 'draft' | 'standard' | 'high'): Promise<number> => {
      const codec = { encoder: 'libx264', quality: name } as const;
      const { isRight, psnrDb, why } = await tryEncoder({ ...SIZE, codec }, contextOf(real ?? ''));
      expect({ isRight, why }).toEqual({ isRight: true, why: null });
      return psnrDb ?? 0;
    };
    const [draft, standard, high] = [
      await quality('draft'),
      await quality('standard'),
      await quality('high'),
    ];
    expect(draft).toBeLessThan(standard);
    expect(standard).toBeLessThan(high);
    expect(draft).toBeGreaterThan(34);
  });
});
