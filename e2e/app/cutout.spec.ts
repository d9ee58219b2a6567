import type { Page } from '@playwright/test';
import { SAMPLE_PHOTO, twoPeople } from '../fixtures/materials.ts';
import { dropFile, expect, photoCard, showOnStage, tabTo, test } from '../fixtures/studioTest.ts';

const canvasOf = (page: Page) => page.getByTestId('cutout-canvas');
const strokes = (page: Page) => page.getByTestId('strokes');

/** Where the middle of the canvas is on the screen. */
async function middleOf(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const box = await canvasOf(page).boundingBox();
  if (!box) throw new Error('The canvas is not there.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** What the canvas shows in its middle: its rim has the ring that tells keyboards where they are. */
async function pictureOf(page: Page): Promise<Buffer> {
  const { x, y } = await middleOf(page);
  return page.screenshot({ clip: { x: x - 100, y: y - 80, width: 200, height: 160 } });
}

test('the inspector shows people, faces and the edge, and each can be taken away', async ({ studio }) => {
  const { page } = studio;
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');
  await showOnStage(page, 'What was found');
  const inspect = page.getByTestId('inspect');
  await expect(inspect.getByRole('radio', { name: 'Person 1' })).toHaveCount(1);
  await expect(inspect.getByRole('radio', { name: 'Face 1' })).toHaveCount(1);
  await expect(inspect.getByText(/The person fills \d\d% of the photo/)).toBeVisible();

  const layers = { People: 'Person 1', Faces: 'Face 1' } as const;
  for (const [layer, frame] of Object.entries(layers)) {
    await inspect.getByRole('checkbox', { name: layer }).uncheck();
    await expect(inspect.getByRole('radio', { name: frame })).toHaveCount(0);
  }
  await expect(inspect.locator('canvas')).toHaveCount(1);
  await inspect.getByRole('checkbox', { name: 'Edge of the cut-out' }).uncheck();
  await expect(inspect.locator('canvas')).toHaveCount(0);
});

test('with two people either can be made the speaker', async ({ studio }) => {
  const { page, files } = studio;
  await dropFile(page, photoCard(page), await twoPeople(files));
  await expect(photoCard(page)).toContainText('2 faces found');
  await showOnStage(page, 'What was found');
  const inspect = page.getByTestId('inspect');
  const persons = inspect.getByRole('radio', { name: /^Person \d$/ });
  await expect(persons).toHaveCount(2);
  const speakers = inspect.locator('.found-item').filter({ hasText: 'speaks' });
  await persons.nth(1).check({ force: true });
  await expect(persons.nth(1)).toBeChecked();
  await expect(speakers.filter({ hasText: 'Person 2' })).toHaveCount(1);
  await persons.nth(0).check({ force: true });
  await expect(speakers.filter({ hasText: 'Person 1' })).toHaveCount(1);
  await expect(speakers.filter({ hasText: 'Face' })).toHaveCount(1);
});

test('a stroke shows at once, is taken over by the engine, and goes back without a trace', async ({
  studio,
}) => {
  const { page } = studio;
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');
  await showOnStage(page, 'Cut-out');
  await expect(strokes(page)).toHaveText('No strokes yet');
  const { x, y } = await middleOf(page);
  const rest = async (): Promise<Buffer> => {
    // Away from what is looked at: the brush has a ring around it.
    await page.mouse.move(x, y - 200);
    return pictureOf(page);
  };
  const before = await rest();

  // Escape in the middle of a stroke drops all of it.
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 30, { steps: 4 });
  await page.keyboard.press('Escape');
  await page.mouse.move(x + 90, y + 60, { steps: 2 });
  await page.mouse.up();
  await expect(strokes(page)).toHaveText('No strokes yet');
  expect((await rest()).equals(before)).toBe(true);

  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 30, { steps: 4 });
  await page.mouse.up();
  await expect(strokes(page)).toContainText('One stroke');
  expect((await rest()).equals(before)).toBe(false);
  await expect(strokes(page)).toContainText('Edge as in the video');

  await page.keyboard.press('Control+z');
  await expect(strokes(page)).toHaveText('No strokes yet');
  expect((await rest()).equals(before)).toBe(true);
  await page.keyboard.press('Control+Shift+z');
  await expect(strokes(page)).toContainText('One stroke · Edge as in the video');
  await page.getByRole('button', { name: 'Undo all' }).click();
  await expect(strokes(page)).toHaveText('No strokes yet');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(strokes(page)).toContainText('One stroke');
});

test('the brush by keys: size, kind, a stroke, and one that is dropped', async ({ studio }) => {
  const { page } = studio;
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');
  await tabTo(page, 'Preview');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await tabTo(page, 'Cut-out; drag to paint');
  const size = page.getByRole('slider', { name: 'Size' });
  await expect(size).toHaveAttribute('aria-valuetext', '24 px');
  await page.keyboard.press(']');
  await expect(size).toHaveAttribute('aria-valuetext', '29 px');
  await page.keyboard.press('[');
  await expect(size).toHaveAttribute('aria-valuetext', '24 px');
  await page.keyboard.press('x');
  await expect(page.getByRole('radio', { name: 'adds to the person' })).toBeChecked();

  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await expect(strokes(page)).toHaveText('No strokes yet');
  await page.keyboard.press('Space');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(strokes(page)).toContainText('One stroke');
});
