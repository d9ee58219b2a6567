import path from 'node:path';
import { chooseMenu, expect, makeButton, saveTo, tabTo, test } from '../fixtures/studioTest.ts';

test('from the first window to a render without a pointer', async ({ studio }) => {
  const { app, page, out } = studio;
  await saveTo(app, path.join(out, 'keys.mp4'));
  await tabTo(page, 'Try the sample');
  await page.keyboard.press('Enter');
  await expect(makeButton(page)).toBeEnabled();

  await tabTo(page, 'Position in the voice');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('slider', { name: 'Position in the voice' })).toHaveAttribute(
    'aria-valuenow',
    '1',
  );

  await tabTo(page, 'Photo and voice');
  const look = page.getByRole('tab', { name: 'Look' });
  while ((await look.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
  await expect(look).toBeFocused();
  await tabTo(page, 'Square');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Story 9:16' })).toBeChecked();

  await tabTo(page, 'Make the video');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Making your video' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('heading', { name: 'Cancelled' })).toBeFocused();
});

test('the menu does what its words say, in the language in use', async ({ studio }) => {
  const { app, page } = studio;
  const labels = (): Promise<(string | undefined)[]> =>
    app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);
  await expect.poll(labels).toContain('File');

  await chooseMenu(app, 'show-shortcuts');
  await expect(page.getByRole('dialog')).toContainText('Open a photo');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await chooseMenu(app, 'open-sample');
  await expect(makeButton(page)).toBeEnabled();

  await page.getByRole('radio', { name: '日本語' }).check({ force: true });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('寿ぎスタジオ');
  await expect.poll(labels).toContain('ファイル');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('ja');
});
