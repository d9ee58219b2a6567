/**
 * How the screens look, against pictures of them in `appearance/`. Pictures are of one platform: another system draws
 * letters differently. After a change that is meant: `npm test -- app`, look at what differs in `test-results/`, then
 * `npx playwright test -c e2e/playwright.config.ts appearance --update-snapshots`.
 */
import type { Page } from '@playwright/test';
import { expect, perform, test } from '../fixtures/pageTest.ts';

/** The browser that drew the pictures; where another is installed, they are not compared. */
const DRAWN_BY = { platform: 'linux', electron: '33.2.1' };
const SIZES = {
  small: { width: 1280, height: 800 },
  large: { width: 1920, height: 1080 },
} as const;
/** Letters at the edge of a pixel differ by the rounding of one machine; a moved button is far more. */
const ALLOWANCE = { maxDiffPixelRatio: 0.004, animations: 'disabled', caret: 'hide' } as const;

async function withSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(page.getByRole('button', { name: 'Make the video' })).toBeEnabled();
}

/** Waits for letters and pictures: what comes late must not be half there. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  });
}

test.beforeEach(async ({ inMemory: { app, page } }) => {
  const electron = await app.evaluate(() => process.versions.electron);
  test.skip(
    process.platform !== DRAWN_BY.platform || electron !== DRAWN_BY.electron,
    `The pictures were drawn by Electron ${DRAWN_BY.electron} on ${DRAWN_BY.platform}; here is ${electron ?? 'none'} on ${process.platform}.`,
  );
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
});

for (const [size, viewport] of Object.entries(SIZES))
  test(`the screens look as they did, ${size}`, async ({ inMemory: { page } }) => {
    await page.setViewportSize(viewport);
    const look = async (name: string): Promise<void> => {
      await settled(page);
      await expect.soft(page).toHaveScreenshot(`${name}-${size}.png`, ALLOWANCE);
    };
    await look('start');
    await withSample(page);
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await look(((await tab.getAttribute('id')) ?? '').replace('panel-tab-', ''));
    }
    await perform(page, 'show-settings');
    await expect(page.locator('dialog[open]')).toBeVisible();
    await look('settings');
  });

test('the screens look as they did, dark and in Japanese', async ({ inMemory: { page } }) => {
  await page.setViewportSize(SIZES.small);
  await withSample(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await settled(page);
  await expect.soft(page).toHaveScreenshot('dark.png', ALLOWANCE);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('radio', { name: '日本語' }).check({ force: true });
  await settled(page);
  await expect.soft(page).toHaveScreenshot('japanese.png', ALLOWANCE);
});
