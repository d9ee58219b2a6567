import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import { startModelServer, type ModelServer } from '../fixtures/modelServer.ts';
import { ownInstall } from '../fixtures/ownInstall.ts';
import { MATTE_FILE, MOUTH_FILE, standInCatalogue, standInFiles } from '../fixtures/standInCatalogue.ts';
import {
  chooseMenu,
  dropFile,
  expect,
  launchStudio,
  leaveStudio,
  makeButton,
  openFrom,
  photoCard,
  saveTo,
  showOnStage,
  showPanel,
  tabTo,
  test as base,
  voiceCard,
} from '../fixtures/studioTest.ts';

interface ModelStudio {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly files: string;
  readonly server: ModelServer;
}

const test = base.extend<{ models: ModelStudio }>({
  // Playwright reads the pattern to learn what a fixture needs.
  models: async ({}, use) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-e2e-'));
    const [home, files] = ['home', 'files'].map((name) => path.join(folder, name));
    for (const made of [home, files]) mkdirSync(made);
    const standIns = standInFiles();
    const server = await startModelServer(standIns);
    const install = ownInstall(folder, standInCatalogue(standIns, server.address));
    const { app, page } = await launchStudio(home, install);
    await use({ app, page, files, server });
    await leaveStudio(app);
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

const rowOf = (page: Page, id: string): Locator => page.getByTestId(`model-${id}`);

test('a model comes in by download, goes on after a cancel, is used, and goes again', async ({ models }) => {
  const { app, page, server } = models;
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');
  await showOnStage(page, 'What was found');
  const coverage = page.getByTestId('inspect').getByText(/The person fills \d+% of the photo/);
  const before = await coverage.textContent();

  await page.getByRole('button', { name: 'Models', exact: true }).click();
  const row = rowOf(page, 'fine-matte');
  await expect(row).toContainText('Cuts reds out of greens.');
  await expect(row).toContainText('Not installed');
  await expect(rowOf(page, 'selfie')).toContainText('In use');

  server.holdAfter = 512;
  await row.getByRole('button', { name: 'Install Fine matte' }).click();
  await expect(row.getByRole('progressbar')).toBeVisible();
  await expect(row).toContainText('512 byte of 1.1 kB');
  await row.getByRole('button', { name: 'Cancel' }).click();
  await expect(row).toContainText('downloaded');
  await expect(row.getByRole('alert')).toHaveCount(0);

  server.holdAfter = null;
  await row.getByRole('button', { name: 'Go on downloading Fine matte' }).click();
  await expect(row).toContainText('Installed');
  expect(server.ranges.at(-1)).toBe('bytes=512-');
  await expect(row).toContainText('In use');
  await expect(rowOf(page, 'selfie')).not.toContainText('In use');

  await row.getByRole('button', { name: 'Check Fine matte' }).click();
  await expect(row).toContainText('Checked: the file is intact.');
  await page.keyboard.press('Escape');
  // The photo was looked at again, by another eye.
  await expect(coverage).not.toHaveText(before ?? '');

  await chooseMenu(app, 'show-models');
  await page.getByLabel('Model for: Cutting the person out').selectOption('selfie');
  await expect(rowOf(page, 'selfie')).toContainText('In use');
  await expect(coverage).toHaveText(before ?? '');
  await page.getByLabel('Model for: Cutting the person out').selectOption('fine-matte');

  await row.getByRole('button', { name: 'Remove Fine matte' }).click();
  await expect(row.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await row.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(row).toContainText('Not installed');
  await expect(page.getByLabel('Model for: Cutting the person out')).toHaveValue('auto');
  await expect(coverage).toHaveText(before ?? '');
});

test('a licence is read and accepted first, by keys alone', async ({ models }) => {
  const { app, page } = models;
  await chooseMenu(app, 'show-models');
  const row = rowOf(page, 'mouth-drawer');
  await expect(row).toContainText('Non-commercial only');
  await tabTo(page, 'Install Mouth drawer');
  await page.keyboard.press('Enter');
  await expect(row.getByRole('heading', { name: 'Before installing Mouth drawer' })).toBeFocused();
  await expect(row).toContainText('Never sell what it draws.');
  await expect(row).toContainText('https://example.com/research');
  await expect(row.getByRole('button', { name: 'Accept and install' })).toBeDisabled();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(row).toContainText('Installed');
  await expect(row).toBeFocused();
});

test('wrong files, lost files and other people’s answers are told in plain words', async ({ models }) => {
  const { app, page, files } = models;
  await chooseMenu(app, 'show-models');
  const row = rowOf(page, 'fine-matte');
  const alert = row.getByRole('alert');
  const importing = row.getByRole('button', { name: 'Import a file for Fine matte' });

  const text = path.join(files, 'letter.onnx');
  writeFileSync(text, 'Dear model, how are you?');
  await openFrom(app, text);
  await importing.click();
  await expect(alert).toContainText('letter.onnx');
  await expect(alert).not.toContainText(files);

  const other = path.join(files, 'other.onnx');
  writeFileSync(other, standInFiles()[MOUTH_FILE]);
  await openFrom(app, other);
  await importing.click();
  await expect(alert).toContainText('other.onnx');
  await expect(alert).toContainText('[batch,6,96,96]');

  const gone = rowOf(page, 'gone-matte');
  await gone.getByRole('button', { name: 'Install Gone matte' }).click();
  await expect(gone.getByRole('alert')).toContainText('Gone matte');
  await expect(gone).toContainText('Not installed');

  const right = path.join(files, 'right.onnx');
  writeFileSync(right, standInFiles()[MATTE_FILE]);
  await openFrom(app, right);
  await importing.click();
  await expect(row).toContainText('Installed');
  await expect(alert).toHaveCount(0);
});

test('a drawn mouth can be chosen once a model for it is there, and the video names it with its licence', async ({
  models,
}) => {
  const { app, page, files } = models;
  await showPanel(page, 'Look');
  await page.getByText('Mouth and movement').click();
  await page.getByRole('radio', { name: 'Drawn' }).check({ force: true });
  await expect(page.getByRole('slider', { name: 'Mouth sharpness' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Show models…' }).click();
  const row = rowOf(page, 'mouth-drawer');
  await row.getByRole('button', { name: 'Install Mouth drawer' }).click();
  await row.getByRole('checkbox').check();
  await row.getByRole('button', { name: 'Accept and install' }).click();
  await expect(row).toContainText('Installed');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('slider', { name: 'Mouth sharpness' })).toBeVisible();

  await showPanel(page, 'Photo and voice');
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await dropFile(page, voiceCard(page), shortVoice(files, 1));
  await saveTo(app, path.join(files, 'drawn.mp4'));
  await makeButton(page).click();
  await expect(page.getByTestId('render-result')).toBeVisible({ timeout: 240_000 });
  await page.getByText('Models and licences').click();
  await expect(page.getByTestId('render-result')).toContainText('Mouth drawer: Research only');
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await expect(page.getByTestId('report')).toContainText('Wav2Lip');
});
