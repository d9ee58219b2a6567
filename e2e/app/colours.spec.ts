import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/studioTest.ts';

/** Relative luminance, WCAG 2.2. @param color `#rrggbb` */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dim, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dim + 0.05);
}

const token = (page: Page, name: string): Promise<string> =>
  page.evaluate(
    (property) => getComputedStyle(document.documentElement).getPropertyValue(property).trim(),
    `--${name}`,
  );

test('words can be read and bars stand out, in light and in dark', async ({ studio }) => {
  const { page } = studio;
  for (const scheme of ['Light', 'Dark']) {
    await page.getByRole('radio', { name: scheme }).check({ force: true });
    const isDark = scheme === 'Dark';
    await expect
      .poll(() => page.evaluate(() => window.matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(isDark);
    const between = async (front: string, ground: string): Promise<number> =>
      contrast(await token(page, front), await token(page, ground));
    for (const end of ['progress-from', 'progress-to'])
      expect(await between(end, 'progress-ground'), `${scheme}: ${end}`).toBeGreaterThanOrEqual(3);
    for (const ground of ['paper', 'surface', 'surface-sunk'])
      for (const front of ['ink', 'ink-soft', 'accent-text', 'good', 'gold-text'])
        expect(await between(front, ground), `${scheme}: ${front} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    for (const front of ['ink', 'ink-soft', 'gold-text'])
      expect(await between(front, 'gold-wash'), `${scheme}: ${front}`).toBeGreaterThanOrEqual(4.5);
  }
});
