import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import yauzl from 'yauzl';
import { seriousFindings } from '../fixtures/accessibility.ts';
import { chooseMenu, expect, saveTo, test } from '../fixtures/studioTest.ts';

async function namesIn(archive: string): Promise<string[]> {
  const zip = await yauzl.openPromise(archive);
  const names: string[] = [];
  for await (const { fileName } of zip.eachEntry()) names.push(fileName);
  return names.sort();
}

test('what explains a problem is shown, and saved without what is left out', async ({ studio }) => {
  const { app, page, home, out } = studio;
  const SECRET = 'Hanako of /home/hanako/Wishes.wav';
  await page.evaluate((secret) => {
    setTimeout(() => {
      throw new Error(`"${secret}" is gone`);
    });
  }, SECRET);
  await chooseMenu(app, 'report-problem');
  const dialog = page.getByRole('dialog', { name: 'Report a problem' });
  const files = dialog.getByRole('list', { name: 'Collected files' });
  await expect(files.getByRole('listitem')).toHaveCount(4, { timeout: 60_000 });
  await files.getByRole('button', { name: /What is installed/ }).click();
  await expect(dialog.getByRole('region', { name: 'Text of doctor.json' })).toContainText('"findings"');
  await files.getByRole('button', { name: /did last/ }).click();
  const log = dialog.getByRole('region', { name: 'Text of log.jsonl' });
  await expect(log).toContainText('app.started');
  await expect(log).toContainText('page.fault');
  await expect(log).not.toContainText(/hanako|Wishes/i);
  expect(await seriousFindings(page)).toEqual([]);

  await files.getByRole('checkbox', { name: 'Include doctor.json' }).uncheck();
  await saveTo(app, path.join(out, 'problem'));
  await dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Saved as problem.zip. Nothing was sent.');
  const archive = path.join(out, 'problem.zip');
  expect(await namesIn(archive)).toEqual(['README.txt', 'crashes.json', 'log.jsonl']);
  const revealed = await app.evaluate(({ shell }) => {
    const shown: string[] = [];
    Reflect.set(globalThis, 'shownByTest', shown);
    shell.showItemInFolder = (file) => void shown.push(file);
    return shown.length;
  });
  expect(revealed).toBe(0);
  await dialog.getByRole('button', { name: 'Show in folder' }).click();
  await expect
    .poll(() => app.evaluate(() => Reflect.get(globalThis, 'shownByTest') as string[]))
    .toEqual([archive]);

  for (const name of ['README.txt', 'crashes.json', 'log.jsonl'])
    await files.getByRole('checkbox', { name: `Include ${name}` }).uncheck();
  await expect(dialog.getByRole('button', { name: 'Save as…' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: '日本語' }).check({ force: true });
  await chooseMenu(app, 'report-problem');
  const japanese = page.getByRole('dialog', { name: '問題を報告' });
  await expect(japanese.getByRole('listitem')).toHaveCount(5, { timeout: 60_000 });
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');

  expect(existsSync(path.join(home, 'logs', 'kotohogi.jsonl'))).toBe(true);
  expect(readFileSync(path.join(home, 'logs', 'kotohogi.jsonl'), 'utf8')).not.toMatch(/hanako|Wishes/i);
});
