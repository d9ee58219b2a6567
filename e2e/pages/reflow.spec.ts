import type { Page } from '@playwright/test';
import { DIALOGS, expect, perform, test } from '../fixtures/pageTest.ts';
import { outOfReach } from '../fixtures/reach.ts';

/** Room in CSS pixels: screens of 1920 × 1080 and 1280 × 800 at twice the size, and the least of WCAG 2.2, 1.4.10. */
const ROOMS = [
  { width: 960, height: 540 },
  { width: 640, height: 400 },
  { width: 320, height: 480 },
] as const;

/** Also while a dialog is open: the page follows its settings. */
const speak = (page: Page, language: 'en' | 'ja'): Promise<void> =>
  page.evaluate(
    (value) => document.querySelector<HTMLElement>(`.header-choices input[value="${value}"]`)?.click(),
    language,
  );

/** The picture is there, and a wheel over it goes on through the page where the page scrolls. */
async function expectPicture(page: Page): Promise<void> {
  const picture = page.locator('.stage .frame').first();
  await picture.scrollIntoViewIfNeeded();
  const box = (await picture.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  expect(box.height).toBeGreaterThan(100);
  const place = () =>
    page.evaluate(() => ({
      scrollY: window.scrollY,
      scrolls: document.documentElement.scrollHeight > window.innerHeight,
    }));
  const { scrollY, scrolls } = await place();
  if (!scrolls) return;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, 60);
  await expect.poll(async () => (await place()).scrollY).not.toBe(scrollY);
  await expect(page.locator('.project-kept')).not.toHaveAttribute('data-state', 'edited');
}

for (const room of ROOMS)
  test(`everything can be reached in ${room.width} × ${room.height}`, async ({ inMemory: { page } }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize(room);
    const dialog = page.locator('dialog[open]');
    const check = async (what: string): Promise<void> => {
      for (const language of ['ja', 'en'] as const) {
        await speak(page, language);
        expect.soft(await outOfReach(page), `${what}, ${language}`).toEqual([]);
      }
    };
    const close = async (): Promise<void> => {
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    };

    await check('start');
    await page.locator('.template').first().click();
    await check('a new project');
    await close();

    await perform(page, 'open-sample');
    await expect(page.locator('.makebar-button')).toBeEnabled();
    await expectPicture(page);
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await check(`panel ${await tab.innerText()}`);
    }
    for (const view of await page.locator('.stage-switch').getByRole('radio').all()) {
      await view.check({ force: true });
      await check(`stage ${(await view.getAttribute('aria-label')) ?? ''}`);
    }
    await page.locator('.stage-switch').getByRole('radio').first().check({ force: true });

    await page.locator('.makebar-more').click();
    for (const form of await dialog.locator('.choices-tiles').getByRole('radio').all()) {
      await form.check({ force: true });
      await check(`export ${(await form.getAttribute('value')) ?? ''}`);
    }
    await close();
    for (const command of [...DIALOGS, 'show-batch'] as const) {
      await perform(page, command);
      await expect(dialog).toBeVisible();
      await check(command);
      await close();
    }
  });
