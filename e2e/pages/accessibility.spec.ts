import type { Page } from '@playwright/test';
import { seriousFindings } from '../fixtures/accessibility.ts';
import { DIALOGS, expect, perform, test } from '../fixtures/pageTest.ts';

const SCHEMES = ['light', 'dark'] as const;

async function check(page: Page, what: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect.soft(await seriousFindings(page), `${what}, ${colorScheme}`).toEqual([]);
  }
}

test('no panel and no view of the stage has a serious accessibility finding', async ({ inMemory }) => {
  const { page } = inMemory;
  await check(page, 'start');
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(page.getByRole('button', { name: 'Make the video' })).toBeEnabled();
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await check(page, `panel ${await tab.innerText()}`);
  }
  for (const view of await page.locator('.stage-switch').getByRole('radio').all()) {
    await view.check({ force: true });
    await check(page, `stage ${(await view.getAttribute('aria-label')) ?? ''}`);
  }
  await perform(page, 'tour');
  await expect(page.getByRole('dialog', { name: 'One photo, one voice' })).toBeVisible();
  await check(page, 'tour');
});

test('no dialog has a serious accessibility finding', async ({ inMemory }) => {
  const { page } = inMemory;
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(page.getByRole('button', { name: 'Make the video' })).toBeEnabled();
  for (const command of DIALOGS) {
    await perform(page, command);
    await expect(page.locator('dialog[open]')).toBeVisible();
    await check(page, command);
    await page.keyboard.press('Escape');
    await expect(page.locator('dialog[open]')).toHaveCount(0);
  }
  await page.getByTestId('colour-card').getByRole('button', { name: 'Consent…' }).click();
  await check(page, 'people, nobody');
  await page.getByRole('button', { name: 'Add a person' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await check(page, 'people, one person');
});
