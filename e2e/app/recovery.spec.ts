import { existsSync } from 'node:fs';
import path from 'node:path';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import {
  dropFile,
  expect,
  launchStudio,
  makeButton,
  photoCard,
  saveTo,
  test,
  voiceCard,
} from '../fixtures/studioTest.ts';

test('a page that comes anew finds the render that goes on', async ({ studio }) => {
  const { app, page, out } = studio;
  await saveTo(app, path.join(out, 'wishes.mp4'));
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(makeButton(page)).toBeEnabled();
  await makeButton(page).click();
  await expect(page.getByTestId('render-progress')).toBeVisible();
  await page.reload();
  await expect(page.getByTestId('render-progress')).toBeVisible();
  await page.getByTestId('render-progress').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByTestId('render-stopped')).toBeVisible();
});

test('a render that a crash interrupted is offered again, once', async ({ studio }) => {
  const { app, page, home, files, out } = studio;
  const target = path.join(out, 'wishes.mp4');
  await saveTo(app, target);
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await dropFile(page, voiceCard(page), shortVoice(files, 1.2));
  await expect(makeButton(page)).toBeEnabled();
  await makeButton(page).click();
  await expect(page.getByTestId('render-progress')).toBeVisible();
  const gone = app.waitForEvent('close');
  app.process().kill('SIGKILL');
  await gone;
  expect(existsSync(target)).toBe(false);

  const second = await launchStudio(home);
  await second.page.getByRole('alertdialog').getByRole('button', { name: 'Discard it' }).click();
  await expect(second.page.getByTestId('render-stopped')).toContainText('Interrupted');
  await second.page.getByRole('button', { name: 'Try again' }).click();
  await expect(second.page.getByTestId('render-result')).toBeVisible({ timeout: 240_000 });
  expect(existsSync(target)).toBe(true);
  await second.app.close();

  const third = await launchStudio(home);
  await expect(third.page.getByRole('button', { name: 'Try the sample' })).toBeVisible();
  await third.app.close();
});
