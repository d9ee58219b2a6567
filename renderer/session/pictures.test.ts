import { expect, it } from 'vitest';
import { SCENE_IDS } from '../../shared/scenes/sceneIds.ts';
import { createFakeStudio } from '../api/fakeStudio.ts';
import { createPictureActions } from './pictures.ts';

const size = { widthPx: 270, heightPx: 270 };

it('asks for the same picture once, and again when it is long ago', async () => {
  const { studio, calls } = createFakeStudio();
  const pictures = createPictureActions(studio);
  const first = await pictures.scene({ id: 'snow', ...size });
  expect(await pictures.scene({ id: 'snow', ...size })).toBe(first);
  expect(calls).toEqual(['drawScene']);
  for (let widthPx = 100; widthPx < 104; widthPx++)
    for (const id of SCENE_IDS) await pictures.scene({ id, widthPx, heightPx: 100 });
  expect(calls).toHaveLength(49);
  await pictures.scene({ id: 'snow', ...size });
  expect(calls).toHaveLength(50);
});

it('asks again after a failure', async () => {
  const { studio } = createFakeStudio();
  let failures = 1;
  const pictures = createPictureActions({
    ...studio,
    drawScene: (scene) => (failures-- > 0 ? Promise.reject(new Error('not now')) : studio.drawScene(scene)),
  });
  await expect(pictures.scene({ id: 'snow', ...size })).rejects.toThrow('not now');
  expect(await pictures.scene({ id: 'snow', ...size })).toContain('snow');
});

it('draws a few at a time, what was asked for last first', async () => {
  const { studio } = createFakeStudio();
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const pictures = createPictureActions({
    ...studio,
    drawScene: ({ id }) => {
      asked.push(id);
      return new Promise((resolve) => answers.push(() => resolve(id)));
    },
  });
  const all = SCENE_IDS.slice(0, 5).map((id) => pictures.scene({ id, ...size }));
  await Promise.resolve();
  expect(asked).toEqual(SCENE_IDS.slice(0, 2));
  for (let i = 0; i < 5; i++) {
    answers[i]();
    await all[SCENE_IDS.findIndex((id) => id === asked[i])];
    await new Promise((done) => setTimeout(done, 0));
  }
  expect(asked).toEqual([0, 1, 4, 3, 2].map((i) => SCENE_IDS[i]));
});
