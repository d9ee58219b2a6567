/** The engine has a process of its own: what happens to it does not happen to the program. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { childrenOf, noProcessTable } from '../fixtures/processes.ts';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import {
  dropFile,
  expect,
  launchStudio,
  leaveStudio,
  makeButton,
  photoCard,
  saveTo,
  test,
  voiceCard,
} from '../fixtures/studioTest.ts';
import { frameChecksums } from '../fixtures/videoFile.ts';

const enginePids = (app: ElectronApplication): Promise<number[]> =>
  app.evaluate(({ app: program }) =>
    program
      .getAppMetrics()
      .filter(({ name }) => name?.startsWith('Kotohogi engine'))
      .map(({ pid }) => pid),
  );

/** The engine that codes a video right now. */
async function renderingPid(app: ElectronApplication): Promise<number | undefined> {
  return (await enginePids(app)).find((pid) => childrenOf(pid, 'ffmpeg').length > 0);
}

async function makeVideo(app: ElectronApplication, page: Page, file: string): Promise<void> {
  await saveTo(app, file);
  await makeButton(page).click();
}

test('an engine that crashes in the middle of a render costs one message, and the render goes on', async ({
  studio,
}) => {
  test.skip(noProcessTable !== null, noProcessTable ?? '');
  const { app, page, home, files, out } = studio;
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await dropFile(page, voiceCard(page), shortVoice(files, 4.2));
  await expect(makeButton(page)).toBeEnabled();
  const hit = path.join(out, 'hit.mp4');
  await makeVideo(app, page, hit);

  // The first part lies in the cache, and a later one is being made.
  await expect
    .poll(() => (existsSync(path.join(home, 'cache', 'segments')) ? renderingPid(app) : undefined), {
      intervals: [20],
    })
    .toBeTruthy();
  const pid = await renderingPid(app);
  expect(pid).toBeDefined();
  process.kill(pid ?? 0, 'SIGSEGV');

  const failed = page.getByTestId('render-failed');
  await expect(failed).toContainText('stopped unexpectedly');
  expect(existsSync(hit)).toBe(false);
  await expect(page.getByRole('alert')).toHaveCount(1);

  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByTestId('render-result')).toBeVisible({ timeout: 240_000 });
  expect(await enginePids(app)).not.toContain(pid);
  // Other engines never stopped: photos and voices are looked at as before.
  await page.keyboard.press('Escape');

  rmSync(path.join(home, 'cache', 'segments'), { recursive: true });
  const whole = path.join(out, 'whole.mp4');
  await makeVideo(app, page, whole);
  await expect(page.getByTestId('render-result')).toContainText('whole.mp4', { timeout: 240_000 });
  expect(await frameChecksums(hit)).toEqual(await frameChecksums(whole));
});

test('threads by wish; after a crash the next start takes processes, once', async ({ studio }) => {
  await leaveStudio(studio.app);
  const { home } = studio;
  writeFileSync(
    path.join(home, 'settings.json'),
    JSON.stringify({ theme: 'light', language: 'en', engine: 'threads' }),
  );
  const engines = async (end: 'goodbye' | 'crash'): Promise<number> => {
    const { app, page } = await launchStudio(home);
    await dropFile(page, photoCard(page), SAMPLE_PHOTO);
    await expect(photoCard(page)).toContainText('One face found');
    const { length } = await enginePids(app);
    if (end === 'goodbye') await leaveStudio(app);
    else {
      const gone = app.waitForEvent('close');
      app.process().kill('SIGSEGV');
      await gone;
    }
    return length;
  };
  expect(await engines('crash')).toBe(0);
  expect(await engines('goodbye')).toBeGreaterThan(0);
  expect(await engines('goodbye')).toBe(0);
});
