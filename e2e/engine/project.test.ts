import { renameSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { frameChecksums } from '../fixtures/videoFile.ts';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

describe.skipIf(missingForRenders !== null)('a project on the command line', () => {
  let place: Workplace;
  let voice = '';
  beforeAll(async () => {
    place = createWorkplace();
    voice = await cutVoice(place.materials, 'voice.wav', { startSec: 0.5, durationSec: 0.8 });
  });
  afterAll(() => place.remove());

  it('is made, looked at, moved and rendered like what it was made of', async () => {
    const file = path.join(place.out, 'party.kotohogi');
    const made = await place.here(
      ...['project', 'new', file, '--photo', SAMPLE_PHOTO, '--voice', voice, '--title', 'For Anna', '--json'],
    );
    expect(made).toMatchObject({ code: 0 });
    expect(JSON.parse(made.stdout)).toMatchObject({
      schemaVersion: 1,
      document: { title: 'For Anna', media: [{ name: 'photo.jpg' }, { name: 'voice.wav' }] },
      problems: [],
    });

    const moved = path.join(place.materials, 'moved.kotohogi');
    renameSync(file, moved);
    const info = await place.here('project', 'info', moved);
    expect(info.code).toBe(0);
    expect(info.stdout).toContain('photo.jpg');
    expect((await place.here('project', 'check', moved)).code).toBe(0);

    const out = path.join(place.out, 'project.mp4');
    expect(await place.here('project', 'render', moved, '--out', out)).toMatchObject({ code: 0 });
    const same = path.join(place.out, 'same.mp4');
    expect(await place.here(...renderWords(voice, same, '--size', '1080x1080'))).toMatchObject({ code: 0 });
    expect(await frameChecksums(out)).toEqual(await frameChecksums(same));
  });

  it.each([
    [['project'], 2, 'new, check, render, info'],
    [['project', 'check'], 2, '.kotohogi'],
    [['project', 'info', 'nowhere.kotohogi'], 3, 'nowhere.kotohogi'],
    [['project', 'info', SAMPLE_PHOTO], 3, 'photo.jpg'],
  ])('refuses by name: %j', async (words, code, named) => {
    const result = await place.here(...words);
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(named);
  });
});
