import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findEspeak } from '../../electron/engine/stages/voice/sources/espeak/program.ts';
import { decodeVideo } from '../fixtures/decodeVideo.ts';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import {
  dropFile,
  expect,
  makeButton,
  openFrom,
  photoCard,
  saveTo,
  showPanel,
  test,
  voiceCard,
  type StudioApp,
} from '../fixtures/studioTest.ts';

type Page = StudioApp['page'];
const spokenCard = (page: Page) => page.getByTestId('spoken-card');
const captionsCard = (page: Page) => page.getByTestId('captions-card');
const captionText = (page: Page, number: number) =>
  captionsCard(page).getByLabel(`Words of caption ${number}`, { exact: true });

async function readAloud(page: Page, language: string, text: string): Promise<void> {
  await expect(spokenCard(page).getByLabel('Language')).toBeVisible();
  await spokenCard(page).getByLabel('Language').selectOption(language);
  await spokenCard(page).getByLabel('What should be said').fill(text);
  await spokenCard(page).getByRole('button', { name: /^Read/ }).click();
}

/** How much darker the place of the captions is than the same place of another video, 0..255. */
async function plateDarkness(file: string, plain: string, frameIndex: number): Promise<number> {
  const meanOf = async (video: string): Promise<number> => {
    let mean = NaN;
    await decodeVideo(video, 270, 270, ({ data }, index) => {
      if (index !== frameIndex) return;
      let sum = 0;
      // The middle of the lowest line, where every caption has its plate.
      for (let x = 120; x < 150; x++) sum += data[(248 * 270 + x) * 4];
      mean = sum / 30;
    });
    return mean;
  };
  return (await meanOf(plain)) - (await meanOf(file));
}

test.describe('a typed text', () => {
  test.skip(findEspeak() === null, 'espeak-ng is not installed.');

  test('becomes a captioned video in English, Japanese and Persian', async ({ studio }) => {
    const { app, page, out } = studio;
    await dropFile(page, photoCard(page), SAMPLE_PHOTO);
    await expect(photoCard(page)).toContainText('One face found');
    await voiceCard(page).getByRole('button', { name: 'Type a text…' }).click();
    await expect(spokenCard(page).getByLabel('What should be said')).toBeFocused();

    const make = async (name: string): Promise<string> => {
      const file = path.join(out, `${name}.mp4`);
      await saveTo(app, file);
      await makeButton(page).click();
      await expect(page.getByTestId('render-result')).toBeVisible({ timeout: 240_000 });
      return file;
    };
    for (const [language, text, plainName] of [
      ['en', 'Happy birthday, Anna!', 'plain'],
      ['ja', 'おめでとう ございます。', null],
      ['fa', 'تولدت مبارک!', null],
    ] as const) {
      await readAloud(page, language, text);
      await expect(captionText(page, 1)).toHaveValue(text);
      await expect(page.getByText(/^Ready: /)).toBeVisible();
      const file = await make(language);
      if (plainName) {
        await captionsCard(page).getByLabel('Show in the video').uncheck();
        const plain = await make(plainName);
        expect(await plateDarkness(file, plain, 12)).toBeGreaterThan(8);
        expect(Math.abs(await plateDarkness(plain, plain, 12))).toBe(0);
        await captionsCard(page).getByLabel('Show in the video').check();
      }
      expect(readFileSync(file).length).toBeGreaterThan(10_000);
    }
    // The direction of the letters is that of their language.
    await expect(captionText(page, 1)).toHaveCSS('direction', 'rtl');
    await expect(spokenCard(page).getByLabel('What should be said')).toHaveCSS('direction', 'rtl');
  });

  test('says which letters cannot be read, and reads them as the list of readings says', async ({
    studio,
  }) => {
    const { page } = studio;
    await showPanel(page, 'Words');
    await readAloud(page, 'ja', '龘さん、おめでとう。');
    await expect(spokenCard(page).getByRole('alert')).toContainText('cannot read 龘');

    await spokenCard(page).getByRole('button', { name: 'How words are read…' }).click();
    const dialog = page.getByRole('dialog', { name: 'How words are read' });
    await expect(dialog.getByLabel('Word', { exact: true })).toBeFocused();
    await page.keyboard.type('龘');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ことほぎ');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('listitem')).toContainText('ことほぎ');
    await page.keyboard.press('Escape');

    await spokenCard(page).getByRole('button', { name: /^Read/ }).click();
    await expect(captionText(page, 1)).toHaveValue('龘さん、おめでとう。');
    await expect(spokenCard(page)).toContainText('One sentence was read.');

    await spokenCard(page).getByLabel('What should be said').fill('龘さん、おめでとう。ありがとう。');
    await spokenCard(page).getByRole('button', { name: 'Read the new text' }).click();
    await expect(spokenCard(page)).toContainText('One sentence was read anew, 1 kept.');
  });
});

test('captions are imported, edited by keys, undone and saved', async ({ studio }) => {
  const { app, page, files, out } = studio;
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');
  await dropFile(page, voiceCard(page), shortVoice(files, 1.2));
  await expect(voiceCard(page)).toContainText('0:00 / 0:01');
  await showPanel(page, 'Words');

  const good = path.join(files, 'wishes.srt');
  writeFileSync(
    good,
    '1\n00:00:00,000 --> 00:00:00,600\nHappy birthday\n\nlost words\n\n2\n00:00:00,600 --> 00:00:01,200\nto you\n',
  );
  await openFrom(app, good);
  await captionsCard(page).getByRole('button', { name: 'Import a file…' }).click();
  await expect(captionsCard(page)).toContainText(
    '2 captions from wishes.srt. Nothing could be read in line 5.',
  );
  await expect(page.getByTestId('frame-caption').or(page.locator('.player-canvas')).first()).toBeAttached();

  const bad = path.join(files, 'notes.vtt');
  writeFileSync(bad, 'WEBVTT\n\nno times here\n');
  await dropFile(page, captionsCard(page), bad);
  await expect(captionsCard(page).getByRole('alert')).toContainText('There are no captions in "notes.vtt"');
  await expect(captionText(page, 2)).toHaveValue('to you');

  await captionText(page, 1).fill('Happy birthday, Anna');
  await captionsCard(page).getByLabel('End of caption 1').fill('0.5');
  await page.keyboard.press('Enter');
  await expect(captionsCard(page).getByLabel('End of caption 1')).toHaveValue('0:00.50');
  await captionsCard(page).getByRole('button', { name: 'Split caption 1' }).click();
  await expect(captionsCard(page).getByRole('listitem')).toHaveCount(3);
  await captionsCard(page).getByRole('button', { name: 'Join caption 1 with the next one' }).click();
  await captionsCard(page).getByRole('button', { name: 'Delete caption 2' }).click();
  await expect(captionsCard(page).getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(captionsCard(page).getByRole('listitem')).toHaveCount(2);

  await saveTo(app, path.join(out, 'saved'));
  await captionsCard(page).getByRole('button', { name: 'Save as VTT…' }).click();
  await expect(page.getByText('Saved as saved.vtt.')).toBeVisible();
  expect(readFileSync(path.join(out, 'saved.vtt'), 'utf8')).toBe(
    'WEBVTT\n\n00:00:00.000 --> 00:00:00.500\nHappy birthday, Anna\n\n00:00:00.600 --> 00:00:01.200\nto you\n',
  );
});
