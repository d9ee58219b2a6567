/** What stands behind the person, where the person stands, and titles: as they are chosen, and as they come out. */
import path from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import { decodePlanes } from '../fixtures/planes.ts';
import {
  dropFile,
  expect,
  makeButton,
  photoCard,
  saveTo,
  showPanel,
  test,
  voiceCard,
} from '../fixtures/studioTest.ts';

const choose = (page: Page, name: string): Promise<void> =>
  page.getByRole('radio', { name, exact: true }).check({ force: true });

const sliderValue = (page: Page, name: string): Promise<number> =>
  page.getByRole('slider', { name, exact: true }).evaluate((input: HTMLInputElement) => input.valueAsNumber);

const undo = (page: Page): Promise<void> => page.keyboard.press('Control+z');

test('a person is dragged, scaled and put back over a festive scene, one gesture a step', async ({
  studio,
}) => {
  const { page } = studio;
  await showPanel(page, 'Photo and voice');
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');
  await showPanel(page, 'Look');
  await choose(page, 'Festive');
  await choose(page, 'New year');
  await expect(page.locator('.frame[data-background="scene"] img.frame-layer')).toHaveCount(3);

  const layer = page.getByTestId('placement-layer');
  const { x, y, width, height } = (await layer.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const middle = [x + width / 2, y + height / 2] as const;
  await layer.focus();
  for (let press = 0; press < 12; press++) await page.keyboard.press('-');
  const size = await sliderValue(page, 'Size');
  expect(size).toBeLessThan(0.7);

  // What was pressed in a row was one step; a drag is another.
  await page.mouse.move(...middle);
  await page.mouse.down();
  await page.mouse.move(middle[0] + width * 0.1, middle[1] + height * 0.05, { steps: 6 });
  await page.mouse.up();
  const across = await sliderValue(page, 'Left and right');
  expect(across).not.toBe(0);

  // Escape in the middle of a drag: exactly as before.
  await page.mouse.move(...middle);
  await page.mouse.down();
  await page.mouse.move(middle[0] - width * 0.2, middle[1], { steps: 6 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await sliderValue(page, 'Left and right')).toBe(across);

  await undo(page);
  expect(await sliderValue(page, 'Size')).toBe(size);
  await undo(page);
  expect(await sliderValue(page, 'Size')).toBe(1);
  await expect(page.getByRole('button', { name: 'Put back' })).toBeDisabled();
});

test('the preview is what the video shows, to within what its encoding costs', async ({ studio }) => {
  const { app, page, files, out } = studio;
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');
  await showPanel(page, 'Look');
  await choose(page, 'Festive');
  await choose(page, 'Snow');
  await page.getByTestId('placement-layer').focus();
  for (let press = 0; press < 6; press++) await page.keyboard.press('-');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.locator('.frame[data-background="scene"] img.frame-layer').nth(2)).toBeVisible();
  // The picture that follows the hand goes when it has caught up.
  await expect(page.getByTestId('placement-layer').locator('.frame')).toHaveCount(0);
  await page
    .locator('.frame-room img')
    .evaluateAll((images: HTMLImageElement[]) => Promise.all(images.map((image) => image.decode())));
  const shown = await page.locator('.frame[data-background="scene"]').screenshot();

  await showPanel(page, 'Photo and voice');
  await dropFile(page, voiceCard(page), shortVoice(files, 1.2));
  await expect(voiceCard(page)).toContainText('0:01');
  const target = path.join(out, 'snow.mp4');
  await saveTo(app, target);
  await makeButton(page).click();
  await expect(page.getByTestId('render-result')).toBeVisible({ timeout: 240_000 });

  /** Both at the same small size, without the rounded corners. */
  const SIDE = 180;
  const EDGE = 8;
  const preview = await sharp(shown).resize(SIDE, SIDE, { fit: 'fill' }).greyscale().raw().toBuffer();
  let first: Buffer | null = null;
  await decodePlanes(target, 1080, 1080, ({ y }, frame) => {
    if (frame === 0) first = Buffer.from(y);
  });
  if (!first) throw new Error('The video has no frame.');
  const video = await sharp(first, { raw: { width: 1080, height: 1080, channels: 1 } })
    .resize(SIDE, SIDE, { fit: 'fill' })
    .extractChannel(0)
    .raw()
    .toBuffer();
  let sum = 0;
  let count = 0;
  for (let row = EDGE; row < SIDE - EDGE; row++)
    for (let column = EDGE; column < SIDE - EDGE; column++, count++) {
      const at = row * SIDE + column;
      // Limited range in the video, full range on the screen.
      sum += Math.abs(((video[at] - 16) * 255) / 219 - preview[at]);
    }
  console.log(`preview and video differ by ${(sum / count).toFixed(2)} levels`);
  expect(sum / count).toBeLessThan(6);
});

test('a title is written, dressed and taken back', async ({ studio }) => {
  const { page } = studio;
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');
  await showPanel(page, 'Words');
  await page.getByRole('button', { name: 'Add a title' }).click();
  const words = page.getByRole('textbox', { name: 'Words of title 1' });
  await expect(words).toBeFocused();
  await words.fill('Happy birthday, Anna!');
  await expect(page.getByRole('img', { name: 'Happy birthday, Anna!' })).toBeVisible();
  await choose(page, 'Ribbon');
  await choose(page, 'Bottom');
  const title = page.getByTestId('frame-title');
  const frame = page.getByTestId('placement-layer');
  await expect
    .poll(async () => {
      const [inner, outer] = [await title.boundingBox(), await frame.boundingBox()];
      return inner && outer && (inner.y + inner.height - outer.y) / outer.height;
    })
    .toBeGreaterThan(0.85);
  await page.getByRole('button', { name: 'Remove title 1' }).click();
  await expect(title).toHaveCount(0);
  await expect(page.getByText('No titles yet.')).toBeVisible();
});
