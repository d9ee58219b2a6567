import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import {
  chooseMenu,
  dropFile,
  expect,
  launchStudio,
  leaveStudio,
  lookElsewhere,
  makeButton,
  openFrom,
  photoCard,
  saveTo,
  tabTo,
  test,
  voiceCard,
  type StudioApp,
} from '../fixtures/studioTest.ts';

const screen = (page: Page): Locator => page.locator('dialog[open]');
const row = (page: Page, name: string): Locator =>
  screen(page).locator('.batch-row').filter({ hasText: name });

/** A project of the sample photo and a second of voice; what is rendered is as small as can be chosen. */
async function bringMaterials({ page, files }: StudioApp): Promise<void> {
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');
  await dropFile(page, voiceCard(page), shortVoice(files, 1));
  await expect(makeButton(page)).toBeEnabled();
  await page.getByRole('button', { name: 'More ways to export' }).click();
  for (const choice of ['720p', 'Draft'])
    await screen(page).getByRole('radio', { name: choice }).check({ force: true });
  await page.keyboard.press('Escape');
}

test('a list of three with one broken photo: two videos, one clear error, a review that survives the program', async ({
  studio,
}) => {
  const { app, page, files, out, home } = studio;
  await bringMaterials(studio);
  writeFileSync(path.join(files, 'broken.jpg'), 'no picture at all');
  const list = path.join(files, 'guests.csv');
  // As Excel saves it in Japan: the headings are Japanese, the letters Shift_JIS.
  writeFileSync(
    list,
    Buffer.concat([
      Buffer.from([0x96, 0xbc, 0x91, 0x4f, 0x2c, 0x8e, 0xca, 0x90, 0x5e, 0x0d, 0x0a]),
      Buffer.from('Anna,\r\nBen,broken.jpg\r\nCleo,\r\n'),
    ]),
  );

  // By the keyboard alone, from here to the start.
  await chooseMenu(app, 'show-batch');
  await openFrom(app, list);
  await tabTo(page, 'Choose a list');
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText('Shift_JIS');
  await expect(screen(page).getByRole('combobox', { name: 'Column “名前” is' })).toHaveValue('name');
  await openFrom(app, path.join(out, 'videos'));
  await tabTo(page, 'Choose…');
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText(path.join(out, 'videos'));
  await expect(screen(page)).toContainText('2 can be made, 1 cannot.');
  await tabTo(page, 'How it was made');
  for (const key of ['Enter', 'Tab', 'Space']) await page.keyboard.press(key);
  await expect(screen(page).getByRole('checkbox', { name: 'Write down how it was made' })).toBeChecked();
  await tabTo(page, 'Rows of the list');
  await page.keyboard.press('ArrowDown');
  const preview = screen(page).getByTestId('row-preview');
  await expect(preview).toContainText('Row 3: Ben');
  await expect(preview).toContainText(
    'Row 3, 写真: The photo "broken.jpg" is not a picture that can be read.',
  );
  await page.keyboard.press('Home');
  await expect(preview.locator('.frame')).toBeVisible();
  const told = await lookElsewhere(app);
  await tabTo(page, 'Make 2 videos');
  await page.keyboard.press('Enter');

  const videos = path.join(out, 'videos');
  await expect(row(page, 'Anna')).toContainText('Made');
  await expect(row(page, 'Cleo')).toContainText('Made');
  await expect(row(page, 'Ben')).toContainText('Cannot be made');
  await expect(screen(page)).toContainText('2 of 3 videos');
  const made = ['Anna', 'Cleo'].flatMap((name) => [`${name}.mp4`, `${name}.provenance.json`]);
  expect(readdirSync(videos).sort()).toEqual([...made, 'batch.json', 'review.html']);
  await expect.poll(told).toEqual([`The list is through; not every video could be made: 2/3 · ${videos}`]);
  // The second video says the same in the same way: nothing of it is drawn or coded again.
  await expect(row(page, 'Cleo')).toContainText(/(\d+) of \1 parts reused/);

  await row(page, 'Anna').click();
  const review = screen(page).getByTestId('row-review');
  const video = review.locator('video');
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(720);
  await expect(review).toContainText('Confidence not computed');
  await review.getByRole('button', { name: 'Redo' }).click();
  await expect(row(page, 'Anna')).toContainText('Redo');
  await expect
    .poll(() => readFileSync(path.join(videos, 'review.html'), 'utf8'))
    .toContain('to be made again');
  await saveTo(app, path.join(out, 'review.csv'));
  await screen(page).getByRole('button', { name: 'Save as a table' }).click();
  await expect.poll(() => existsSync(path.join(out, 'review.csv'))).toBe(true);
  expect(readFileSync(path.join(out, 'review.csv'), 'utf8')).toContain('3,Ben,,Cannot be made');

  // Another start of the program knows the batch, what was thought of it, and that Cleo is done.
  await leaveStudio(app);
  const again = await launchStudio(home);
  // The project was never saved: what was rescued of it is not needed.
  await again.page.getByRole('button', { name: 'Discard it' }).click();
  await again.page.getByRole('button', { name: 'Videos for a list' }).click();
  await again.page.getByRole('radio', { name: 'Make and review' }).check({ force: true });
  await expect(row(again.page, 'Cleo')).toContainText('Was there already');
  await again.page.getByRole('button', { name: 'Make again', exact: true }).click();
  await expect(row(again.page, 'Anna')).toContainText(/parts reused/);
  await expect(screen(again.page)).toContainText('Finished');
  expect(readdirSync(videos).sort()).toEqual([...made, 'batch.json', 'review.html']);
  await leaveStudio(again.app);
});
