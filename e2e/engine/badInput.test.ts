import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BAD_PHOTOS, BAD_VOICES } from '../fixtures/badFiles.ts';
import { SAMPLE_PHOTO, twoPeople } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { createWorkplace, type Outcome, type Workplace } from '../fixtures/workplace.ts';

const EXIT_USAGE = 2;
const EXIT_INPUT = 3;

const reportSchema = z.strictObject({
  kind: z.enum(['usage', 'input']),
  code: z.string().regex(/^[a-z0-9-]+$/),
  message: z.string(),
  hint: z.string(),
});

/** Words that belong to programmers, not to the people who read an error. */
const JARGON = /undefined|null|NaN|ENOENT|EISDIR|Error:|stack|at \w+ \(|\[object/;

describe.skipIf(missingForRenders !== null)('bad input', () => {
  let place: Workplace;
  let voice = '';
  beforeAll(async () => {
    place = createWorkplace();
    voice = await cutVoice(place.materials, 'voice.wav', { startSec: 0.5, durationSec: 1 });
  });
  afterAll(() => place.remove());

  /** Ways of failing of which a program of its own has shown the exit code and the streams. */
  const shown = new Set<number>();

  /** Runs the words twice, for people and for programs, and checks that both hear the same and nothing is left. */
  async function refused(exitCode: number, code: string, named: string, ...words: string[]): Promise<void> {
    const before = readdirSync(place.out, { recursive: true });
    const isShown = shown.has(exitCode);
    const run = (...all: string[]): Promise<Outcome> => (isShown ? place.here(...all) : place.run(...all));
    shown.add(exitCode);
    const forPeople = await run(...words, '--progress', 'none');
    const forPrograms = await run(...words, '--json');
    for (const outcome of [forPeople, forPrograms]) {
      expect(outcome.code, outcome.stderr).toBe(exitCode);
      expect(outcome.stdout).toBe('');
    }
    const report = reportSchema.parse(JSON.parse(forPrograms.stderr));
    expect(report).toMatchObject({ code, kind: exitCode === EXIT_USAGE ? 'usage' : 'input' });
    expect(report.message).toContain(named);
    // One sentence for what happened and one for the remedy, each on a line of its own.
    expect(forPeople.stderr).toBe(`${report.message}\n${report.hint}\n`);
    for (const sentence of [report.message, report.hint]) {
      expect(sentence).toMatch(/^\S[^\n]*\.$/);
      expect(sentence).not.toMatch(JARGON);
    }
    expect(readdirSync(place.out, { recursive: true })).toEqual(before);
    expect(place.leftInTemp()).toEqual([]);
  }

  const out = (): string => path.join(place.out, 'video.mp4');
  const small = ['--size', '128x128'];

  it.each(BAD_PHOTOS)('a photo that is $what: $code', async ({ make, code }) => {
    const photo = await make(place.materials);
    const words = ['render', '--photo', photo, '--voice', voice, '--out', out(), ...small];
    await refused(EXIT_INPUT, code, photo, ...words);
  });

  it.each(BAD_VOICES)('a voice that is $what: $code', async ({ make, code }) => {
    const sound = await make(place.materials);
    const words = ['render', '--photo', SAMPLE_PHOTO, '--voice', sound, '--out', out(), ...small];
    await refused(EXIT_INPUT, code, sound, ...words);
  });

  it('takes a voice and a photo by their content where the names lie', async () => {
    const photo = path.join(place.materials, 'photo-in-truth-a-jpeg.png');
    writeFileSync(photo, readFileSync(SAMPLE_PHOTO));
    const sound = path.join(place.materials, 'voice-in-truth-a-wav.mp3');
    writeFileSync(sound, readFileSync(voice));
    const target = path.join(place.materials, 'mislabelled.mp4');
    const words = ['render', '--photo', photo, '--voice', sound, '--out', target, ...small];
    expect(await place.here(...words)).toMatchObject({ code: 0 });
  });

  describe('and an output that cannot be', () => {
    const render = (target: string, ...more: string[]): string[] => [
      ...['render', '--photo', SAMPLE_PHOTO, '--voice', voice, '--out', target, ...small, ...more],
    ];

    it('in a folder that is missing', async () => {
      const target = path.join(place.out, 'nowhere', 'video.mp4');
      await refused(EXIT_INPUT, 'out-folder', target, ...render(target));
    });

    it('that is a folder', async () => {
      const target = path.join(place.out, 'folder.mp4');
      mkdirSync(target);
      await refused(EXIT_INPUT, 'out-is-folder', target, ...render(target));
    });

    it('that is no MP4', async () => {
      await refused(EXIT_USAGE, 'bad-value', 'video.avi', ...render(path.join(place.out, 'video.avi')));
    });

    it('whose report cannot be written', async () => {
      const report = path.join(place.out, 'nowhere', 'report.json');
      await refused(EXIT_INPUT, 'output-folder', report, ...render(out(), '--report', report));
    });
  });

  describe('and an order that cannot be', () => {
    it.each([
      { words: ['--background', 'color:red'], code: 'bad-value', named: 'color:red' },
      { words: ['--size', '1081x1080'], code: 'bad-value', named: '1081x1080' },
      { words: ['--size', '90000x90000'], code: 'bad-value', named: '90000x90000' },
      { words: ['--fps', 'fast'], code: 'bad-value', named: 'fast' },
      { words: ['--face', '-1'], code: 'bad-value', named: '--face' },
      { words: ['--face=-1'], code: 'bad-value', named: '-1' },
      { words: ['--seed', '1.5'], code: 'bad-value', named: '1.5' },
      { words: ['--lipsync', 'magic'], code: 'bad-value', named: 'magic' },
      { words: ['--sparkles'], code: 'bad-option', named: '--sparkles' },
      { words: ['extra'], code: 'bad-option', named: 'extra' },
    ])('$words', async ({ words, code, named }) => {
      const render = ['render', '--photo', SAMPLE_PHOTO, '--voice', voice, '--out', out()];
      await refused(EXIT_USAGE, code, named, ...render, ...words);
    });

    it('a face that is not there', async () => {
      const photo = await twoPeople(place.materials);
      const words = ['render', '--photo', photo, '--voice', voice, '--out', out(), ...small, '--face', '2'];
      await refused(EXIT_INPUT, 'photo-face-index', photo, ...words);
    });

    it('a background picture that cannot be read', async () => {
      const picture = path.join(place.materials, 'sky.jpg');
      writeFileSync(picture, 'blue');
      const render = ['render', '--photo', SAMPLE_PHOTO, '--voice', voice, '--out', out(), ...small];
      await refused(EXIT_INPUT, 'background-unreadable', picture, ...render, '--background', picture);
    });
  });
});
