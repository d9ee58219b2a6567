import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeStudio, type FakeStudio } from '../api/fakeStudio.ts';
import { MUSIC_DEFAULTS } from '../../shared/contract/exportConstants.ts';
import { DEFAULT_EXPORT, useExports } from '../stores/exports.ts';
import { useJobs } from '../stores/jobs.ts';
import { useProject } from '../stores/project.ts';
import { EMPTY_PROJECT } from '../stores/projectDocument.ts';
import { useView } from '../stores/view.ts';
import { createQuietSession } from './quietSession.ts';
import type { Session } from './session.ts';

let fake: FakeStudio;
let session: Session;
beforeEach(async () => {
  fake = createFakeStudio();
  session = createQuietSession(fake.studio);
  useJobs.setState({ jobs: [], currentId: null, pictures: {} });
  useProject.getState().replace(EMPTY_PROJECT);
  useExports.setState({ settings: DEFAULT_EXPORT });
  useView.setState({ notice: null, stage: 'preview' });
  await session.materials.openSample();
});

const states = (): string[] => useJobs.getState().jobs.map(({ outName, state }) => `${outName} ${state}`);

describe('the line of jobs', () => {
  /** One that runs and two that wait. */
  async function startThree(): Promise<readonly string[]> {
    for (const name of ['a', 'b', 'c']) {
      useExports.getState().change({ name });
      expect(await session.renders.start()).toBe(true);
    }
    return useJobs.getState().jobs.map(({ id }) => id);
  }

  it('takes what is started while another one is made, which stays on the stage', async () => {
    const [a] = await startThree();
    expect(states()).toEqual(['a.mp4 running', 'b.mp4 queued', 'c.mp4 queued']);
    expect(useJobs.getState().currentId).toBe(a);
    expect(useView.getState().notice).toEqual({ kind: 'queued', fileName: 'c.mp4' });
    expect(Object.keys(useJobs.getState().pictures)).toHaveLength(3);
  });

  it('is put in another order, and loses what is taken off it', async () => {
    const [, b, c] = await startThree();
    await session.exports.move(c, -1);
    expect(states()).toEqual(['a.mp4 running', 'c.mp4 queued', 'b.mp4 queued']);
    await session.exports.move(c, 1);
    expect(states()).toEqual(['a.mp4 running', 'b.mp4 queued', 'c.mp4 queued']);
    // There is nowhere to go at either end.
    await session.exports.move(b, -1);
    await session.exports.move(c, 1);
    expect(states()).toEqual(['a.mp4 running', 'b.mp4 queued', 'c.mp4 queued']);
    await session.exports.remove(b);
    expect(states()).toEqual(['a.mp4 running', 'c.mp4 queued']);
  });

  it('knows other forms by their endings', async () => {
    useExports.getState().change({ name: 'x' });
    await session.renders.start('sticker');
    expect(useJobs.getState().jobs[0]).toMatchObject({ form: 'sticker', outName: 'x.gif' });
    fake.chosen = null;
    expect(await session.renders.start('sound')).toBe(false);
    expect(useJobs.getState().jobs).toHaveLength(1);
  });
});

describe('music', () => {
  it('is chosen and dropped; another piece keeps what was set of the one before', async () => {
    fake.chosen = 'song.mp3';
    await session.exports.chooseMusic();
    expect(useProject.getState().document.music).toMatchObject({
      ...MUSIC_DEFAULTS,
      media: { name: 'song.mp3' },
    });
    useProject.getState().edit((document) => ({
      ...document,
      music: document.music && { ...document.music, gainDb: -3, startSec: 9 },
    }));
    await session.exports.dropMusic(new File([], 'other.ogg'));
    expect(useProject.getState().document.music).toMatchObject({
      gainDb: -3,
      startSec: 0,
      media: { name: 'other.ogg', purpose: 'music' },
    });
    useProject.getState().undo();
    expect(useProject.getState().document.music?.media.name).toBe('song.mp3');
  });
});

describe('estimates and reports', () => {
  it('are asked for, and what is not known is not said', async () => {
    expect(await session.exports.estimate(DEFAULT_EXPORT, 4)).toMatchObject({ renders: 3 });
    expect(await session.exports.estimate({ ...DEFAULT_EXPORT, kind: 'sound' }, 4)).toEqual({
      sec: null,
      bytes: null,
      renders: 0,
    });
    await session.renders.start();
    const [{ id }] = useJobs.getState().jobs;
    expect(await session.exports.copyReport(id)).toBe(true);
    fake.chosen = 'report.json';
    await session.exports.saveReport(id);
    expect(useView.getState().notice).toEqual({ kind: 'copied', fileName: 'report.json' });
  });
});
