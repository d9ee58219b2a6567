import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/studioTest.ts';

/** What the overlay of figures shows, by name. */
async function figures(page: Page): Promise<ReadonlyMap<string, string>> {
  const rows = page.getByLabel('Figures of the preview').locator('div');
  const pairs = await rows.evaluateAll((all) =>
    all.map((row): [string, string] => [
      row.querySelector('dt')?.textContent ?? '',
      row.querySelector('dd')?.textContent ?? '',
    ]),
  );
  return new Map(pairs);
}

const canvasOf = (page: Page) => page.getByRole('img', { name: 'Preview of the video' });

/** Everything on the canvas, in short: equal pictures, equal texts. */
const pictureOf = (page: Page): Promise<string> =>
  canvasOf(page).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

test('the face speaks when play is pressed, to the end, with every frame at its time', async ({
  studio: { page },
}) => {
  await page
    .getByRole('button', { name: /sample/i })
    .first()
    .click();
  const play = page.getByRole('button', { name: 'Play', exact: true });
  await expect(play).toBeEnabled();
  await expect(canvasOf(page)).toBeVisible();
  await page.keyboard.press('Alt+Shift+KeyP');

  await play.click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  const early = await pictureOf(page);
  await expect.poll(() => pictureOf(page)).not.toBe(early);
  // The voice ends, and with it the picture.
  await expect(play).toBeVisible();
  const seen = await figures(page);
  const [shown, due] = (seen.get('Frames in time') ?? '').split(' / ').map(Number);
  expect(due).toBeGreaterThan(0);
  expect(seen.get('Doubled')).toBe('0');
  expect(shown + Number(seen.get('Late'))).toBe(due);
  // A busy machine may refresh its screen rarely: frames are then left out, and none is put off.
  expect(due + Number(seen.get('Missed'))).toBeLessThanOrEqual(268);
  expect(seen.get('First frame')).toMatch(/^\d+ ms$/);
  expect(seen.get('Frame off the sound')).toBe('0 ms');
});

test('scrubbing shows the mouth of the moment, and the same one again', async ({ studio: { page } }) => {
  await page
    .getByRole('button', { name: /sample/i })
    .first()
    .click();
  const seek = page.getByRole('slider', { name: 'Position', exact: true });
  await expect(seek).toBeEnabled();
  const at = async (sec: string): Promise<string> => {
    const before = await pictureOf(page);
    await seek.fill(sec);
    await expect.poll(() => pictureOf(page)).not.toBe(before);
    // A frame that was late has come by now.
    let last = '';
    await expect
      .poll(async () => {
        const now = await pictureOf(page);
        const isSteady = now === last;
        last = now;
        return isSteady;
      })
      .toBe(true);
    return last;
  };
  const first = await at('1.6');
  const second = await at('3.2');
  expect(second).not.toBe(first);
  expect(await at('1.6')).toBe(first);

  await page.locator('#stage').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(seek).toHaveValue('1.64');
  await page.keyboard.press('Alt+Home');
  await expect(seek).toHaveValue('0');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
});

test('full quality has the pixels of the video', async ({ studio: { page } }) => {
  await page
    .getByRole('button', { name: /sample/i })
    .first()
    .click();
  await expect(canvasOf(page)).toHaveAttribute('width', '540');
  await page.getByText('Full', { exact: true }).click();
  await expect(canvasOf(page)).toHaveAttribute('width', '1080');
});
