import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { seriousFindings } from '../fixtures/accessibility.ts';
import { SAMPLE_VOICE, shortVoice } from '../fixtures/materials.ts';
import {
  expect,
  launchStudio,
  leaveStudio,
  openFrom,
  test as base,
  voiceCard,
  type StudioApp,
} from '../fixtures/studioTest.ts';

/** A microphone of Chromium's that plays a file over and over. */
const FAKE_MICROPHONE = [
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-audio-capture=${SAMPLE_VOICE}`,
];

const test = base.extend<{ microphone: Pick<StudioApp, 'app' | 'page' | 'home'> }>({
  // Playwright reads the pattern to learn what a fixture needs.
  microphone: async ({}, use) => {
    const home = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-e2e-'));
    const studio = await launchStudio(home, undefined, FAKE_MICROPHONE);
    await use({ ...studio, home });
    await leaveStudio(studio.app);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  },
});

type Page = StudioApp['page'];
const recorder = (page: Page) => page.getByRole('dialog', { name: 'Record a voice' });
const openRecorder = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Record…' }).click();
  await expect(recorder(page)).toBeVisible();
};
/** Counts down, records for a moment, and keeps the take. */
async function record(page: Page, sec: number): Promise<void> {
  await recorder(page)
    .getByRole('button', { name: /^Record/ })
    .click();
  await expect(recorder(page).getByRole('status').getByText('Recording', { exact: true })).toBeVisible();
  await expect(recorder(page).locator('.recorder-clock')).toHaveText(`0:0${sec}`);
  await recorder(page).getByRole('button', { name: 'Stop' }).click();
}
const takesOf = (home: string): string[] => readdirSync(path.join(home, 'recordings'));

test('a recorded take is trimmed by keys and becomes the voice, and goes with a step back', async ({
  microphone: { page, home },
}) => {
  await openRecorder(page);
  await expect(recorder(page).getByRole('meter')).toHaveAttribute('aria-valuetext', /Peak .* dBFS/);
  await record(page, 2);
  const take = recorder(page).getByRole('listitem');
  await expect(take).toHaveCount(1);
  await expect(take).toContainText('Take 1');
  expect(await seriousFindings(page)).toEqual([]);

  const [name] = takesOf(home);
  expect(name).toMatch(/^Take \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.wav$/);
  const wav = readFileSync(path.join(home, 'recordings', name));
  expect([wav.readUInt16LE(22), wav.readUInt16LE(34), wav.readUInt32LE(4)]).toEqual([1, 24, wav.length - 8]);
  const samples = wav.readUInt32LE(40) / 3;
  expect(samples / wav.readUInt32LE(24)).toBeGreaterThan(1.9);
  let peak = 0;
  for (let i = 0; i < samples; i++) peak = Math.max(peak, Math.abs(wav.readIntLE(44 + 3 * i, 3)) / 2 ** 23);
  expect(peak).toBeGreaterThan(0.05);

  const start = take.getByRole('slider', { name: 'Beginning' });
  await start.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(start).toHaveAttribute('aria-valuetext', '0:00.11');
  await take.getByRole('button', { name: /^Use these/ }).click();
  await expect(recorder(page)).toBeHidden();
  await expect(voiceCard(page)).toContainText('Take ');
  await expect(voiceCard(page)).toContainText(/of speech|No speech/);

  await page.keyboard.press('Control+z');
  await expect(voiceCard(page).getByRole('button', { name: 'Choose a voice…' })).toBeVisible();
  // The take itself is still there.
  expect(takesOf(home)).toEqual([name]);
});

test('several takes are kept, and one is put behind the voice', async ({ microphone: { page, home } }) => {
  await openRecorder(page);
  await record(page, 1);
  await expect(recorder(page).getByRole('listitem')).toHaveCount(1);
  await record(page, 1);
  await expect(recorder(page).getByRole('listitem')).toHaveCount(2);
  await recorder(page).getByRole('button', { name: 'Use this take' }).click();
  await expect(voiceCard(page)).toContainText('0:00 / 0:0');

  await openRecorder(page);
  await recorder(page)
    .getByRole('button', { name: /^Take 1/ })
    .click();
  // What the project uses is not deleted by accident.
  await expect(recorder(page).getByRole('button', { name: 'Delete take 2' })).toBeDisabled();
  await recorder(page).getByRole('button', { name: 'Add to the end of the voice' }).click();
  await expect(recorder(page)).toBeHidden();
  await expect(voiceCard(page)).toContainText(/0:00 \/ 0:0[2-4]/);
  await openRecorder(page);
  expect(takesOf(home)).toHaveLength(2);
});

test('what was recorded before a crash is found again', async ({ microphone: { app, page, home } }) => {
  await openRecorder(page);
  await recorder(page)
    .getByRole('button', { name: /^Record/ })
    .click();
  await expect(recorder(page).locator('.recorder-clock')).toHaveText('0:02');
  const gone = app.waitForEvent('close');
  app.process().kill('SIGKILL');
  await gone;
  expect(takesOf(home).filter((name) => name.endsWith('.part'))).toHaveLength(1);

  const again = await launchStudio(home, undefined, FAKE_MICROPHONE);
  const question = again.page.getByRole('dialog').first();
  await again.page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await openRecorder(again.page);
  const take = recorder(again.page).getByRole('listitem');
  await expect(take).toContainText('found again');
  expect(takesOf(home)).toEqual([expect.stringMatching(/^Take .*\.wav$/)]);
  const wav = readFileSync(path.join(home, 'recordings', takesOf(home)[0]));
  // A quarter of a second is under way at any time, and a little more on a busy machine.
  expect(wav.readUInt32LE(40) / 3 / wav.readUInt32LE(24)).toBeGreaterThan(1);
  await leaveStudio(again.app);
});

test('only sound may be asked for, and only while the recorder is open', async ({ microphone: { page } }) => {
  const ask = (what: MediaStreamConstraints): Promise<string> =>
    page.evaluate(
      (constraints) =>
        navigator.mediaDevices.getUserMedia(constraints).then(
          (stream) => {
            for (const track of stream.getTracks()) track.stop();
            return 'granted';
          },
          (error: unknown) => (error instanceof DOMException ? error.name : String(error)),
        ),
      what,
    );
  expect(await ask({ audio: true })).toBe('NotAllowedError');
  await openRecorder(page);
  await expect(recorder(page).getByRole('meter')).toBeVisible();
  expect(await ask({ audio: true })).toBe('granted');
  expect(await ask({ video: true })).toBe('NotAllowedError');
  expect(await ask({ audio: true, video: true })).toBe('NotAllowedError');
  await recorder(page).getByRole('button', { name: 'Close the recorder' }).click();
  await expect.poll(() => ask({ audio: true })).toBe('NotAllowedError');
});

test('without a microphone it says what to do, and a file is imported instead', async ({ studio }) => {
  const { app, page, files } = studio;
  const microphones = await page.evaluate(async () => {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter(({ kind }) => kind === 'audioinput').length;
  });
  test.skip(microphones > 0, 'This computer has a microphone.');
  await openRecorder(page);
  const alert = recorder(page).getByRole('alert');
  await expect(alert).toContainText('microphone');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toBeVisible();
  await openFrom(app, shortVoice(files, 1.2));
  await alert.getByRole('button', { name: 'Import a file instead…' }).click();
  await expect(recorder(page)).toBeHidden();
  await expect(voiceCard(page)).toContainText('0:00 / 0:01');
});
