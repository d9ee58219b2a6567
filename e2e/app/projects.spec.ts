import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import { linkedDocument, writeProjectFile } from '../fixtures/projectFile.ts';
import {
  chooseMenu,
  dropFile,
  expect,
  launchStudio,
  openFrom,
  photoCard,
  saveTo,
  showPanel,
  test,
  voiceCard,
} from '../fixtures/studioTest.ts';

/** The project as the main process has it; tokens and addresses are of one sitting only. */
const documentOf = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    interface Situation {
      readonly ok: boolean;
      readonly value: { readonly current: { readonly document: unknown } | null };
    }
    const bridge = Reflect.get(window, 'kotohogi') as { describeProject(nothing: null): Promise<Situation> };
    const { value } = await bridge.describeProject(null);
    const text = JSON.stringify(value.current?.document ?? null, (key, inner: unknown) =>
      key === 'token' || key === 'url' ? undefined : inner,
    );
    return JSON.parse(text) as unknown;
  });

const question = (page: Page) => page.getByRole('alertdialog');
const projectState = (page: Page) => page.locator('.project-state');

/** Makes an edit that can be seen in the document. */
async function chooseShape(page: Page, name: RegExp): Promise<void> {
  await showPanel(page, 'Look');
  await page.getByRole('radio', { name }).check({ force: true });
}

const killed = async (app: ElectronApplication): Promise<void> => {
  const gone = app.waitForEvent('close');
  app.process().kill('SIGKILL');
  await gone;
};

const kept = (home: string): string => path.join(home, 'recovery', 'project.json');
/** Waits until an edit is safe on the disk. */
const waitUntilKept = (home: string, sign: string): Promise<void> =>
  expect
    .poll(() => (existsSync(kept(home)) ? readFileSync(kept(home), 'utf8').includes(sign) : false))
    .toBe(true);

/** What lies in a folder, but for the file that says who has a project open. */
const projectsIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => !/^\..+\.lock$/.test(name));

test('a project of the sample is saved, moves to another folder, and comes back as it was', async ({
  studio,
}) => {
  const { app, page, home, out } = studio;
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(photoCard(page)).toContainText('One face found');
  await expect(voiceCard(page)).toContainText('0:00');
  await chooseShape(page, /Story/);
  await expect(projectState(page)).toContainText('Edited');
  await expect.poll(() => page.title()).toContain('•');

  await saveTo(app, path.join(out, 'party'));
  await chooseMenu(app, 'save-project');
  await expect(projectState(page)).toContainText('Saved');
  await expect.poll(() => page.title()).toBe('party – Kotohogi Studio');
  expect(projectsIn(out)).toEqual(['party.kotohogi']);
  expect(existsSync(kept(home))).toBe(false);
  const saved = await documentOf(page);
  expect(saved).toMatchObject({ shape: '9:16', photo: { name: 'photo.jpg' }, voice: { name: 'voice.wav' } });
  await app.close();

  const elsewhere = path.join(out, 'elsewhere');
  mkdirSync(elsewhere);
  const moved = path.join(elsewhere, 'our party.kotohogi');
  renameSync(path.join(out, 'party.kotohogi'), moved);
  const second = await launchStudio(home, undefined, [moved]);
  await expect(projectState(second.page)).toContainText('our party');
  await expect(photoCard(second.page)).toContainText('photo.jpg');
  await expect(photoCard(second.page)).toContainText('One face found');
  expect(await documentOf(second.page)).toEqual(saved);
  // The steps before are not in the file.
  await second.page.keyboard.press('ControlOrMeta+z');
  expect(await documentOf(second.page)).toEqual(saved);
  await expect(projectState(second.page)).toContainText('Saved');

  // It is in the list of recent projects, where its first place is known to be empty.
  await chooseMenu(second.app, 'new-project');
  await expect(second.page.getByRole('button', { name: /^our party/ })).toBeEnabled();
  await expect(second.page.getByRole('button', { name: /^party.*no longer there/ })).toBeDisabled();
  await second.page.getByRole('button', { name: /^our party/ }).click();
  await expect(projectState(second.page)).toContainText('our party');
  await second.app.close();
});

test('what a crash interrupts is offered at the next start, and restored with every edit', async ({
  studio,
}) => {
  const { app, page, home, files } = studio;
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');
  await dropFile(page, voiceCard(page), shortVoice(files, 1.2));
  await expect(voiceCard(page)).toContainText('0:00 / 0:01');
  await chooseShape(page, /^Wide 16/);
  await waitUntilKept(home, '"widthPx": 1920');
  const before = await documentOf(page);
  await killed(app);

  const second = await launchStudio(home);
  await expect(question(second.page)).toContainText('ended unexpectedly');
  await expect(question(second.page)).toContainText('Untitled');
  // It is not to be passed over.
  await second.page.keyboard.press('Escape');
  await second.page.getByRole('button', { name: 'Restore it' }).click();
  await expect(photoCard(second.page)).toContainText('One face found');
  await expect(voiceCard(second.page)).toContainText('0:00 / 0:01');
  expect(await documentOf(second.page)).toEqual(before);
  await expect(projectState(second.page)).toContainText('Edited');

  // Another crash finds it again.
  await killed(second.app);
  const third = await launchStudio(home);
  await question(third.page).getByRole('button', { name: 'Discard it' }).click();
  await expect(third.page.getByRole('heading', { name: 'What are we celebrating?' })).toBeVisible();
  expect(existsSync(kept(home))).toBe(false);
  await third.app.close();

  const fourth = await launchStudio(home);
  await expect(fourth.page.getByRole('heading', { name: 'What are we celebrating?' })).toBeVisible();
  await expect(question(fourth.page)).toBeHidden();
  await fourth.app.close();
});

