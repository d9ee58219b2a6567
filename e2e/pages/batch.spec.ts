import type { Page } from '@playwright/test';
import type { FakeStudio } from '../../renderer/api/fakeStudio.ts';
import { seriousFindings } from '../fixtures/accessibility.ts';
import { expect, test } from '../fixtures/pageTest.ts';

/** Does something with the studio behind the page. */
const lead = <Value>(page: Page, work: (fake: FakeStudio) => Value): Promise<Value> =>
  page.evaluate(`(${work.toString()})(window.fake)`);

async function check(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect.soft(await seriousFindings(page), `${what}, ${colorScheme}`).toEqual([]);
  }
}

test('the screen of lists: empty, with problems and under review, in both languages and schemes', async ({
  inMemory,
}) => {
  const { page } = inMemory;
  const screen = page.locator('dialog[open]');
  const rows = screen.getByRole('listbox').getByRole('option');
  await page.getByRole('button', { name: 'Videos for a list' }).click();
  await expect(screen).toContainText('One video for everyone on the list');
  await check(page, 'no list');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(page.getByRole('button', { name: 'Make the video' })).toBeEnabled();
  await lead(page, (fake) => void (fake.chosen = 'guests.csv'));
  await lead(page, (fake) => fake.emit('menuCommand', 'show-batch'));
  await screen.getByRole('button', { name: 'Choose a list' }).click();
  await screen.getByLabel('Text for rows without their own').fill('Dear ');
  await screen.getByRole('button', { name: 'Insert {name}' }).click();
  await expect(screen.getByLabel('Text for rows without their own')).toHaveValue('Dear {name}');
  await expect(screen).toContainText('2 can be made, 1 cannot.');
  await rows.filter({ hasText: 'Ben' }).click();
  const preview = screen.getByTestId('row-preview');
  await expect(preview).toContainText('Dear Ben');
  await expect(preview).toContainText('Ben.mp4');
  await page.keyboard.press('ArrowDown');
  await expect(preview).toContainText('Row 4, photo: The photo "broken.jpg"');
  await check(page, 'a list with a problem');
  await screen.getByRole('checkbox', { name: 'Only rows with problems' }).check();
  await expect(rows).toHaveCount(1);
  await screen.getByRole('textbox', { name: 'File names' }).fill('{row} {name}');
  await expect(preview).toContainText('4 Chloe.mp4');

  await screen.getByRole('button', { name: 'Make 2 videos' }).click();
  await expect(rows).toHaveCount(3);
  await lead(page, (fake) => {
    fake.batch.tell(2, {
      ...{ state: 'done', outUrl: 'media://granted/video', durationSec: 4.3 },
      ...{ parts: { total: 3, known: 1 }, warnings: ['Something to know.'] },
    });
    fake.batch.tell(3, { state: 'running', fraction: 0.4 }, { etaSec: 83 });
  });
  await expect(screen).toContainText('1 of 3 videos');
  await expect(screen).toContainText('about 1 min 23 sec left');
  await expect(rows.first()).toContainText('4.3 sec · Confidence not computed · 1 of 3 parts reused');
  await check(page, 'review');
  await rows.first().click();
  const verdict = screen.getByTestId('row-review').getByRole('button', { name: 'Fine' });
  await verdict.click();
  await expect(verdict).toHaveAttribute('aria-pressed', 'true');
  await screen.getByRole('radio', { name: 'With remarks' }).check({ force: true });
  await expect(rows).toHaveCount(1);
  await screen.getByRole('button', { name: 'Pause' }).click();
  await expect(screen).toContainText('Paused');
  await page.keyboard.press('Escape');

  await page.locator('.header').getByRole('radio', { name: '日本語' }).check({ force: true });
  await lead(page, (fake) => fake.emit('menuCommand', 'show-batch'));
  await expect(screen).toContainText('3本中1本');
  await check(page, 'review in Japanese');
});

test('a thousand rows are read by a few dozen elements, from the first to the last by keys', async ({
  inMemory,
}) => {
  const { page } = inMemory;
  const screen = page.locator('dialog[open]');
  await lead(page, (fake) => {
    fake.chosen = 'guests.csv';
    fake.batch.table = [['name'], ...Array.from({ length: 1000 }, (_, i) => [`Guest ${i + 1}`])];
    fake.emit('menuCommand', 'show-batch');
  });
  await screen.getByRole('button', { name: 'Choose a list' }).click();
  const list = screen.getByRole('listbox');
  await list.focus();
  await page.keyboard.press('End');
  await expect(list.getByRole('option', { selected: true })).toContainText('Guest 1000');
  await expect(list.getByRole('option', { selected: true })).toHaveAttribute('aria-setsize', '1000');
  await expect(list).toHaveAttribute('aria-activedescendant', 'batch-row-1001');
  expect(await list.getByRole('option').count()).toBeLessThan(60);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Home');
  await expect(list.getByRole('option', { selected: true })).toContainText('Guest 1');
});
