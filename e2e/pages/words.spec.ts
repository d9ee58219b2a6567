import type { Page } from '@playwright/test';
import { seriousFindings } from '../fixtures/accessibility.ts';
import { expect, test } from '../fixtures/pageTest.ts';

async function check(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect.soft(await seriousFindings(page), `${what}, ${colorScheme}`).toEqual([]);
  }
}

test('text, captions, trimming and recording have no serious accessibility finding', async ({ inMemory }) => {
  const { page } = inMemory;
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(page.getByRole('button', { name: 'Make the video' })).toBeEnabled();
  await page.getByRole('tab', { name: 'Words', exact: true }).click();
  await page.getByLabel('What should be said').fill('漢字です。');
  await page.getByRole('button', { name: 'Read aloud' }).click();
  await expect(page.getByTestId('spoken-card').getByRole('alert')).toBeVisible();
  await check(page, 'text that cannot be read');

  // What it is rather, and one press for it.
  const language = page.getByLabel('Language', { exact: true });
  await page.getByLabel('What should be said').fill('お誕生日おめでとう、Anna!');
  await page.getByRole('button', { name: 'Read it in Japanese' }).click();
  await expect(language).toHaveValue('ja');
  await expect(page.getByText('looks like Japanese')).toHaveCount(0);
  await language.selectOption('en');
  await page.getByLabel('What should be said').fill('Hello Anna. Happy birthday!');
  await page.getByRole('button', { name: 'Read aloud' }).click();
  await expect(page.getByTestId('captions-card').getByRole('listitem')).toHaveCount(2);
  await check(page, 'captions');

  await page.getByRole('button', { name: 'How words are read…' }).click();
  await page.getByLabel('Word', { exact: true }).fill('Siobhan');
  await page.getByLabel('Read as').fill('Shivawn');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(1);
  await check(page, 'readings');
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: 'Photo and voice' }).click();
  await page.getByRole('button', { name: 'Trim…' }).click();
  const start = page.getByRole('slider', { name: 'Beginning' });
  await start.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(start).toHaveAttribute('aria-valuetext', '0:00.10');
  await check(page, 'trim');
  await page.getByRole('button', { name: 'Trim', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.getByRole('button', { name: 'Record…' }).click();
  await expect(page.getByRole('dialog', { name: 'Record a voice' })).toBeVisible();
  await check(page, 'recorder');
});
