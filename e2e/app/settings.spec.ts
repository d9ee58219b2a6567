import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, launchStudio, test } from '../fixtures/studioTest.ts';

const isDark = () => window.matchMedia('(prefers-color-scheme: dark)').matches;

test('language and appearance are remembered', async () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-e2e-'));
  const first = await launchStudio(home);
  await first.page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect.poll(() => first.page.evaluate(isDark)).toBe(true);
  await first.page.getByRole('radio', { name: '日本語' }).check({ force: true });
  await expect(first.page.getByRole('radio', { name: 'ダーク' })).toBeChecked();
  await first.app.close();

  const second = await launchStudio(home);
  await expect(second.page.getByRole('radio', { name: 'ダーク' })).toBeChecked();
  expect(await second.page.evaluate(isDark)).toBe(true);
  await second.app.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});
