import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import {
  chooseMenu,
  dropFile,
  expect,
  launchStudio,
  photoCard,
  resizeTo,
  showOnStage,
  tabTo,
  test,
} from '../fixtures/studioTest.ts';

/** Sizes of the window's content in pixels: the smallest, and a large screen. */
const SIZES = [
  [900, 600],
  [1920, 1040],
] as const;

/** What reaches beyond its place, by class: scrolling sideways is never wanted. */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body, .dialog, .dialog-body, .model, .option, .stage-body, .side-panel')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ className }) => className),
  );

test('what is new fits small and large windows in both languages', async ({ studio }) => {
  const { app, page } = studio;
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');
  for (const [language, views] of [
    ['English', ['What was found', 'Cut-out']],
    ['日本語', ['検出結果', '切り抜き']],
  ] as const) {
    await page.getByRole('radio', { name: language }).check({ force: true });
    for (const size of SIZES) {
      await resizeTo(studio, size);
      for (const view of views) {
        await showOnStage(page, view);
        await expect(page.locator('.side-panel')).toBeVisible();
        expect(await overflowing(page), `${view} ${size.join(' × ')}`).toEqual([]);
      }
      for (const dialog of ['show-models', 'show-settings', 'show-shortcuts']) {
        await chooseMenu(app, dialog);
        await expect(page.getByRole('dialog')).toBeVisible();
        if (dialog === 'show-models') await expect(page.locator('.model').first()).toBeVisible();
        expect(await overflowing(page), `${dialog} ${language} ${size.join(' × ')}`).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      }
    }
  }
});

test('models and settings are reached by keys, and the list of keys tells theirs', async ({ studio }) => {
  const { app, page } = studio;
  await tabTo(page, 'Models');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Models' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Models', exact: true })).toBeFocused();
  await tabTo(page, 'Settings');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Measure now');
  await page.keyboard.press('Escape');
  await chooseMenu(app, 'show-shortcuts');
  const keys = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(keys).toContainText('ModelsCtrlShiftM');
  await expect(keys).toContainText('SettingsCtrl,');
});

test('how networks are run is remembered', async () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-e2e-'));
  const first = await launchStudio(home);
  await chooseMenu(first.app, 'show-settings');
  await first.page.getByRole('radio', { name: /^Processor/ }).check();
  await first.page.getByLabel('Graphics memory to plan for').selectOption({ label: '4 GB' });
  await first.page.getByLabel('Frames at once').selectOption('8');
  await first.app.close();

  const second = await launchStudio(home);
  await chooseMenu(second.app, 'show-settings');
  await expect(second.page.getByRole('radio', { name: /^Processor/ })).toBeChecked();
  await expect(second.page.getByLabel('Graphics memory to plan for')).toHaveValue('4096');
  await expect(second.page.getByLabel('Frames at once')).toHaveValue('8');
  await second.app.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

test('devices are measured, and the processor is always right', async ({ studio }) => {
  const { app, page } = studio;
  await chooseMenu(app, 'show-settings');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('button', { name: 'Measure now' }).click();
  await expect(dialog.getByRole('button', { name: 'Measuring…' })).toBeDisabled();
  await expect(dialog.getByRole('button', { name: 'Measure now' })).toBeEnabled({ timeout: 280_000 });
  await expect(dialog.locator('.option').filter({ hasText: 'Processor' })).toContainText(
    /correct, [\d.]+ ms/,
  );
  await dialog.getByText('Figures for each model').click();
  await expect(dialog.getByRole('row').filter({ hasText: 'FaceMesh' })).toContainText('Processor');
});