test('leaving with unsaved changes asks, and does what was answered', async ({ studio }) => {
  const { app, page, home, out } = studio;
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');

  // By the menu: cancelled, nothing changes.
  await chooseMenu(app, 'new-project');
  await expect(question(page)).toContainText('Save the changes to “Untitled”?');
  await expect(question(page).getByRole('button', { name: 'Save', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(photoCard(page)).toContainText('One face found');

  // By the close button: cancelled, the window stays.
  const close = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await close();
  await question(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(photoCard(page)).toContainText('One face found');

  // Saved, and closed.
  await saveTo(app, path.join(out, 'kept.kotohogi'));
  await close();
  const gone = app.waitForEvent('close');
  await question(page).getByRole('button', { name: 'Save', exact: true }).click();
  await gone;
  expect(projectsIn(out)).toEqual(['kept.kotohogi']);
  expect(existsSync(kept(home))).toBe(false);

  // Not saved, and closed: the next start offers nothing.
  const second = await launchStudio(home, undefined, [path.join(out, 'kept.kotohogi')]);
  await expect(photoCard(second.page)).toContainText('One face found');
  await chooseShape(second.page, /^Wide 16/);
  await expect(projectState(second.page)).toContainText('Edited');
  const secondGone = second.app.waitForEvent('close');
  await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await question(second.page).getByRole('button', { name: 'Don’t save' }).click();
  await secondGone;
  expect(existsSync(kept(home))).toBe(false);
});

test('files that a project only points at are asked for when they are missing', async ({ studio }) => {
  const { app, page, files, out } = studio;
  const photo = path.join(files, 'grandma.jpg');
  copyFileSync(SAMPLE_PHOTO, photo);
  const voice = shortVoice(files, 1.2);
  const project = await writeProjectFile(path.join(out, 'linked.kotohogi'), linkedDocument(photo, voice));
  const album = path.join(out, 'album');
  mkdirSync(album);
  renameSync(photo, path.join(album, 'grandma.jpg'));
  renameSync(voice, path.join(album, path.basename(voice)));

  await dropFile(page, page.getByRole('main'), project);
  await expect(question(page)).toContainText('2 files are missing');
  await expect(question(page)).toContainText('grandma.jpg');

  await openFrom(app, SAMPLE_PHOTO.replace('photo.jpg', 'voice.wav'));
  await question(page).getByRole('button', { name: 'Find grandma.jpg' }).click();
  await expect(question(page).getByRole('alert')).toContainText(
    'is not the file that the project was made with',
  );

  // One is shown; the other is found beside it.
  await openFrom(app, path.join(album, 'grandma.jpg'));
  await question(page).getByRole('button', { name: 'Find grandma.jpg' }).click();
  await expect(photoCard(page)).toContainText('grandma.jpg');
  await expect(voiceCard(page)).toContainText('0:00 / 0:01');
  await expect(projectState(page)).toContainText('Edited');
  await chooseMenu(app, 'save-project');
  await expect(projectState(page)).toContainText('Saved');

  // Without what is missing now, the rest is there.
  renameSync(path.join(album, 'grandma.jpg'), path.join(out, 'hidden.jpg'));
  await chooseMenu(app, 'new-project');
  await openFrom(app, project);
  await chooseMenu(app, 'open-project');
  await expect(question(page)).toContainText('A file is missing');
  await question(page).getByRole('button', { name: 'Go on without' }).click();
  await expect(voiceCard(page)).toContainText('0:00 / 0:01');
  await expect(photoCard(page)).toContainText('Drop a photo here');
});

test('a damaged or newer project is refused by name, and what was open stays', async ({ studio }) => {
  const { app, page, files } = studio;
  await page.getByRole('button', { name: /^Birthday/ }).click();
  await page.getByLabel('Who is it for?').fill('Aya');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(projectState(page)).toContainText('Birthday – Aya');
  await expect.poll(async () => JSON.stringify(await documentOf(page))).toContain('Happy birthday, Aya!');
  const before = await documentOf(page);

  const broken = path.join(files, 'broken.kotohogi');
  writeFileSync(broken, 'PK\u0003\u0004 and then nothing');
  await openFrom(app, broken);
  await chooseMenu(app, 'open-project');
  await expect(page.getByRole('status').filter({ hasText: 'broken.kotohogi' })).toContainText(
    '"broken.kotohogi" is not a project of Kotohogi Studio',
  );
  expect(await documentOf(page)).toEqual(before);

  const newer = await writeProjectFile(path.join(files, 'newer.kotohogi'), {
    ...linkedDocument(SAMPLE_PHOTO, SAMPLE_PHOTO),
    schemaVersion: 99,
  });
  await openFrom(app, newer);
  await chooseMenu(app, 'open-project');
  await expect(page.getByRole('status').filter({ hasText: 'newer.kotohogi' })).toContainText(
    'was saved by a newer version of Kotohogi Studio',
  );
  expect(await documentOf(page)).toEqual(before);
});

test('a project file may name a model that is not installed here', async ({ studio }) => {
  const { app, page, files, out } = studio;
  const document = linkedDocument(SAMPLE_PHOTO, shortVoice(files, 1.2));
  const engines = document['engines'] as object;
  const project = await writeProjectFile(path.join(out, 'drawn.kotohogi'), {
    ...document,
    engines: { ...engines, lipsync: 'wav2lip', lipsyncModel: 'wav2lip-gan' },
  });
  await openFrom(app, project);
  await chooseMenu(app, 'open-project');
  await expect(photoCard(page)).toContainText('One face found');
  await showPanel(page, 'Look');
  await page.getByText('Mouth and movement').click();
  await expect(page.getByText('No model that draws mouths is installed yet.')).toBeVisible();
});
