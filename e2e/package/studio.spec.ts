/** The packed studio: one start that goes the whole way, and what the desktop sends to it. */
import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication } from '@playwright/test';
import { INSTALL, startOf } from '../fixtures/appUnderTest.ts';
import {
  chooseMenu,
  definedEnvironment,
  expect,
  leaveStudio,
  makeButton,
  photoCard,
  saveTo,
  test,
  voiceCard,
} from '../fixtures/studioTest.ts';

/** Starts the program a second time, as a double click or a followed address does. @returns when it has gone again */
async function startAgain(home: string, word: string): Promise<void> {
  const { program, args } = startOf();
  await promisify(execFile)(program, [...args, word], {
    cwd: home,
    env: { ...definedEnvironment(), KOTOHOGI_HOME: home },
  });
}

/** The next questions of the system are answered with this button. @returns what was asked is in `asked` */
async function answer(app: ElectronApplication, button: number): Promise<void> {
  await app.evaluate(({ dialog }, response) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    Object.assign(dialog, {
      showMessageBox: (_window: unknown, { detail }: { detail: string }) => {
        asked.push(detail);
        return Promise.resolve({ response, checkboxChecked: false });
      },
    });
  }, button);
}

const asked = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(() => Reflect.get(globalThis, 'asked') as string[]);

test('starts, renders the sample, and opens what the desktop sends it', async ({ studio }) => {
  const { app, page, home, out } = studio;
  const state = page.locator('.project-state');
  const fresh = page.getByRole('heading', { name: 'What are we celebrating?' });
  expect(await app.evaluate(({ app: program }) => program.isPackaged)).toBe(true);
  expect(await app.evaluate(({ app: program }) => program.getAppPath())).toBe(
    path.join(INSTALL, 'resources', 'app.asar'),
  );

  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(photoCard(page)).toContainText('One face found');
  await expect(voiceCard(page)).toContainText('0:00');
  const video = path.join(out, 'sample.mp4');
  await saveTo(app, video);
  await makeButton(page).click();
  await expect(page.getByTestId('render-result')).toBeVisible({ timeout: 240_000 });
  expect(statSync(video).size).toBeGreaterThan(100_000);
  await page.keyboard.press('Escape');

  const project = path.join(out, 'our party.kotohogi');
  await saveTo(app, project);
  await chooseMenu(app, 'save-project');
  await expect(state).toContainText('our party');
  expect(existsSync(project)).toBe(true);

  // The cloud is off, and says nothing.
  await chooseMenu(app, 'show-cloud');
  const cloud = page.getByRole('dialog', { name: 'D-ID, in the cloud' });
  await expect(cloud.getByRole('checkbox', { name: 'Use D-ID' })).not.toBeChecked();
  await page.keyboard.press('Escape');

  // A double click on the file while the studio is open.
  await chooseMenu(app, 'new-project');
  await expect(fresh).toBeVisible();
  await startAgain(home, project);
  await expect(state).toContainText('our party');
  await expect(photoCard(page)).toContainText('One face found');

  // A followed address: asked about, and nothing else than a project is ever asked for.
  await chooseMenu(app, 'new-project');
  await expect(fresh).toBeVisible();
  await answer(app, 0);
  const address = `kotohogi://open?project=${encodeURIComponent(project)}`;
  await startAgain(home, address);
  await expect.poll(() => asked(app)).toEqual([expect.stringContaining(project)]);
  for (const bad of ['kotohogi://run?project=/etc/x.kotohogi', 'kotohogi://open?project=/etc/passwd'])
    await startAgain(home, bad);
  await expect(fresh).toBeVisible();
  expect(await asked(app)).toHaveLength(1);
  await answer(app, 1);
  await startAgain(home, address);
  await expect(state).toContainText('our party');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await leaveStudio(app);
});
