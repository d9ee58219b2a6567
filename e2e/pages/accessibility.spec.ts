import type { FakeStudio } from '../../renderer/api/fakeStudio.ts';
import { seriousFindings } from '../fixtures/accessibility.ts';
import { expect, test } from '../fixtures/pageTest.ts';

const SCHEMES = ['light', 'dark'] as const;

test('no screen has a serious accessibility finding', async ({ inMemory }) => {
  const { page } = inMemory;
  const check = async (what: string): Promise<void> => {
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect.soft(await seriousFindings(page), `${what}, ${colorScheme}`).toEqual([]);
    }
  };

  await check('start');
  await page.evaluate(() => (Reflect.get(window, 'fake') as FakeStudio).emit('menuCommand', 'show-palette'));
  await expect(page.getByRole('combobox')).toBeFocused();
  await check('palette');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(page.getByRole('button', { name: 'Make the video' })).toBeEnabled();
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await check(`panel ${await tab.innerText()}`);
  }
  for (const view of await page.locator('.stage-switch').getByRole('radio').all()) {
    await view.check({ force: true });
    await check(`stage ${(await view.getAttribute('aria-label')) ?? ''}`);
  }
});
