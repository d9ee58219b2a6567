import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSubtitles } from '../../shared/captions/subtitleFile.ts';
import { renderReportSchema, type RenderReport } from '../../shared/contract/render.ts';
import { decodeVideo } from '../fixtures/decodeVideo.ts';
import { ffmpeg } from '../fixtures/ffmpegTool.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { correlation, cutVoice, decodeSound, writeSound } from '../fixtures/sound.ts';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

const SIDE = 360;
const SIZE = ['--size', `${SIDE}x${SIDE}`];
const RATE = 16_000;

describe.skipIf(missingForRenders !== null)('forms of export', () => {
  let place: Workplace;
  let voice = '';
  let music = '';
  beforeAll(async () => {
    place = createWorkplace();
    voice = await cutVoice(place.materials, 'voice.wav', { startSec: 0.5, durationSec: 3 });
    const tone = Float32Array.from(
      { length: 44_100 },
      (_, i) => 0.3 * Math.sin((2 * Math.PI * 660 * i) / 44_100),
    );
    music = await writeSound(place.materials, 'music.wav', 44_100, tone);
  });
  afterAll(() => place.remove());

  const out = (name: string): string => path.join(place.out, name);

  /** Renders to a file and gives its report. */
  async function make(name: string, ...more: string[]): Promise<RenderReport> {
    const outcome = await place.here(...renderWords(voice, out(name), ...SIZE, ...more, '--json'));
    expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
    expect((await readdir(place.out)).filter((file) => /part|^\./.test(file))).toEqual([]);
    return renderReportSchema.parse(JSON.parse(outcome.stdout));
  }

  it('a picture is the frame of the video at its time', async () => {
    await make('video.mp4');
    const report = await make('picture.png', '--at', '2');
    expect(report).toMatchObject({ form: 'still', frames: 1, width: SIDE, height: SIDE, encoder: null });
    const { data, info } = await sharp(out('picture.png')).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: SIDE, height: SIDE, channels: 3 });
    const psnr: number[] = [];
    await decodeVideo(out('video.mp4'), SIDE, SIDE, ({ data: shown }) => {
      let sum = 0;
      for (let i = 0; i < SIDE * SIDE; i++)
        for (let c = 0; c < 3; c++) sum += (shown[i * 4 + c] - data[i * 3 + c]) ** 2;
      psnr.push(10 * Math.log10((255 ** 2 * SIDE * SIDE * 3) / sum));
    });
    expect(psnr.indexOf(Math.max(...psnr))).toBe(50);
    expect(psnr[50]).toBeGreaterThan(34);
    await make('picture.jpg', '--at', '900');
    expect((await sharp(out('picture.jpg')).metadata()).format).toBe('jpeg');
  });

  it.each(['gif', 'webp'])('a sticker is short, small and begins again: %s', async (ending) => {
    const name = `sticker.${ending}`;
    const report = await make(name, '--length', '1', '--from', '0.5', '--sticker-size', '200');
    expect(report).toMatchObject({ form: 'sticker', frames: 12, fps: 12, width: 200, durationSec: 1 });
    const {
      pages,
      width,
      pageHeight,
      loop,
      delay = [],
    } = await sharp(out(name), { animated: true }).metadata();
    expect({ pages, width, pageHeight, loop }).toEqual({ pages: 12, width: 200, pageHeight: 200, loop: 0 });
    expect(delay.reduce((sum, ms) => sum + ms, 0) / 1000).toBeCloseTo(1, 1);
    const first = await sharp(out(name), { page: 0 }).ensureAlpha().raw().toBuffer();
    expect(first.filter((_, i) => i % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
  });

  it.each(['gif', 'webp'])('a person alone stands before nothing: %s', async (ending) => {
    const name = `cut.${ending}`;
    await make(name, '--length', '0.5', '--sticker-size', '240', '--cut-out');
    const { data, info } = await sharp(out(name), { page: 3 })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const alphaAt = (x: number, y: number): number => data[(y * info.width + x) * 4 + 3];
    const opaque = data.filter((_, i) => i % 4 === 3).filter((alpha) => alpha > 200).length / (240 * 240);
    expect([alphaAt(4, 4), alphaAt(235, 4)]).toEqual([0, 0]);
    expect(alphaAt(120, 120)).toBeGreaterThan(250);
    expect(opaque).toBeGreaterThan(0.3);
    expect(opaque).toBeLessThan(0.85);
  });

  it('a sound is the voice as it is heard, with the music', async () => {
    const report = await make('voice.wav');
    expect(report).toMatchObject({ form: 'sound', frames: 0, lipsync: 'none', models: [] });
    const [heard] = await decodeSound(out('voice.wav'), 1);
    const [spoken] = await decodeSound(voice, 1);
    expect(heard).toHaveLength(3 * RATE);
    expect(correlation(spoken, heard)).toBeGreaterThan(0.9999);
    await make('mixed.wav', '--music', music, '--music-gain', '-6', '--duck', '-18');
    const [left, right] = await decodeSound(out('mixed.wav'), 2);
    expect(left).toEqual(right);
    expect(correlation(spoken, left)).toBeGreaterThan(0.8);
    expect(correlation(spoken, left)).toBeLessThan(0.9999);
    await make('mixed.m4a', '--music', music);
    expect((await decodeSound(out('mixed.m4a'), 2))[0].length / RATE).toBeCloseTo(3, 0);
  });

  it('music changes what is heard, and nothing that is seen', async () => {
    const pictures = async (name: string): Promise<string> => {
      return (await ffmpeg('-i', out(name), '-map', '0:v', '-c', 'copy', '-f', 'md5', 'pipe:1')).toString();
    };
    await make('silent.mp4');
    await make('musical.mp4', '--music', music);
    expect(await pictures('musical.mp4')).toBe(await pictures('silent.mp4'));
    const [left] = await decodeSound(out('musical.mp4'), 2);
    const [spoken] = await decodeSound(out('silent.mp4'), 1);
    expect(correlation(spoken, left)).toBeLessThan(0.999);
  });

  it('captions follow the voice as it is heard', async () => {
    const file = path.join(place.materials, 'words.srt');
    await writeFile(
      file,
      '1\n00:00:00,500 --> 00:00:01,000\nHello\n\n2\n00:00:02,000 --> 00:00:02,500\nworld\n',
    );
    const report = await make('words.vtt', '--captions', file, '--preset', 'birthday');
    const written = await readFile(out('words.vtt'), 'utf8');
    expect(written).toMatch(/^WEBVTT/);
    const { captions } = readSubtitles(written);
    expect(captions.map(({ text }) => text)).toEqual(['Hello', 'world']);
    const ratio = report.durationSec / 3;
    expect(ratio).not.toBeCloseTo(1, 2);
    expect(captions[1].startSec / 2 / ratio).toBeCloseTo(1, 0);
    expect(captions[1].startSec).not.toBeCloseTo(2, 2);
  });

  it('says beforehand what it will take, once something of the kind was made', async () => {
    const words = (name: string) => [...renderWords(voice, out(name), ...SIZE), '--estimate', '--json'];
    await make('first.gif', '--length', '0.5');
    const known = await place.here(...words('next.gif'), '--length', '1');
    expect(JSON.parse(known.stdout)).toMatchObject({ sec: { from: expect.any(Number) as number } });
    const unknown = await place.here(...words('next.mp4'), '--quality', 'high');
    expect(JSON.parse(unknown.stdout)).toEqual({ schemaVersion: 1, sec: null, bytes: null, renders: 0 });
    expect((await readdir(place.out)).some((name) => name.startsWith('next'))).toBe(false);
  });

  it('a cancelled sticker leaves nothing', async () => {
    const before = await readdir(place.out);
    const running = place.start(
      ...renderWords(
        voice,
        out('never.webp'),
        ...SIZE,
        '--sticker-size',
        '512',
        '--sticker-fps',
        '25',
        '--progress',
        'json',
      ),
    );
    await running.said('"stage":"encode"');
    running.kill('SIGINT');
    expect((await running.ended).code).toBe(5);
    expect(await readdir(place.out)).toEqual(before);
    expect(place.leftInTemp()).toEqual([]);
  });

  it('refuses music that cannot be used before anything is drawn', async () => {
    const outcome = await place.here(
      ...renderWords(voice, out('no.mp4'), '--music', path.join(place.out, 'gone.mp3'), '--json'),
    );
    expect(outcome.code).toBe(3);
    expect(JSON.parse(outcome.stderr)).toMatchObject({ code: 'music-not-found' });
    expect((await readdir(place.out)).includes('no.mp4')).toBe(false);
  });
});
