import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { heardSound, listen } from '../fixtures/heardSound.ts';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import { decodeSound, writeSound } from '../fixtures/sound.ts';
import {
  dropFile,
  expect,
  lookElsewhere,
  makeButton,
  openFrom,
  photoCard,
  saveTo,
  showPanel,
  test,
  voiceCard,
  type StudioApp,
} from '../fixtures/studioTest.ts';

/** How strong a tone is in a sound of 16 kHz. */
function tonal(samples: Float32Array, hz: number): number {
  const [c, s] = [Math.cos, Math.sin].map((wave) =>
    samples.reduce((sum, x, i) => sum + x * wave((2 * Math.PI * hz * i) / 16_000), 0),
  );
  return Math.hypot(c, s) / samples.length;
}

const exportDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Export' });

/** A project of the sample photo and a short voice. */
async function bringMaterials({ page, files }: StudioApp, sec: number): Promise<void> {
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');
  await dropFile(page, voiceCard(page), shortVoice(files, sec));
  await expect(makeButton(page)).toBeEnabled();
}

/** Opens the dialog and chooses a form and, where it has several, a format. */
async function openExport(page: Page, form: string, format?: string): Promise<void> {
  await page.getByRole('button', { name: 'More ways to export' }).click();
  const choose = (name: string): Promise<void> =>
    exportDialog(page).getByRole('radio', { name, exact: true }).check({ force: true });
  await choose(form);
  if (format !== undefined) await choose(format);
}

test('a video is exported at another size, and the next one is estimated from it; a cancelled one leaves nothing', async ({
  studio,
}) => {
  const { app, page, out } = studio;
  await bringMaterials(studio, 1.2);
  await openExport(page, 'Video');
  const dialog = exportDialog(page);
  await expect(dialog.getByText('Not measured yet')).toBeVisible();
  await dialog.getByRole('radio', { name: '720p' }).check({ force: true });
  await dialog.getByRole('radio', { name: 'Draft' }).check({ force: true });
  await dialog.getByRole('textbox', { name: 'File name' }).fill('For Anna');
  await saveTo(app, path.join(out, 'small.mp4'));
  await dialog.getByRole('button', { name: 'Save the video' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId('render-result')).toBeVisible();
  await expect(page.getByLabel('About this video')).toContainText('720 × 720');
  expect(readdirSync(out)).toEqual(['small.mp4']);
  await expect(page.getByTestId('make-estimate')).toContainText(/Takes .+sec.*(kB|MB)/);

  await page.getByRole('button', { name: 'Report', exact: true }).click();
  const report = page.getByTestId('report');
  await expect(report).toContainText('BlazeFace');
  await expect(report).toContainText('Apache-2.0');
  await expect(report).toContainText('Draft');
  await saveTo(app, path.join(out, 'small.json'));
  await report.getByRole('button', { name: 'Save as JSON' }).click();
  await expect.poll(() => existsSync(path.join(out, 'small.json'))).toBe(true);
  expect(JSON.parse(readFileSync(path.join(out, 'small.json'), 'utf8'))).toMatchObject({
    form: 'video',
    width: 720,
    encoder: 'libx264',
    request: { encoding: { quality: 'draft' } },
  });
  await report.getByRole('button', { name: 'Copy as JSON' }).click();
  await expect(report.getByText('Copied.')).toBeVisible();
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toContain('"schemaVersion": 1');
  await page.keyboard.press('Escape');

  await openExport(page, 'Video');
  await dialog.getByRole('radio', { name: '1440p' }).check({ force: true });
  await dialog.getByRole('radio', { name: 'High' }).check({ force: true });
  await saveTo(app, path.join(out, 'never.mp4'));
  await dialog.getByRole('button', { name: 'Save the video' }).click();
  await page.getByTestId('render-progress').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByTestId('render-stopped')).toContainText('Nothing was written');
  expect(readdirSync(out).sort()).toEqual(['small.json', 'small.mp4']);
});

