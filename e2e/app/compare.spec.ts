import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import { mixedSound, mixOffline, type MixedSound } from '../fixtures/offlineSound.ts';
import {
  dropFile,
  expect,
  launchStudio,
  leaveStudio,
  makeButton,
  openFrom,
  photoCard,
  saveTo,
  showOnStage,
  showPanel,
  test,
  voiceCard,
  type StudioApp,
} from '../fixtures/studioTest.ts';

async function bringMaterials({ page, files }: StudioApp, voiceSec: number): Promise<void> {
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');
  await dropFile(page, voiceCard(page), shortVoice(files, voiceSec));
  await expect(makeButton(page)).toBeEnabled();
}

const chooseWay = (page: Page, name: string): Promise<void> =>
  page.getByTestId('expression-card').getByRole('radio', { name, exact: true }).check({ force: true });

const tile = (page: Page, number: number) => page.getByTestId(`tile-${number}`);

async function compare(page: Page, ...names: string[]): Promise<void> {
  await showOnStage(page, 'Side by side');
  for (const name of names)
    await page
      .getByRole('group', { name: 'Ways of speaking' })
      .getByRole('checkbox', { name, exact: true })
      .check({ force: true });
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  // Every voice is made and measured.
  await expect(page.getByTestId('compare-board').getByRole('meter')).toHaveCount(names.length);
}

test('a chosen way of speaking is measured, is a step, and is in the report of the video', async ({
  studio,
}) => {
  const { app, page, home, out } = studio;
  await bringMaterials(studio, 2);
  await showPanel(page, 'Expression');
  await chooseWay(page, 'Birthday');
  const outcome = page.getByTestId('outcome-card');
  await expect(outcome.getByRole('meter', { name: 'Confidence' })).toHaveAttribute(
    'aria-valuetext',
    /^0\.\d\d of 1|^1\.00 of 1/,
  );
  await page.getByRole('slider', { name: 'Amount' }).fill('0.5');
  await expect(page.getByRole('slider', { name: 'Pitch', exact: true })).toHaveAttribute(
    'aria-valuetext',
    '+1.0 st',
  );
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('slider', { name: 'Pitch', exact: true })).toHaveAttribute(
    'aria-valuetext',
    '+2.0 st',
  );

  const target = path.join(out, 'birthday.mp4');
  await saveTo(app, target);
  await makeButton(page).click();
  await expect.poll(() => existsSync(target), { timeout: 240_000 }).toBe(true);
  const report = () =>
    (
      JSON.parse(readFileSync(path.join(home, 'jobs.json'), 'utf8')) as {
        jobs: { report: { request: { prosody: unknown }; confidence: number } | null }[];
      }
    ).jobs[0]?.report;
  await expect.poll(() => report()?.request.prosody).toMatchObject({ preset: { id: 'birthday', amount: 1 } });
  expect(report()?.confidence).toBeGreaterThan(0.7);
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await expect(page.getByTestId('report').getByText('Voice preset').locator('..')).toContainText('Birthday');
  await page.keyboard.press('Escape');
});

