import { pipeline } from 'node:stream/promises';
import { Readable, type Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { findFfmpeg } from './locate.ts';
import { FfmpegExitError, fileUrl, inputFileArgs, runFfmpeg } from './run.ts';

const ffmpegPath = await findFfmpeg().then(
  (found) => found.path,
  () => null,
);
if (ffmpegPath === null) console.warn('Skipped: running ffmpeg needs an ffmpeg, and none was found.');

const signal = new AbortController().signal;
const base = { ffmpegPath: ffmpegPath ?? '', signal };
const RAW = ['-f', 's16le', '-ar', '8000', '-i', 'pipe:0', '-f', 's16le', 'pipe:1'];
/** Sound that never ends, slowly. */
const endless = {
  ...base,
  stdin: async (pipe: Writable): Promise<void> => {
    while (!pipe.destroyed) {
      pipe.write(Buffer.alloc(8_000));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  },
};

describe.skipIf(ffmpegPath === null)('runFfmpeg', () => {
  it('feeds standard input and collects standard output', async () => {
    const { stdout } = await runFfmpeg(
      ['-f', 's16le', '-ar', '8000', '-i', 'pipe:0', '-f', 's16le', 'pipe:1'],
      {
        ...base,
        stdin: (pipe) => pipeline(Readable.from([Buffer.alloc(5_000, 1), Buffer.alloc(3_000, 2)]), pipe),
      },
    );
    expect(stdout).toHaveLength(8_000);
    expect(stdout[6_000]).toBe(2);
  });

  it('gives the exit code and the last words of a failure', async () => {
    const failure: unknown = await runFfmpeg(
      [...inputFileArgs('/no/such/file.wav', 'wav'), '-f', 'null', '-'],
      base,
    ).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(FfmpegExitError);
    expect((failure as FfmpegExitError).exitCode).toBeGreaterThan(0);
    expect((failure as FfmpegExitError).stderrTail).toContain('No such file');
    expect((failure as FfmpegExitError).message).toContain('No such file');
  });

  it('ends the child on abort, on the deadline, on too much output and on an error of the reader', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    await expect(runFfmpeg(RAW, { ...endless, signal: controller.signal })).rejects.toMatchObject({
      kind: 'cancelled',
    });
    await expect(runFfmpeg(RAW, { ...endless, deadlineSec: 0.2 })).rejects.toMatchObject({
      code: 'ffmpeg-deadline',
    });
    await expect(runFfmpeg(RAW, { ...endless, maxStdoutBytes: 1_000 })).rejects.toThrow(
      'more than 1000 bytes',
    );
    const onStdout = (): void => {
      throw new RangeError('enough');
    };
    await expect(runFfmpeg(RAW, { ...endless, onStdout })).rejects.toThrow('enough');
  });

  it.skipIf(process.platform !== 'linux')(
    'ends the child when it holds more memory than it may',
    async () => {
      await expect(runFfmpeg(RAW, { ...endless, maxMemoryBytes: 2 ** 20 })).rejects.toMatchObject({
        kind: 'missing',
        code: 'ffmpeg-memory',
      });
    },
  );

  it('keeps only the end of standard error', async () => {
    const bad = ['-f', 'nosuchformat', '-i', 'pipe:0', '-f', 'null', '-'];
    const failure: unknown = await runFfmpeg(bad, { ...base, maxStderrBytes: 20 }).catch(
      (thrown: unknown) => thrown,
    );
    expect((failure as FfmpegExitError).stderrTail.length).toBeLessThanOrEqual(20);
  });
});

describe('runFfmpeg without ffmpeg', () => {
  it('says that it is missing, and does not start when already cancelled', async () => {
    const gone = { ffmpegPath: '/no/such/ffmpeg', signal };
    await expect(runFfmpeg([], gone)).rejects.toMatchObject({ kind: 'missing', code: 'ffmpeg-missing' });
    const stopped = { ...gone, signal: AbortSignal.abort() };
    await expect(runFfmpeg([], stopped)).rejects.toMatchObject({ kind: 'cancelled' });
  });
});

describe('inputFileArgs', () => {
  it('cannot be misread as an option or a protocol', () => {
    const args = inputFileArgs('/tmp/-i:x.wav', 'wav,mp3', ['-ss', '1']);
    expect(args).toEqual([
      ...['-ss', '1', '-protocol_whitelist', 'file,pipe', '-format_whitelist', 'wav,mp3'],
      ...['-i', 'file:/tmp/-i:x.wav'],
    ]);
    expect(fileUrl('-y')).toBe(`file:${process.cwd()}/-y`);
  });
});
