import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkConfined } from './confine.ts';
import { inputFileArgs, ownWavArgs } from './run.ts';

const OUT = ['-f', 'wav', 'pipe:1'];

describe('what ffmpeg is started with', () => {
  it('reads files by their lists, or what it is fed in a named format', () => {
    for (const args of [
      [...inputFileArgs('/a/voice.mp3', 'mp3,wav', ['-ss', '1']), ...OUT],
      [...ownWavArgs('/a/b.wav'), ...inputFileArgs('/a/c.mp4', 'mov'), '-y', 'file:/a/out.mp4'],
      ['-f', 'rawvideo', '-s', '2x2', '-i', 'pipe:0', ...ownWavArgs('/a/b.wav'), '-f', 'null', '-'],
      ['-encoders'],
    ])
      expect(() => checkConfined(args)).not.toThrow();
  });

  it.each([
    ['no lists', ['-i', 'file:/a/b.wav', ...OUT]],
    ['no list of formats', ['-protocol_whitelist', 'file,pipe', '-i', 'file:/a/b.wav', ...OUT]],
    [
      'a longer list of protocols',
      ['-protocol_whitelist', 'file,pipe,http', '-format_whitelist', 'wav', '-i', 'file:/a', ...OUT],
    ],
    ['no list for the second file', [...ownWavArgs('/a/b.wav'), '-i', 'file:/a/c.wav', ...OUT]],
    [
      'an address of the network',
      ['-protocol_whitelist', 'file,pipe', '-format_whitelist', 'wav', '-i', 'http://x/', ...OUT],
    ],
    ['a mere path', ['-protocol_whitelist', 'file,pipe', '-format_whitelist', 'wav', '-i', '/a', ...OUT]],
    ['a graph that may read files', ['-f', 'lavfi', '-i', 'amovie=/etc/passwd', ...OUT]],
    ['a pipe of any format', ['-i', 'pipe:0', ...OUT]],
    ['a place in the network to write to', [...ownWavArgs('/a/b.wav'), '-f', 'wav', 'tcp://x:9']],
    ['a pipe nobody reads', [...ownWavArgs('/a/b.wav'), '-f', 'wav', 'pipe:7']],
  ])('is refused with %s', (_what, args) => {
    expect(() => checkConfined(args)).toThrow(/^ffmpeg was not started: /);
  });
});

describe('the program’s own source', () => {
  const root = path.resolve(import.meta.dirname, '../../..');
  const sources = readdirSync(path.join(root, 'electron'), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join('electron', name).replaceAll('\\', '/'))
    .filter((name) => /\.(?:ts|mjs)$/.test(name) && !/\.test\.ts$|\.d\.mts$/.test(name))
    .map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }));
  const withText = (pattern: RegExp): string[] =>
    sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

  it('starts programs in few places, and never through a shell', () => {
    expect(sources.length).toBeGreaterThan(300);
    // Who adds a place here answers for its limits of time and memory, and for what a hostile file could make of it.
    expect(withText(/from 'node:child_process'/).sort()).toEqual([
      'electron/engine/cli/bench/longMemory.ts',
      'electron/engine/cli/bench/praat.ts',
      'electron/engine/cli/doctor/execute.ts',
      'electron/engine/cli/doctor/linuxSystem.mjs',
      'electron/engine/ffmpeg/locate.ts',
      'electron/engine/runtime/inference/deviceTrial.ts',
      'electron/engine/runtime/inference/trialProcess.ts',
      'electron/engine/runtime/runProgram.ts',
      'electron/engine/stages/prosody/acceptance/praatTracker.ts',
      'electron/engine/stages/prosody/acceptance/spokenClips.ts',
    ]);
    expect(withText(/shell: ?true|\bexecSync\b|\{ exec[,\s}]/)).toEqual([]);
  });

  it('runs ffmpeg in one place', () => {
    expect(withText(/path: options\.ffmpegPath|path: ffmpegPath|spawn\(ffmpegPath/)).toEqual([
      'electron/engine/ffmpeg/run.ts',
    ]);
    expect(withText(/execFile[^\n]*ffmpeg/i).filter((name) => !name.endsWith('locate.ts'))).toEqual([]);
  });
});
