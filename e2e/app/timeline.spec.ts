import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import {
  dropFile,
  expect,
  makeButton,
  photoCard,
  saveTo,
  showPanel,
  test,
  voiceCard,
  type StudioApp,
} from '../fixtures/studioTest.ts';

/** The phrases and pauses of the voice, as screen readers meet them. */
const voiceList = (page: Page): Locator => page.getByRole('listbox', { name: 'Phrases and pauses' });
const phrase = (page: Page, number: number): Locator =>
  voiceList(page).getByRole('option', { name: new RegExp(`^Phrase ${number},`) });

async function openVoice({ page, files }: StudioApp, sec = 5): Promise<void> {
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await dropFile(page, voiceCard(page), shortVoice(files, sec));
  // Both are there before a hand is at work: the last of them to come would be the last step.
  await expect(photoCard(page)).toContainText('One face found');
  await expect(phrase(page, 3)).toBeAttached();
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function laneBox(page: Page, lane: string): Promise<Box> {
  const box = await page.getByTestId('timeline-lanes').locator(`.tl-lane[data-lane="${lane}"]`).boundingBox();
  if (!box) throw new Error(`There is no lane ${lane}.`);
  return box;
}

/** Where a moment of the whole voice lies on the screen: all of it is seen, with a little room at both ends. */
const xAt = (box: Box, sec: number, durationSec: number): number =>
  box.x + 9 + ((box.width * 0.97 - 9) * sec) / durationSec;

async function drag(
  page: Page,
  way: readonly (readonly [x: number, y: number])[],
  release = true,
): Promise<void> {
  const [[x, y]] = way;
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const [toX, toY] of way.slice(1)) await page.mouse.move(toX, toY, { steps: 4 });
  if (release) await page.mouse.up();
}

test('a voice is shaped by hand and by keys, every step can be taken back, and the video is made of it', async ({
  studio,
}) => {
  const { app, page, home, out } = studio;
  await openVoice(studio);
  const undo = page.getByTestId('timeline').getByRole('button', { name: 'Undo' });

  // Drawn with the pencil over the second phrase: one step.
  await voiceList(page).focus();
  await page.keyboard.press('d');
  const pitch = await laneBox(page, 'pitch');
  const x = xAt(pitch, 2, 5);
  await drag(page, [
    [x - 40, pitch.y + 30],
    [x, pitch.y + 20],
    [x + 40, pitch.y + 40],
  ]);
  await expect(phrase(page, 2)).toHaveAccessibleName(/pitch drawn by hand/);
  await undo.click();
  await expect(phrase(page, 2)).not.toHaveAccessibleName(/drawn/);

  // Escape in the middle of a drag leaves no trace.
  await voiceList(page).focus();
  await page.keyboard.press('v');
  await drag(
    page,
    [
      [x, pitch.y + 50],
      [x, pitch.y + 20],
    ],
    false,
  );
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(phrase(page, 2)).not.toHaveAccessibleName(/pitch (plus|minus)/);

  // A phrase by keys: up by a semitone twice, finely down, slower.
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(phrase(page, 2)).toHaveAccessibleName(/pitch plus 1.9 semitones/);
  await page.keyboard.press('Alt+ArrowRight');
  await expect(phrase(page, 2)).toHaveAccessibleName(/tempo times 0.97/);

  // Its numbers can be typed.
  const melody = page.getByRole('textbox', { name: 'Melody' });
  await melody.fill('1.4');
  await melody.press('Enter');
  await expect(phrase(page, 2)).toHaveAccessibleName(/melody times 1.4/);

  // The pause before it, by its keys.
  await voiceList(page).focus();
  await page.keyboard.press('ArrowLeft');
  for (let press = 0; press < 4; press++) await page.keyboard.press('Alt+ArrowRight');
  await expect(voiceList(page).getByRole('option', { name: /^Pause 1,.*changed/ })).toBeAttached();

  await saveTo(app, path.join(out, 'shaped.mp4'));
  await makeButton(page).click();
  await expect(page.getByTestId('render-result')).toBeVisible({ timeout: 240_000 });
  const kept = readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(path.join(home, name), 'utf8'))
    .join('\n');
  expect(kept).toMatch(/"pitchSemitones":\s*1\.9/);
  expect(kept).toMatch(/"lengthSec":\s*0\.\d+/);
});

test('a pause is drawn longer by its grip, phrases are dragged, captions moved and their words edited', async ({
  studio,
}) => {
  const { page } = studio;
  await openVoice(studio);
  const pitch = await laneBox(page, 'pitch');
  const x = xAt(pitch, 2, 5);
  await drag(page, [
    [x, pitch.y + 60],
    [x, pitch.y + 30],
  ]);
  await expect(phrase(page, 2)).toHaveAccessibleName(/pitch plus \d/);

  // Close enough for a grip, in the middle of the first pause.
  await voiceList(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('z');
  const voice = await laneBox(page, 'voice');
  const middle = voice.x + voice.width / 2;
  await drag(page, [
    [middle, voice.y + voice.height / 2],
    [middle + 150, voice.y + voice.height / 2],
  ]);
  await expect(voiceList(page).getByRole('option', { name: /^Pause 1,.*changed/ })).toBeAttached();
  await voiceList(page).focus();
  await page.keyboard.press('0');

  await showPanel(page, 'Words');
  await page.getByRole('button', { name: 'Add a caption' }).click();
  const captions = page.getByRole('listbox', { name: 'Captions' });
  await expect(captions.getByRole('option')).toHaveCount(1);
  await captions.focus();
  const before = await captions.getByRole('option').innerText();
  await page.keyboard.press('Alt+ArrowRight');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(captions.getByRole('option')).not.toHaveText(before);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Happy birthday');
  await page.keyboard.press('Enter');
  await expect(captions.getByRole('option')).toHaveText(/^Happy birthday, /);
  await expect(captions).toBeFocused();
});

test('the dock is folded away, and made higher by keys', async ({ studio }) => {
  const { page } = studio;
  await openVoice(studio);
  const dock = page.getByTestId('timeline');
  const edge = dock.getByRole('separator', { name: 'Height of the timeline' });
  const before = Number(await edge.getAttribute('aria-valuenow'));
  await edge.focus();
  await page.keyboard.press('ArrowUp');
  await expect(edge).toHaveAttribute('aria-valuenow', String(before + 24));
  await dock.getByRole('button', { name: 'Hide the timeline' }).click();
  await expect(voiceList(page)).toHaveCount(0);
  await dock.getByRole('button', { name: 'Show the timeline' }).click();
  await expect(phrase(page, 1)).toBeAttached();
});