test('four voices speak on one face; keys switch them, and one of them is used', async ({ studio }) => {
  const { page } = studio;
  await bringMaterials(studio, 5);
  await compare(page, 'As recorded', 'Celebration', 'Wedding', 'Calm');
  await expect(page.getByText(/^Matched at/)).toContainText('LUFS');
  for (const number of [1, 2, 3, 4])
    await expect(tile(page, number).locator('canvas')).toHaveAttribute('data-frame', '0');

  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('3');
  await expect(tile(page, 3)).toHaveAttribute('data-heard', 'true');
  await expect(tile(page, 1)).not.toHaveAttribute('data-heard');
  await page.keyboard.press('Shift+Digit2');
  await expect(tile(page, 2)).toHaveAttribute('data-heard', 'true');
  await page.keyboard.press('x');
  await expect(tile(page, 1)).toHaveAttribute('data-heard', 'true');
  await expect(tile(page, 3)).not.toHaveAttribute('data-heard');

  const seen = await watchTiles(page);
  console.log(
    `tiles: ${seen.refreshes} refreshes of the screen, ${seen.exact} of ${seen.looks} looks on the frame of their moment, ` +
      `at most ${seen.mostApart} frames behind the sound, ${seen.mostBetween} frames between tiles`,
  );
  expect(seen.looks).toBeGreaterThan(0);
  // A picture may come late on a busy machine; it never comes before its sound.
  expect(seen.ahead).toBe(0);

  await page.keyboard.press('Space');
  await tile(page, 2).getByRole('button', { name: 'Use Celebration' }).click();
  await expect(tile(page, 2)).toContainText('In use');
  await showPanel(page, 'Expression');
  const radio = page.getByTestId('expression-card').getByRole('radio', { name: 'Celebration', exact: true });
  await expect(radio).toBeChecked();
  await page.keyboard.press('Control+z');
  await expect(radio).not.toBeChecked();
});

interface Watched {
  readonly refreshes: number;
  /** One per tile and refresh. */
  readonly looks: number;
  /** Looks at which a tile showed the very frame that was due. */
  readonly exact: number;
  readonly ahead: number;
  readonly mostApart: number;
  /** Largest difference between how far tiles were behind. */
  readonly mostBetween: number;
}

/** Looks at all tiles at every refresh of the screen for a while. */
const watchTiles = (page: Page): Promise<Watched> =>
  page.evaluate(
    () =>
      new Promise<Watched>((resolve) => {
        const watched = { refreshes: 0, looks: 0, exact: 0, ahead: 0, mostApart: 0, mostBetween: 0 };
        const endMs = performance.now() + 4000;
        const lastDue = new Map<HTMLCanvasElement, number>();
        // After a repeat the pictures of the end are still there until the first one of the beginning comes.
        const fromTheEnd = new Set<HTMLCanvasElement>();
        const look = (): void => {
          const behind: number[] = [];
          for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.tile-canvas')) {
            if (canvas.dataset['frame'] === undefined) continue;
            const due = Number(canvas.dataset['due']);
            const frames = due - Number(canvas.dataset['frame']);
            if (due < (lastDue.get(canvas) ?? 0)) fromTheEnd.add(canvas);
            if (frames >= 0) fromTheEnd.delete(canvas);
            lastDue.set(canvas, due);
            if (frames < 0 && !fromTheEnd.has(canvas)) watched.ahead += 1;
            behind.push(frames);
          }
          watched.refreshes += 1;
          watched.looks += behind.length;
          watched.exact += behind.filter((frames) => frames === 0).length;
          watched.mostApart = Math.max(watched.mostApart, ...behind);
          watched.mostBetween = Math.max(watched.mostBetween, Math.max(...behind) - Math.min(...behind));
          if (performance.now() < endMs) requestAnimationFrame(look);
          else resolve(watched);
        };
        requestAnimationFrame(look);
      }),
  );

test('switching leaves no gap: one voice fades into the other at one sample, equally loud', async ({
  studio,
}) => {
  const { page } = studio;
  await bringMaterials(studio, 5);
  await mixOffline(page, 3, [{ atSec: 1.5, code: 'Digit2' }]);
  await compare(page, 'As recorded', 'Celebration');
  await page.getByTestId('compare-board').getByRole('button', { name: 'Play' }).click();
  const mix = await mixedSound(page);
  const found = findSwitch(mix);
  console.log(
    `switch: fade of ${found.fadeSamples} samples (${((1000 * found.fadeSamples) / mix.sampleRateHz).toFixed(1)} ms), ` +
      `gap ${found.gapSamples} samples, before it off by at most ${found.errorBefore.toExponential(1)}, ` +
      `after it by ${found.errorAfter.toExponential(1)}; gains ${found.gains.map((gain) => gain.toFixed(4)).join(' and ')}`,
  );
  expect(found.gapSamples).toBe(0);
  expect(found.errorBefore).toBeLessThan(1e-4);
  expect(found.errorAfter).toBeLessThan(1e-4);
  // The quietest stays as it is, the other one comes down to it.
  expect(Math.max(...found.gains)).toBeCloseTo(1, 4);
});

