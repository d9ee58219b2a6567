import path from 'node:path';
import { movingFace } from '../fixtures/loopVideo.ts';
import { shortVoice } from '../fixtures/materials.ts';
import { dropFile, expect, makeButton, photoCard, saveTo, test, voiceCard } from '../fixtures/studioTest.ts';

test('a short video dropped as the photo speaks', async ({ studio }) => {
  const { app, page, files, out } = studio;
  const { file } = await movingFace(files, 'loop.mp4', { durationSec: 1 });
  await saveTo(app, path.join(out, 'loop-speaks.mp4'));
  await dropFile(page, photoCard(page), file);
  await expect(photoCard(page)).toContainText('One face found');
  await expect(photoCard(page)).toContainText('its first picture is shown here');
  await dropFile(page, voiceCard(page), shortVoice(files, 1.2));
  await makeButton(page).click();
  await expect(page.getByTestId('render-result')).toBeVisible({ timeout: 240_000 });
  await expect(page.getByLabel('About this video')).toContainText('30 (25 frames/s)');
});
