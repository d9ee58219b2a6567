import { chooseMenu, expect, test } from '../fixtures/studioTest.ts';

test('the licences of what comes with the program are read in it, by the keyboard too', async ({
  studio,
}) => {
  const { app, page } = studio;
  await chooseMenu(app, 'show-settings');
  await page.getByRole('button', { name: 'Licences of what comes with it…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Licences', exact: true });
  for (const words of [
    'THIRD-PARTY NOTICES',
    'ffmpeg',
    'Electron',
    'Nara Institute of Science and Technology',
    'electron-updater',
  ])
    await expect(dialog).toContainText(words);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
