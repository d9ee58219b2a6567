/** Names, texts, keys and places of files, planted wherever the program could pick them up: none is in what it writes down. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { createWorkplace, type Workplace } from '../fixtures/workplace.ts';

const NAME = 'Hanako Yamashita';
const WORDS = 'Zufriedenheit und Sonnenschein';
const KEY = 'aGFuYWtvQGV4YW1wbGUuY29t:Zx9-SecretOfHanako';
const PLANTED = ['Hanako', 'Yamashita', 'Zufriedenheit', 'Sonnenschein', 'aGFuYWtv', 'Zx9-Secret'];

async function textsOf(archive: string): Promise<Readonly<Record<string, string>>> {
  const zip = await yauzl.openPromise(archive);
  const texts: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
    texts[entry.fileName] = Buffer.concat(pieces).toString('utf8');
  }
  return texts;
}

describe.skipIf(missingForRenders !== null)('what the program writes down', () => {
  let place: Workplace;
  beforeEach(() => {
    place = createWorkplace();
  });
  afterEach(() => place.remove());

  const written = (): string => {
    const folder = path.join(place.home, 'logs');
    return readdirSync(folder)
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
      .join('');
  };
  const expectDiscreet = (text: string): void => {
    for (const word of PLANTED) expect(text).not.toContain(word);
    expect(text).not.toContain(place.materials);
  };

  it('tells what was done, and of nobody', async () => {
    const folder = path.join(place.materials, NAME);
    mkdirSync(folder);
    const photo = path.join(folder, `${NAME}.jpg`);
    copyFileSync(SAMPLE_PHOTO, photo);
    const voice = await cutVoice(folder, `Voice of ${NAME}.wav`, { startSec: 0.5, durationSec: 1.5 });
    const captions = path.join(folder, 'words.srt');
    writeFileSync(captions, `1\n00:00:00,100 --> 00:00:01,000\n${WORDS}\n`);
    const out = path.join(place.out, `For ${NAME}.mp4`);
    const files = ['--photo', photo, '--voice', voice, '--out', out];

    const made = await place.run(
      'render',
      ...files,
      '--captions',
      captions,
      '--size',
      '256x256',
      '--progress',
      'none',
    );
    expect(made.code, made.stderr).toBe(0);
    const failures = [
      ['render', '--photo', captions, '--voice', voice, '--out', out],
      ['render', '--photo', path.join(folder, `no ${NAME}.png`), '--voice', voice, '--out', out],
      ['render', ...files, '--preset', NAME],
      ['speak', '--text', WORDS, '--speaker', NAME, '--out', path.join(place.out, 'a.wav')],
      [NAME, WORDS],
    ];
    for (const words of failures)
      expect((await place.run(...words)).code, words.join(' ')).toBeGreaterThan(0);

    const log = written();
    expectDiscreet(log);
    const entries = log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const asked = entries.find(({ line }) => line === 'render.asked');
    expect(asked).toMatchObject({
      from: 'cli',
      level: 'info',
      size: '256x256',
      captions: 1,
      background: 'none',
    });
    const done = entries.find(({ line }) => line === 'render.done');
    expect(done?.['frames']).toBeGreaterThan(20);
    expect((done?.['stages'] as { name: string }[]).map(({ name }) => name)).toContain('encode');
    const codes = entries.filter(({ what }) => what === 'cli.failed').map(({ code }) => code);
    expect(codes).toContain('photo-unsupported');
    expect(codes).toContain('photo-not-found');
    expect(codes.length).toBeGreaterThanOrEqual(4);

    // A program without manners, or an earlier version, has written into the log as well.
    const file = path.join(place.home, 'logs', 'kotohogi.jsonl');
    writeFileSync(
      file,
      `${log}${JSON.stringify({ what: 'x', said: `"${WORDS}"`, file: photo, key: `Basic ${KEY}` })}\nno JSON: ${NAME}\n`,
    );
    writeFileSync(
      path.join(place.home, 'settings.json'),
      JSON.stringify({ theme: 'dark', language: 'ja', secret: KEY, name: NAME }),
    );
    const bundle = path.join(place.out, 'problem.zip');
    const collected = await place.run('doctor', '--bundle', bundle, '--json');
    expect(collected.code, collected.stderr).toBe(0);
    const texts = await textsOf(bundle);
    expect(Object.keys(texts).sort()).toEqual([
      'README.txt',
      'crashes.json',
      'doctor.json',
      'log.jsonl',
      'settings.json',
    ]);
    for (const text of Object.values(texts)) expectDiscreet(text);
    expect(JSON.parse(collected.stdout)).toMatchObject({
      schemaVersion: 1,
      bundle: { out: bundle, files: Object.keys(texts) },
    });
    expect(JSON.parse(texts['settings.json'])).toMatchObject({ theme: 'dark', language: 'ja' });
    expect(texts['log.jsonl']).toContain('render.done');
  });

  it('is nothing where nothing is wanted', async () => {
    mkdirSync(place.home, { recursive: true });
    writeFileSync(
      path.join(place.home, 'settings.json'),
      JSON.stringify({ theme: 'dark', language: 'ja', logLevel: 'off' }),
    );
    expect((await place.run('render', '--photo', 'nowhere.jpg')).code).toBeGreaterThan(0);
    expect(readdirSync(place.home)).not.toContain('logs');
  });
});