test('a person alone becomes a GIF', async ({ studio }) => {
  const { app, page, out } = studio;
  await bringMaterials(studio, 1);
  await openExport(page, 'Sticker', 'GIF');
  const dialog = exportDialog(page);
  await dialog.getByRole('checkbox', { name: 'Person only' }).check();
  await saveTo(app, path.join(out, 'anna'));
  await dialog.getByRole('button', { name: 'Save the sticker' }).click();
  await expect(page.getByRole('heading', { name: 'Your sticker is ready' })).toBeVisible();
  const picture = page.getByTestId('render-result').locator('img');
  await expect.poll(() => picture.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(480);
  const file = path.join(out, 'anna.gif');
  expect((await sharp(file, { animated: true }).metadata()).pages).toBe(12);
  const { data } = await sharp(file, { page: 5 }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  expect(data[3]).toBe(0);
});

test('music lies under the voice: the preview plays what is exported as a sound', async ({ studio }) => {
  const { app, page, files, out } = studio;
  await bringMaterials(studio, 1.5);
  await showPanel(page, 'Music');
  const card = page.getByTestId('music-card');
  const tone = Float32Array.from(
    { length: 16_000 },
    (_, i) => 0.4 * Math.sin((2 * Math.PI * 523 * i) / 16_000),
  );
  await openFrom(app, await writeSound(files, 'tune.wav', 16_000, tone));
  await card.getByRole('button', { name: 'Choose music' }).click();
  await expect(card).toContainText('tune.wav');
  await expect(card).toContainText('0:00 / 0:01');
  await card.getByRole('slider', { name: 'Under speech' }).fill('0');
  await expect(card).toContainText('not softer');
  await card.getByRole('slider', { name: 'Fade out' }).fill('0');

  await openExport(page, 'Sound', 'WAV');
  await saveTo(app, path.join(out, 'greeting.wav'));
  await exportDialog(page).getByRole('button', { name: 'Save the sound' }).click();
  await expect(page.getByRole('heading', { name: 'Your sound is ready' })).toBeVisible();
  await expect(page.getByTestId('render-result').locator('audio')).toBeVisible();
  const [left] = await decodeSound(path.join(out, 'greeting.wav'), 2);
  expect(left).toHaveLength(24_000);
  // It is there from the first moment, in which it fades in, and goes on where it began again.
  expect(tonal(left.subarray(200, 1000), 523)).toBeGreaterThan(0.001);
  expect(tonal(left.subarray(20_000, 23_000), 523)).toBeGreaterThan(0.02);

  await page.getByRole('button', { name: 'Make another' }).click();
  const play = page.getByRole('button', { name: 'Play', exact: true });
  await expect(play).toBeEnabled();
  // The music follows its sliders in a moment; who is quicker hears it change.
  await expect(async () => {
    await listen(page);
    await play.click();
    const handedOn = async (): Promise<number> => (await heardSound(page))[0].length;
    await expect.poll(handedOn, { timeout: 10_000 }).toBe(24_000);
    await expect(play).toBeVisible();
    const [heard] = await heardSound(page);
    // The same, to the last bit but one.
    const difference = left.map((x, i) => x - heard[i]);
    expect(Math.sqrt(difference.reduce((sum, x) => sum + x * x, 0) / difference.length)).toBeLessThan(1e-6);
  }).toPass({ timeout: 60_000 });

  await card.getByRole('button', { name: 'Remove' }).click();
  await expect(card.getByRole('button', { name: 'Choose music' })).toBeVisible();
});

test('two videos wait in line, are put in another order, and tell when they are done', async ({ studio }) => {
  const { app, page, out } = studio;
  await bringMaterials(studio, 2);
  await openExport(page, 'Video');
  const dialog = exportDialog(page);
  await dialog.getByRole('radio', { name: 'High' }).check({ force: true });
  await dialog.getByRole('radio', { name: '1440p' }).check({ force: true });
  await saveTo(app, path.join(out, 'first.mp4'));
  await dialog.getByRole('button', { name: 'Save the video' }).click();
  await expect(page.getByTestId('render-progress')).toBeVisible();

  await openExport(page, 'Video');
  await dialog.getByRole('radio', { name: '720p' }).check({ force: true });
  await dialog.getByRole('radio', { name: 'Draft' }).check({ force: true });
  await saveTo(app, path.join(out, 'second.mp4'));
  await dialog.getByRole('button', { name: 'Save the video' }).click();
  await expect(page.getByText('second.mp4 waits in line.')).toBeVisible();
  await openExport(page, 'Picture', 'JPEG');
  await saveTo(app, path.join(out, 'third.jpg'));
  await dialog.getByRole('button', { name: 'Save the picture' }).click();

  const queue = page.getByTestId('queue');
  const rows = queue.getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText('Being made');
  await expect(rows.nth(1)).toContainText('second.mp4');
  await queue.getByRole('button', { name: 'Make third.jpg earlier' }).click();
  await expect(rows.nth(1)).toContainText('third.jpg');
  const told = await lookElsewhere(app);
  await queue.getByRole('button', { name: 'Cancel first.mp4' }).click();

  await expect(queue.getByRole('listitem').filter({ hasText: 'second.mp4' })).toContainText('Done');
  await expect.poll(told).toEqual(['Ready: third.jpg', 'Ready: second.mp4']);
  expect(readdirSync(out).sort()).toEqual(['second.mp4', 'third.jpg']);
  expect(statSync(path.join(out, 'second.mp4')).size).toBeGreaterThan(10_000);
  await queue.getByRole('button', { name: 'Show second.mp4' }).click();
  await expect(page.getByRole('heading', { name: 'Your video is ready' })).toBeVisible();
  await queue.getByRole('button', { name: 'Take first.mp4 off the list' }).click();
  await expect(rows).toHaveCount(2);
});