/** Where the order of the key is carried out: 20 ms after it, and 12 ms of cross-fade. */
const [AHEAD_SEC, FADE_SEC, KEY_SEC] = [0.02, 0.012, 1.5];

/** Finds both voices in a mix: the first until the switch, the second after the fade, wherever it begins. */
function findSwitch({ sampleRateHz, out, voices }: MixedSound) {
  const [first, second] = voices;
  const begun = Math.round(AHEAD_SEC * sampleRateHz);
  // Orders are taken up at the end of a block of samples.
  const block = 128;
  const about = Math.round((KEY_SEC + AHEAD_SEC) * sampleRateHz);
  const from = about - 2 * block;
  const until = about + Math.round(FADE_SEC * sampleRateHz) + 2 * block;
  const gainOf = (voice: readonly number[], shift: number, start: number, end: number): number => {
    let [both, own] = [0, 0];
    for (let i = start; i < end; i++) {
      both += out[i] * (voice[i + shift] ?? 0);
      own += (voice[i + shift] ?? 0) ** 2;
    }
    return own > 0 ? both / own : 0;
  };
  const errorOf = (
    voice: readonly number[],
    shift: number,
    gain: number,
    start: number,
    end: number,
  ): number => {
    let most = 0;
    for (let i = start; i < end; i++)
      most = Math.max(most, Math.abs(out[i] - gain * (voice[i + shift] ?? 0)));
    return most;
  };
  const gainBefore = gainOf(first, -begun, begun, from);
  const errorBefore = errorOf(first, -begun, gainBefore, begun, from);

  // The second voice goes on at the same word: within a second of where the first one was.
  let best = { shift: 0, error: Infinity, gain: 0 };
  const [start, end] = [until, until + Math.round(0.05 * sampleRateHz)];
  for (let shift = -Math.round(0.6 * sampleRateHz); shift < Math.round(0.6 * sampleRateHz); shift++) {
    const gain = gainOf(second, shift, start, end);
    const error = errorOf(second, shift, gain, start, end);
    if (error < best.error) best = { shift, error, gain };
  }
  const last = Math.min(out.length, second.length - best.shift) - block;
  const errorAfter = errorOf(second, best.shift, best.gain, until, last);

  // Where the first one alone stops explaining the sound, and where the second one alone begins to.
  const alone = (voice: readonly number[], shift: number, gain: number) => (i: number) =>
    Math.abs(out[i] - gain * (voice[i + shift] ?? 0)) < 1e-4;
  const isFirst = alone(first, -begun, gainBefore);
  const isSecond = alone(second, best.shift, best.gain);
  let fadeFrom = from;
  while (isFirst(fadeFrom)) fadeFrom++;
  let fadeTo = until;
  while (isSecond(fadeTo - 1)) fadeTo--;
  // Samples at which neither of them is heard although one of them sounds.
  let gapSamples = 0;
  for (let i = fadeFrom; i < fadeTo; i++)
    if (out[i] === 0 && (first[i - begun] !== 0 || second[i + best.shift] !== 0)) gapSamples++;
  return {
    fadeSamples: fadeTo - fadeFrom,
    gapSamples,
    errorBefore,
    errorAfter,
    gains: [gainBefore, best.gain],
  };
}

