/** Voices that a person has installed read the text of the window. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { findInstallFolder } from '../../electron/engine/folders.ts';
import { createModelLibrary } from '../../electron/engine/models/library.ts';
import {
  piperSettings,
  piperStandIn,
} from '../../electron/engine/stages/voice/sources/neural/testNetworks.ts';
import { expect, showPanel, test } from '../fixtures/studioTest.ts';

/** A voice that says letters as tones, without any other program. */
async function installTone(home: string, files: string): Promise<void> {
  const voice = path.join(files, 'fa_IR-tone-medium.onnx');
  writeFileSync(voice, await piperStandIn());
  const settings = { phoneme_type: 'text', espeak: undefined, language: { code: 'fa_IR' } };
  writeFileSync(`${voice}.json`, piperSettings(' .،!؟ابتدرسلمنوکی', settings));
  writeFileSync(path.join(files, 'MODEL_CARD'), '* License: CC BY 4.0\n');
  const modelsFolder = path.join(findInstallFolder(), 'models');
  const library = createModelLibrary({ home, modelsFolder });
  const run = { signal: new AbortController().signal, onProgress: () => undefined };
  await library.import('piper-own', voice, true, run);
}

test('an installed voice is offered with its licence, and reads', async ({ studio }) => {
  const { page, home, files } = studio;
  const card = page.getByTestId('spoken-card');
  await showPanel(page, 'Words');
  await expect(card.getByLabel('Language')).toBeVisible();
  await card.getByLabel('Language').selectOption('fa');
  await expect(card).toContainText('install Kokoro or Piper voices in Models');

  await installTone(home, files);
  await card.getByRole('button', { name: 'Open Models…' }).click();
  const models = page.getByRole('dialog', { name: 'Models' });
  const voice = models.getByTestId('model-piper-fa-ir-tone-medium');
  await expect(voice).toContainText('CC BY 4.0');
  await expect(voice).toContainText('Installed');
  await expect(models.getByTestId('model-kokoro-jf-alpha')).toContainText('Not installed');
  await page.keyboard.press('Escape');

  // What was installed meanwhile is there.
  const voices = card.getByLabel('Voice', { exact: true });
  await expect(voices.locator('optgroup').first()).toHaveAttribute('label', 'Piper');
  await expect(card).toContainText('Licence: CC BY 4.0');
  await expect(card).toContainText('Show with the video: fa_IR-tone-medium, Piper voices, CC BY 4.0');

  await card.getByLabel('What should be said').fill('سلام، دنیا!');
  await card.getByRole('button', { name: /^Read/ }).click();
  await expect(
    page.getByTestId('captions-card').getByLabel('Words of caption 1', { exact: true }),
  ).toHaveValue('سلام، دنیا!');
  await expect(card).toContainText('One sentence was read.');
  await expect(voices).toHaveValue('piper:fa-ir-tone-medium');

  await card.getByLabel('What should be said').fill('سلام خ');
  await card.getByRole('button', { name: /^Read/ }).click();
  await expect(card.getByRole('alert')).toContainText('cannot say the sound خ');
});
