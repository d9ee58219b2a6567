import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import {
  dropFile,
  expect,
  makeButton,
  photoCard,
  resizeTo,
  saveTo,
  test,
  voiceCard,
} from '../fixtures/studioTest.ts';

/** Sizes of the window's content in pixels: the smallest, the first, a large screen. */
const SIZES = [
  [900, 600],
  [1280, 760],
  [1920, 1040],
] as const;

test('a long file name is cut, proposes a name that can be written, and pushes nothing out of the window', async ({
  studio,
}) => {
  const { app, page, files, out } = studio;
  const photo = path.join(files, `${'A photo with a name that does not end '.repeat(6).trim()}.jpg`);
  copyFileSync(SAMPLE_PHOTO, photo);
  await dropFile(page, photoCard(page), photo);
  await expect(photoCard(page)).toContainText('One face found');
  await dropFile(page, voiceCard(page), shortVoice(files, 1.2));
  await expect(makeButton(page)).toBeEnabled();

  for (const [width, height] of SIZES) {
    await resizeTo(studio, [width, height]);
    const overflowing = await page.evaluate(() =>
      [...document.querySelectorAll('body, .shell-cards, .stage-body, .card')]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(({ className }) => className),
    );
    expect(overflowing, `${width} × ${height}`).toEqual([]);
    await expect(photoCard(page).getByRole('button', { name: 'Replace…' })).toBeInViewport({ ratio: 1 });
  }

  const proposed = await app.evaluate(({ dialog }) => {
    const names: string[] = [];
    dialog.showSaveDialog = (...args: unknown[]) => {
      names.push(JSON.stringify(args.at(-1)));
      return Promise.resolve({ canceled: true, filePath: '' });
    };
    Object.assign(globalThis, { proposed: names });
    return names.length;
  });
  expect(proposed).toBe(0);
  await makeButton(page).click();
  const names = (): Promise<string[]> => app.evaluate(() => Reflect.get(globalThis, 'proposed') as string[]);
  await expect.poll(async () => (await names()).length).toBe(1);
  const { defaultPath } = JSON.parse((await names())[0] ?? '{}') as { defaultPath: string };
  expect(Buffer.byteLength(path.basename(defaultPath))).toBeLessThanOrEqual(184);

  await saveTo(app, path.join(out, path.basename(defaultPath)));
  await makeButton(page).click();
  await expect(page.getByTestId('render-result')).toBeVisible({ timeout: 240_000 });
});
