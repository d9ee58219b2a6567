/** New versions, from nothing at all to the file that takes this one's place; as an AppImage finds itself started. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chooseMenu, expect, launchStudio, leaveStudio, test } from '../fixtures/studioTest.ts';
import { startUpdateServer } from '../fixtures/updateServer.ts';

test('updates are off, then looked for, checked, loaded and installed when asked', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-updates-'));
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const appImage = path.join(folder, 'Kotohogi.AppImage');
  writeFileSync(appImage, '#!/bin/sh\n');
  const trace = path.join(folder, 'installed');
  // The updater starts the new file once, which ends at once.
  const update = Buffer.from(
    `#!/bin/sh\necho "$APPIMAGE_EXIT_AFTER_INSTALL" > '${trace}'\n${'#'.repeat(100_000)}`,
  );
  const server = await startUpdateServer(update);
  process.env['APPIMAGE'] = appImage;
  try {
    const { app, page } = await launchStudio(home);
    await chooseMenu(app, 'show-settings');
    const part = page.getByRole('region', { name: 'Updates' });
    await expect(part.getByRole('status')).toContainText('Off: no update address is set');
    await expect(part.getByRole('button', { name: 'Check now' })).toHaveCount(0);
    await expect(part.getByRole('checkbox')).toBeDisabled();

    const field = part.getByLabel('Update address');
    const keep = part.getByRole('button', { name: 'Save address' });
    await field.fill('http://updates.example.org/');
    await expect(part).toContainText('An address that begins with https:// is needed.');
    await expect(keep).toBeDisabled();
    await field.fill(server.address);
    await keep.click();
    await expect(part.getByRole('status')).toContainText('Not checked yet.');
    expect(server.asked).toEqual([]);

    await part.getByRole('button', { name: 'Check now' }).click();
    await expect(part.getByRole('status')).toContainText('Version 9.9.9 is available.');
    expect(server.asked).toEqual(['/studio/latest-linux.yml']);

    server.forge = true;
    await part.getByRole('button', { name: 'Download' }).click();
    await expect(part.getByRole('status')).toContainText('is not what its maker has announced');
    expect(readFileSync(appImage, 'utf8')).toBe('#!/bin/sh\n');

    server.forge = false;
    await part.getByRole('button', { name: 'Check now' }).click();
    await part.getByRole('button', { name: 'Download' }).click();
    await expect(part.getByRole('status')).toContainText('Version 9.9.9 is downloaded and checked.');
    expect(readFileSync(appImage, 'utf8')).toBe('#!/bin/sh\n');
    const closed = app.waitForEvent('close');
    await part.getByRole('button', { name: 'Quit and install' }).click();
    await closed;
    expect(readFileSync(appImage)).toEqual(update);
    expect(readFileSync(trace, 'utf8')).toBe('true\n');

    // At the next start the address is still there, and asked by itself only once that is wished.
    const before = server.asked.length;
    const second = await launchStudio(home);
    await chooseMenu(second.app, 'show-settings');
    await expect(second.page.getByRole('region', { name: 'Updates' }).getByRole('status')).toContainText(
      'Not checked yet.',
    );
    expect(server.asked).toHaveLength(before);
    await second.page.getByRole('checkbox', { name: 'Check whenever the studio starts' }).check();
    await second.page.keyboard.press('Escape');
    await leaveStudio(second.app);
    const third = await launchStudio(home);
    await expect.poll(() => server.asked.length).toBe(before + 1);
    await leaveStudio(third.app);
    expect(existsSync(path.join(home, 'updates'))).toBe(true);
  } finally {
    delete process.env['APPIMAGE'];
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