test('blind, the names are shown when one is chosen', async ({ studio }) => {
  const { page } = studio;
  await bringMaterials(studio, 2);
  await compare(page, 'As recorded', 'Celebration', 'Calm');
  const board = page.getByTestId('compare-board');
  await page.getByRole('button', { name: 'Blind' }).click();
  await expect(board.getByRole('heading', { level: 3 })).toHaveText(['Voice A', 'Voice B', 'Voice C']);
  await expect(board.getByRole('meter')).toHaveCount(0);
  await board.getByRole('button', { name: 'I like Voice B best' }).click();
  await expect(board.getByRole('meter')).toHaveCount(3);
  await expect(tile(page, 2)).toContainText('Your choice');
  expect((await board.getByRole('heading', { level: 3 }).allTextContents()).toSorted()).toEqual([
    'As recorded',
    'Calm',
    'Celebration',
  ]);
});

test('a comparison is written to a folder, and a cancelled one leaves nothing', async ({ studio }) => {
  const { app, page, out } = studio;
  await bringMaterials(studio, 1.2);
  await compare(page, 'As recorded', 'Celebration');
  await openFrom(app, out);
  await page.getByRole('button', { name: 'Save videos…' }).click();
  const progress = page.getByRole('progressbar', { name: 'Writing the comparison' });
  await expect(progress).toBeVisible();
  await page.getByTestId('compare-board').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled: nothing was written.')).toBeVisible();
  expect(readdirSync(out)).toEqual([]);

  await page.getByRole('button', { name: 'Save videos…' }).click();
  await expect(page.getByText(/^Saved in .*Side by side$/)).toBeVisible({ timeout: 240_000 });
  expect(readdirSync(path.join(out, 'Side by side')).toSorted()).toEqual([
    'report.json',
    'side-by-side.mp4',
    'voice-1.mp4',
    'voice-2.mp4',
  ]);
});

test('a preset of one’s own is kept, found after a new start, renamed and deleted', async ({ studio }) => {
  const { page, home } = studio;
  await bringMaterials(studio, 1.2);
  await showPanel(page, 'Expression');
  await chooseWay(page, 'Calm');
  await page.getByRole('button', { name: 'Save as your own…' }).click();
  await page.getByLabel('Name of the preset').fill('Aunt Mari');
  await page.getByRole('button', { name: 'Save', exact: true }).last().click();
  const card = page.getByTestId('expression-card');
  await expect(card.getByRole('radio', { name: 'Aunt Mari' })).toBeChecked();

  // Ended without a question, as by a crash: what the recovery file has by now is what is found again.
  await expect(page.locator('.project-kept')).toHaveAttribute('data-kept', 'safe');
  await leaveStudio(studio.app);
  const again = await launchStudio(home);
  try {
    const next = again.page.getByTestId('expression-card');
    // The project of before was never saved: it is offered again.
    await again.page.getByRole('button', { name: 'Restore it' }).click();
    await expect(makeButton(again.page)).toBeEnabled();
    await showPanel(again.page, 'Expression');
    await expect(next.getByRole('radio', { name: 'Aunt Mari' })).toBeChecked();
    await next.getByRole('button', { name: 'Rename or delete Aunt Mari' }).click();
    await next.getByRole('button', { name: 'Rename…' }).click();
    await next.getByLabel('New name for Aunt Mari').fill('Aunt Yuki');
    await again.page.keyboard.press('Enter');
    await expect(next.getByRole('radio', { name: 'Aunt Yuki' })).toBeChecked();
    await next.getByRole('button', { name: 'Rename or delete Aunt Yuki' }).click();
    await next.getByRole('button', { name: 'Delete…' }).click();
    await next.getByRole('button', { name: 'Delete Aunt Yuki', exact: true }).click();
    await expect(next.getByRole('radio', { name: 'Aunt Yuki' })).toHaveCount(0);
    // The project goes on sounding as it did.
    await expect(again.page.getByRole('slider', { name: 'Pitch', exact: true })).toHaveAttribute(
      'aria-valuetext',
      '-1.0 st',
    );
  } finally {
    await leaveStudio(again.app);
  }
});
