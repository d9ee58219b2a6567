import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { filesWithSecrets, TEST_KEY } from '../fixtures/didCampaign.ts';
import { SimulatedClock } from '../fixtures/didClock.ts';
import { startDidServer } from '../fixtures/didServer.ts';
import { makeDidMaterials } from '../fixtures/didWorld.ts';
import { makeFile } from '../fixtures/ffmpegTool.ts';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import {
  chooseMenu,
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

test('D-ID is off, asks before every byte, and its key is in no file', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-cloud-'));
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const { voice } = await makeDidMaterials(folder);
  const still = ['-loop', '1', '-framerate', '25', '-i', SAMPLE_PHOTO, '-i', voice, '-shortest'];
  const codecs = ['-vf', 'scale=512:512,format=yuv420p', '-c:v', 'libx264', '-c:a', 'aac', '-ar', '16000'];
  const video = readFileSync(await makeFile(folder, 'talk.mp4', ...still, ...codecs));
  const server = await startDidServer({ clock: new SimulatedClock(5), key: TEST_KEY, video });
  server.workMs = 0;
  process.env['KOTOHOGI_DID_ADDRESS'] = server.address;
  const { app, page } = await launchStudio(home);
  try {
    await dropFile(page, photoCard(page), SAMPLE_PHOTO);
    await dropFile(page, voiceCard(page), voice);
    await expect(makeButton(page)).toBeEnabled();
    await chooseMenu(app, 'show-cloud');
    const dialog = page.getByRole('dialog', { name: 'D-ID, in the cloud' });
    await expect(dialog.getByRole('button')).toHaveCount(1);

    await dialog.getByRole('checkbox', { name: 'Use D-ID' }).check();
    await dialog.getByRole('textbox', { name: 'Key' }).fill(TEST_KEY);
    await dialog.getByRole('button', { name: 'Keep the key' }).click();
    await expect(dialog.getByRole('button', { name: 'Test the key' })).toBeEnabled();
    await dialog.getByRole('button', { name: 'Show what would be sent' }).click();
    const sheet = dialog.getByTestId('consent');
    await expect(sheet).toContainText(server.address);
    await expect(sheet.getByAltText('The very picture that would be sent')).toHaveJSProperty(
      'complete',
      true,
    );
    await expect(sheet.getByRole('button', { name: 'Send to D-ID…' })).toBeDisabled();
    expect(server.requestCount()).toBe(0);

    const out = path.join(folder, 'cloud.mp4');
    await saveTo(app, out);
    await sheet.getByRole('checkbox', { name: /^I agree/ }).check();
    await sheet.getByRole('button', { name: 'Send to D-ID…' }).click();
    await expect(dialog.getByText('The video is here: cloud.mp4.')).toBeVisible();
    expect(existsSync(out)).toBe(true);
    expect(server.talks).toHaveLength(1);
    expect(server.violations).toEqual([]);
    // Deleted there, as the sheet proposes.
    expect(server.talks[0].isDeleted).toBe(true);
    expect([server.images.size, server.audios.size]).toEqual([0, 0]);
    expect(filesWithSecrets(home)).toEqual([]);

    // Beside the one of this computer, and then as the project's own video: neither asks D-ID for anything.
    const asked = server.requestCount();
    await openFrom(app, folder);
    await dialog.getByRole('button', { name: 'Put it beside the one of this computer…' }).click();
    await expect(dialog.getByLabel('This computer and D-ID, side by side')).toBeVisible({ timeout: 240_000 });
    expect(readdirSync(path.join(folder, 'This computer and D-ID')).sort()).toEqual([
      'did.mp4',
      'local.mp4',
      'report.json',
      'side-by-side.mp4',
    ]);
    const composed = path.join(folder, 'composed.mp4');
    await saveTo(app, composed);
    await dialog.getByRole('button', { name: 'Make the video of this project with it…' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByTestId('render-result')).toBeVisible({ timeout: 240_000 });
    expect(existsSync(composed)).toBe(true);
    expect(server.requestCount()).toBe(asked);
    expect(filesWithSecrets(home)).toEqual([]);

    // A public address, for those who have one.
    await chooseMenu(app, 'show-cloud');
    await dialog.getByText('For those who run a public address').click();
    const address = dialog.getByRole('textbox', { name: 'Public address' });
    await address.fill('http://example.com/did');
    await expect(dialog.getByText('D-ID cannot call this.')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Keep', exact: true })).toBeDisabled();
    await address.fill('https://example.com/did');
    await dialog.getByRole('button', { name: 'Keep', exact: true }).click();

    await dialog.getByRole('checkbox', { name: 'Use D-ID' }).uncheck();
    await expect(dialog.getByRole('button')).toHaveCount(1);
    const didSettings = (): unknown =>
      (JSON.parse(readFileSync(path.join(home, 'settings.json'), 'utf8')) as { did: unknown }).did;
    // The file is written after the switch has moved.
    await expect.poll(didSettings).toEqual({
      enabled: false,
      webhook: { address: 'https://example.com/did', listen: '127.0.0.1:8123' },
    });
  } finally {
    delete process.env['KOTOHOGI_DID_ADDRESS'];
    await leaveStudio(app);
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
