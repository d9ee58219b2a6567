import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createModelLibrary } from '../../electron/engine/models/library.ts';
import { resolveFolders } from '../../electron/engine/folders.ts';
import { SAMPLE_PHOTO, SAMPLE_VOICE, shortVoice } from '../fixtures/materials.ts';
import { openvoiceStandIn } from '../fixtures/openvoiceStandIn.ts';
import {
  dropFile,
  expect,
  launchStudio,
  leaveStudio,
  makeButton,
  openFrom,
  photoCard,
  saveTo,
  test,
  voiceCard,
} from '../fixtures/studioTest.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

/** Installs the networks as a person would, into the folder that the app will find them in. */
async function installNetworks(home: string, folder: string): Promise<void> {
  const library = createModelLibrary({ home, modelsFolder: resolveFolders().models });
  const { encoder, converter } = openvoiceStandIn();
  for (const [id, bytes] of [
    ['openvoice2-encoder', encoder],
    ['openvoice2-converter', converter],
  ] as const) {
    const file = path.join(folder, `${id}.onnx`);
    writeFileSync(file, bytes);
    await library.import(id, file, true, quiet);
  }
}

test('a voice takes the colour of a person who agreed, and of nobody else', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-consent-'));
  const home = path.join(folder, 'home');
  mkdirSync(home);
  await installNetworks(home, folder);
  const { app, page } = await launchStudio(home);
  const card = page.getByTestId('colour-card');
  const people = page.getByRole('dialog', { name: 'People and consent' });
  const hanako = people.getByRole('listitem', { name: 'Consent of Hanako' });
  try {
    await dropFile(page, photoCard(page), SAMPLE_PHOTO);
    // A photo comes into the project when it has been looked at: later than the voice, it would be the last step.
    await expect(photoCard(page)).toContainText('One face found');
    await dropFile(page, voiceCard(page), shortVoice(folder, 1.6));
    await expect(card).toContainText('First note who agreed');

    // Somebody is noted by keyboard; what they agreed to is another step.
    await card.getByRole('button', { name: 'Consent…' }).click();
    await people.getByRole('button', { name: 'Add a person' }).press('Enter');
    await expect(people.getByLabel('Name', { exact: true })).toBeFocused();
    await page.keyboard.type('Hanako');
    await hanako.getByLabel('How', { exact: true }).selectOption('In a message');
    await hanako.getByLabel('Note').fill('Yes, for the birthday of Aya.');
    await openFrom(app, SAMPLE_PHOTO);
    await hanako.getByRole('button', { name: 'Picture…' }).click();
    await expect(hanako.getByRole('img')).toHaveJSProperty('complete', true);
    await page.keyboard.press('Escape');
    await expect(card).toContainText('First note who agreed');
    await card.getByRole('button', { name: 'Consent…' }).click();
    await hanako.getByRole('checkbox', { name: 'A voice is made to sound like theirs' }).check();
    await page.keyboard.press('Escape');

    await card.getByLabel('Sounds like').selectOption('Hanako');
    await openFrom(app, SAMPLE_VOICE);
    await card.getByRole('button', { name: 'Choose a sample…' }).click();
    await card.getByRole('button', { name: 'Change the voice' }).click();
    await expect(card).toContainText('The voice sounds like Hanako.');
    await expect(voiceCard(page)).toContainText('Hanako.wav');

    // One step back is the voice as it was, one forth the colour again.
    await page.locator('body').click({ position: { x: 2, y: 300 } });
    await page.keyboard.press('Control+z');
    await expect(card).toContainText('Words, pace and melody stay.');
    await page.keyboard.press('Control+Shift+z');
    await expect(card).toContainText('The voice sounds like Hanako.');

    // A video of it names her.
    const out = path.join(folder, 'hanako.mp4');
    await saveTo(app, out);
    await expect(makeButton(page)).toBeEnabled();
    await makeButton(page).click();
    await expect(page.getByTestId('render-result')).toBeVisible();
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    await expect(page.getByTestId('report')).toContainText(
      'In the colour of Hanako (Yes, for the birthday of Aya.',
    );
    await page.keyboard.press('Escape');

    // Who takes the consent back takes the video back with it.
    await card.getByRole('button', { name: 'Consent…' }).click();
    await hanako.getByRole('checkbox', { name: 'A voice is made to sound like theirs' }).uncheck();
    await page.keyboard.press('Escape');
    await saveTo(app, path.join(folder, 'refused.mp4'));
    await makeButton(page).click();
    await expect(page.getByTestId('render-failed')).toContainText('There is no note that Hanako agreed');
    await card.getByRole('button', { name: 'Back to the own voice' }).click();
    await expect(card).toContainText('First note who agreed');
  } finally {
    await leaveStudio(app);
    rmSync(folder, { recursive: true, force: true });
  }
});
