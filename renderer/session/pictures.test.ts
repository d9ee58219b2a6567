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
