import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { seriousFindings } from '../fixtures/accessibility.ts';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import { chooseMenu, dropFile, expect, photoCard, test, voiceCard } from '../fixtures/studioTest.ts';

/** The clips of the voice, as screen readers meet them. */
const clipList = (page: Page): Locator => page.getByRole('listbox', { name: 'Clips' });
const clipTimes = (page: Page): Promise<readonly string[]> =>
  clipList(page).getByRole('option').allInnerTexts();

interface Sound {
  readonly rateHz: number;
  readonly samples: Int16Array;
}

/** One channel of 16 bits. */
function readSound(file: string): Sound {
  const wav = readFileSync(file);
  const data = wav.indexOf('data');
  const samples = new Int16Array(wav.readUInt32LE(data + 4) / 2);
  for (let i = 0; i < samples.length; i++) samples[i] = wav.readInt16LE(data + 8 + 2 * i);
  return { rateHz: wav.readUInt32LE(24), samples };
}

const arrangedFiles = (home: string): readonly string[] =>
  readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(path.dirname(name)) === 'arranged' && name.endsWith('.wav'))
    .map((name) => path.join(home, name));

/** Largest difference of two stretches, shares of full scale. */
function difference(a: Sound, aSec: number, b: Sound, bSec: number, lengthSec: number): number {
  const [from, at] = [Math.round(aSec * a.rateHz), Math.round(bSec * b.rateHz)];
  let most = 0;
  for (let i = 0; i < Math.round(lengthSec * a.rateHz); i++)
    most = Math.max(most, Math.abs(a.samples[from + i] - b.samples[at + i]));
  return most / 2 ** 15;
}

test('a voice is split, its clips are dragged and removed, its sound follows, and every step goes back', async ({
  studio,
}) => {
  const { app, page, home, files } = studio;
  const voiceFile = shortVoice(files, 5);
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await dropFile(page, voiceCard(page), voiceFile);
  await expect(photoCard(page)).toContainText('One face found');
  const dock = page.getByTestId('timeline');
  const split = dock.getByRole('button', { name: 'Split' });
  const undo = dock.getByRole('button', { name: 'Undo' });
  await expect(split).toBeEnabled({ timeout: 60_000 });
  await expect(clipList(page)).toHaveCount(0);

  // All of the voice is seen, with a little room at both ends.
  const xAt = async (sec: number): Promise<number> => {
    const box = await page.getByTestId('timeline-lanes').boundingBox();
    return (box?.x ?? NaN) + 9 + (((box?.width ?? NaN) * 0.97 - 9) * sec) / 5;
  };
  const middleOf = async (lane: string): Promise<number> => {
    const box = await page
      .getByTestId('timeline-lanes')
      .locator(`.tl-lane[data-lane="${lane}"]`)
      .boundingBox();
    return (box?.y ?? NaN) + (box?.height ?? NaN) / 2;
  };
  await page.mouse.click(await xAt(2.5), (await middleOf('ruler')) - 5);
  await chooseMenu(app, 'split');
  await expect(clipList(page).getByRole('option')).toHaveCount(2);
  await undo.click();
  await expect(clipList(page)).toHaveCount(0);
  await dock.getByRole('listbox', { name: 'Phrases and pauses' }).focus();
  await page.keyboard.press('s');
  await expect(clipList(page).getByRole('option')).toHaveCount(2);
  const [first, second] = await clipTimes(page);
  expect(first).toMatch(/^short-voice\.wav, 0\.0 to 2\.5 seconds$/);
  expect(second).toMatch(/^short-voice\.wav, 2\.5 to 5\.0 seconds$/);
  // A cut alone is not heard: nothing was put together for it. The keyboard is where the new clip is.
  expect(arrangedFiles(home)).toEqual([]);
  await expect(clipList(page)).toBeFocused();

  // The second clip a second later: Escape leaves no trace, letting go has it put together.
  const y = await middleOf('clips');
  const grab = async (): Promise<void> => {
    await page.mouse.move(await xAt(3.5), y);
    await page.mouse.down();
    await page.keyboard.down('Alt');
    await page.mouse.move(await xAt(4.5), y, { steps: 4 });
    await page.keyboard.up('Alt');
  };
  await grab();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await clipTimes(page)).toEqual([first, second]);
  expect(arrangedFiles(home)).toEqual([]);
  await grab();
  await page.mouse.up();
  await expect(clipList(page).getByRole('option').nth(1)).toHaveText('short-voice.wav, 3.5 to 6.0 seconds');
  await expect(voiceCard(page)).toContainText('0:06');
  await expect(dock.getByText('Putting the clips together…')).toHaveCount(0);
  expect(await seriousFindings(page)).toEqual([]);

  const [file] = arrangedFiles(home);
  const [original, arranged] = [readSound(voiceFile), readSound(file)];
  expect(arranged.samples.length / arranged.rateHz).toBeCloseTo(6, 1);
  const gapSec = arranged.samples.length / arranged.rateHz - 5;
  expect(difference(original, 0, arranged, 0, 2.4)).toBeLessThan(2 / 2 ** 15);
  expect(difference(original, 2.6, arranged, 2.6 + gapSec, 2.3)).toBeLessThan(2 / 2 ** 15);
  const loudest = arranged.samples
    .subarray(Math.round(2.6 * arranged.rateHz), Math.round((2.4 + gapSec) * arranged.rateHz))
    .reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  expect(loudest).toBe(0);

  // The first one goes, and the gap with it; the playhead was kept, so that the keyboard goes on from there.
  await clipList(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+Delete');
  await expect(clipList(page).getByRole('option')).toHaveText(['short-voice.wav, 1.0 to 3.5 seconds']);
  await expect(clipList(page)).toBeFocused();

  // Its beginning is drawn out over what was cut off; behind the end of its file there is nothing more.
  const trim = async (fromSec: number, toSec: number): Promise<void> => {
    const shownSec = 3.5;
    await page.mouse.move(await xAt((fromSec * 5) / shownSec), y);
    await page.mouse.down();
    await page.keyboard.down('Alt');
    await page.mouse.move(await xAt((toSec * 5) / shownSec), y, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Alt');
  };
  await expect(voiceCard(page)).toContainText('0:03');
  await trim(1, 0);
  await expect(clipList(page).getByRole('option')).toHaveText(['short-voice.wav, 0.0 to 3.5 seconds']);
  await trim(3.5, 3.58);
  await expect(clipList(page).getByRole('option')).toHaveText(['short-voice.wav, 0.0 to 3.5 seconds']);

  await undo.click();
  await expect(clipList(page).getByRole('option')).toHaveText(['short-voice.wav, 1.0 to 3.5 seconds']);
  await undo.click();
  await expect(clipList(page).getByRole('option')).toHaveCount(2);
  await undo.click();
  await expect.poll(() => clipTimes(page)).toEqual([first, second]);
  await expect(voiceCard(page)).toContainText('0:05');
  await undo.click();
  await expect(clipList(page)).toHaveCount(0);
});
