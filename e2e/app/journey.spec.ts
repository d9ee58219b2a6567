import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { SAMPLE_PHOTO, SAMPLE_VOICE, shortVoice } from '../fixtures/materials.ts';
import {
  dropFile,
  expect,
  makeButton,
  openFrom,
  photoCard,
  saveTo,
  test,
  voiceCard,
} from '../fixtures/studioTest.ts';

test('a dropped photo and voice become a video that plays, is shown in its folder and copied', async ({
  studio,
}) => {
  const { app, page, files, out } = studio;
  const target = path.join(out, 'wishes.mp4');
  await saveTo(app, target);
  await app.evaluate(({ shell }) => {
    const shown: string[] = [];
    shell.showItemInFolder = (file) => void shown.push(file);
    Object.assign(globalThis, { shown });
  });

  await expect(makeButton(page)).toBeDisabled();
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');
  await dropFile(page, voiceCard(page), shortVoice(files, 1.2));
  await expect(voiceCard(page)).toContainText('0:00 / 0:01');
  await expect(page.getByText('Ready: 1.2 sec at 1080 × 1080')).toBeVisible();

  await makeButton(page).click();
  const progress = page.getByTestId('render-progress');
  await expect(progress).toBeVisible();
  await expect(progress.getByRole('listitem').filter({ hasText: 'Find the face' })).toContainText(/done|now/);
  await expect(page.getByTestId('render-result')).toBeVisible({ timeout: 240_000 });
  await expect(page.getByRole('heading', { name: 'Your video is ready' })).toBeFocused();

  expect(readdirSync(out)).toEqual(['wishes.mp4']);
  expect(statSync(target).size).toBeGreaterThan(10_000);
  await expect(page.getByLabel('About this video')).toContainText('30 (25 frames/s)');

  const video = page.getByTestId('render-result').locator('video');
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.readyState))
    .toBeGreaterThan(1);
  expect(
    await video.evaluate((element: HTMLVideoElement) => [element.videoWidth, element.videoHeight]),
  ).toEqual([1080, 1080]);
  await video.evaluate((element: HTMLVideoElement) => element.play());
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime))
    .toBeGreaterThan(0.3);
  await video.evaluate((element: HTMLVideoElement) => {
    element.pause();
    element.currentTime = 0.8;
  });
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.seeking)).toBe(false);
  expect(await video.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeCloseTo(0.8, 1);

  await page.getByRole('button', { name: 'Show in folder' }).click();
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'shown') as string[])).toEqual([target]);

  await saveTo(app, path.join(out, 'copy'));
  await page.getByRole('button', { name: 'Save a copy' }).click();
  await expect(page.getByText('Saved as copy.mp4.')).toBeVisible();
  expect(statSync(path.join(out, 'copy.mp4')).size).toBe(statSync(target).size);
});

test('a cancelled render leaves no file, and the materials stay', async ({ studio }) => {
  const { app, page, out } = studio;
  await saveTo(app, path.join(out, 'never.mp4'));
  await openFrom(app, SAMPLE_PHOTO);
  await page.getByRole('button', { name: 'Choose a photo' }).click();
  await expect(photoCard(page)).toContainText('One face found');
  await openFrom(app, SAMPLE_VOICE);
  await page.getByRole('button', { name: 'Choose a voice' }).click();
  await expect(makeButton(page)).toBeEnabled();

  await makeButton(page).click();
  const progress = page.getByTestId('render-progress');
  await expect(progress.getByRole('listitem').filter({ hasText: 'Draw and write' })).toHaveAttribute(
    'aria-current',
    'step',
    {
      timeout: 120_000,
    },
  );
  await progress.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByTestId('render-stopped')).toContainText('Nothing was written');
  expect(readdirSync(out)).toEqual([]);

  await page.getByRole('button', { name: 'Back to the picture' }).click();
  await expect(page.getByRole('img', { name: 'Preview of the video' })).toBeVisible();
  await expect(makeButton(page)).toBeEnabled();
});

test('closing the window during a render asks first, and stopping leaves no file', async ({ studio }) => {
  const { app, page, out } = studio;
  await saveTo(app, path.join(out, 'never.mp4'));
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(makeButton(page)).toBeEnabled();
  await makeButton(page).click();
  await expect(page.getByTestId('render-progress')).toBeVisible();

  await app.evaluate(({ dialog, BrowserWindow }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (...args: unknown[]) => {
      asked.push(JSON.stringify(args.at(-1)));
      return Promise.resolve({ response: asked.length === 1 ? 0 : 1, checkboxChecked: false });
    };
    BrowserWindow.getAllWindows()[0]?.close();
  });
  const asked = (): Promise<string[]> => app.evaluate(() => Reflect.get(globalThis, 'asked') as string[]);
  await expect.poll(async () => (await asked()).length).toBe(1);
  expect((await asked())[0]).toContain('A video is still being made.');
  await expect(page.getByTestId('render-progress')).toBeVisible();

  const gone = app.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await gone;
  expect(readdirSync(out)).toEqual([]);
});
