/** The pictures of the guide for creators, made from the real app with the sample, in both languages. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { en } from '../../renderer/text/en.ts';
import type { Words } from '../../renderer/text/words.ts';
import { ja } from '../../renderer/text/ja.ts';
import { SAMPLE_VOICE } from '../fixtures/materials.ts';
import { chooseMenu, launchStudio, leaveStudio, openFrom, resizeTo, saveTo } from '../fixtures/studioTest.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const PICTURES = path.join(ROOT, 'docs', 'guide', 'pictures');
const SIZE = [1280, 800] as const;
const QUALITY = 82;
/** A microphone of Chromium's that plays the sample over and over. */
const MICROPHONE = [
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-audio-capture=${SAMPLE_VOICE}`,
];
const LANGUAGES: Readonly<Record<'en' | 'ja', Words>> = { en, ja };

const GUESTS = { en: 'name\nAnna\nKen\nMari\n', ja: '名前\n安奈\n健\n真理\n' };
const WISH = { en: 'Happy birthday, {name}!', ja: '{name}さん、お誕生日おめでとう。' };

interface Preset {
  readonly name: Readonly<Record<'en' | 'ja', string>>;
}
const preset = (id: string): Preset =>
  JSON.parse(readFileSync(path.join(ROOT, 'shared', 'prosody', 'presets', `${id}.json`), 'utf8')) as Preset;
const birthday = preset('birthday');
const COMPARED = ['celebration', 'birthday', 'calm'].map(preset);

const panel = (page: Page, name: keyof Words['panels']['names']) =>
  page.locator(`#panel-tab-${name}`).click();
const stage = (page: Page, name: string) =>
  page.locator('.stage-switch').getByRole('radio', { name, exact: true }).check({ force: true });
const openDialog = (page: Page) => page.locator('dialog[open]');

async function drawPitch(page: Page): Promise<void> {
  const lane = page.getByTestId('timeline-lanes');
  const box = await lane.boundingBox();
  if (!box) throw new Error('The timeline is not to be seen.');
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(0.2, 0.62));
  await page.mouse.down();
  for (let i = 1; i <= 24; i++)
    await page.mouse.move(...at(0.2 + i * 0.008, 0.62 - 0.14 * Math.sin((i / 24) * Math.PI)));
  await page.mouse.up();
}

for (const [language, words] of Object.entries(LANGUAGES) as ['en' | 'ja', Words][])
  test(`pictures in ${language}`, async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-guide-'));
    // The places that the pictures show are those of nobody.
    process.env['HOME'] = folder;
    const studio = await launchStudio(path.join(folder, 'home'), undefined, MICROPHONE);
    const { app, page } = studio;
    mkdirSync(path.join(PICTURES, language), { recursive: true });
    const shoot = async (name: string): Promise<void> => {
      // Nothing half faded in, and no pointer over anything.
      await page.mouse.move(SIZE[0] - 2, SIZE[1] - 2);
      await page.waitForTimeout(600);
      const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
      await sharp(png)
        .webp({ quality: QUALITY })
        .toFile(path.join(PICTURES, language, `${name}.webp`));
    };
    const closeDialog = async (): Promise<void> => {
      await page.keyboard.press('Escape');
      await expect(openDialog(page)).toHaveCount(0);
    };
    try {
      await resizeTo(studio, SIZE);
      await page.getByRole('radio', { name: words.language[language] }).check({ force: true });
      await shoot('start');

      await page.getByRole('button', { name: words.stage.trySample }).click();
      await expect(page.getByRole('button', { name: words.make.button })).toBeEnabled();
      await page.waitForTimeout(2500);
      await shoot('sample');

      await page.getByRole('button', { name: words.voiceText.ways.recordShort, exact: true }).click();
      await expect(openDialog(page)).toBeVisible();
      await page.waitForTimeout(1500);
      await shoot('record');
      await closeDialog();

      await panel(page, 'words');
      await shoot('words');

      await panel(page, 'expression');
      await page
        .getByTestId('expression-card')
        .getByRole('radio', { name: birthday.name[language], exact: true })
        .check({ force: true });
      await expect(page.getByTestId('outcome-card').getByRole('meter').first()).toBeVisible();
      await shoot('expression');

      await page.getByRole('radio', { name: words.timeline.tools.pencil }).check({ force: true });
      await drawPitch(page);
      await page.waitForTimeout(1500);
      await shoot('pitch');
      await page.keyboard.press('Control+z');

      await stage(page, words.compare.tab);
      const compared = [words.compare.recorded, ...COMPARED.map(({ name }) => name[language])];
      for (const name of compared)
        await page.locator('.candidates').getByRole('checkbox', { name, exact: true }).check({ force: true });
      await shoot('compare-choose');
      await page.getByRole('button', { name: words.compare.start, exact: true }).click();
      await expect(page.getByTestId('compare-board').getByRole('meter')).toHaveCount(compared.length);
      await page.waitForTimeout(2500);
      await shoot('compare');

      await stage(page, words.stage.preview);
      await panel(page, 'look');
      await shoot('look');
      await panel(page, 'music');
      await shoot('music');

      await page.getByRole('button', { name: words.exporting.open }).click();
      await expect(openDialog(page)).toBeVisible();
      await shoot('export');
      await closeDialog();

      const list = path.join(folder, 'guests.csv');
      writeFileSync(list, GUESTS[language]);
      await chooseMenu(app, 'show-batch');
      await openFrom(app, list);
      await page.getByRole('button', { name: words.batch.list.choose }).click();
      await page.locator('dialog[open] textarea').first().fill(WISH[language]);
      await expect(page.locator('dialog[open]').getByText(words.batch.rows.ready).nth(2)).toBeVisible();
      await shoot('batch');
      await closeDialog();

      for (const command of ['show-models', 'show-settings', 'show-cloud', 'show-palette'] as const) {
        await chooseMenu(app, command);
        await expect(openDialog(page)).toBeVisible();
        await shoot(command.replace('show-', ''));
        await closeDialog();
      }

      mkdirSync(path.join(folder, 'Videos'));
      await saveTo(app, path.join(folder, 'Videos', 'birthday.mp4'));
      await page.getByRole('button', { name: words.make.button }).click();
      await expect(page.getByTestId('render-result')).toBeVisible({ timeout: 240_000 });
      await shoot('result');
    } finally {
      await leaveStudio(app);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
