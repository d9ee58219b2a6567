/** With D-ID off, a whole session turns to no network: opened, edited, previewed, exported, whatever process does it. */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { shortVoice } from '../fixtures/materials.ts';
import { isDoor, noSystemCalls, watchNetwork, type NetworkCall } from '../fixtures/systemCalls.ts';
import {
  dropFile,
  expect,
  launchStudio,
  leaveStudio,
  makeButton,
  saveTo,
  showPanel,
  test,
  voiceCard,
} from '../fixtures/studioTest.ts';

/** The test tool comes in by two listeners on this computer, each a socket and its place. */
const DOORS = 2;
/** Nobody listens there. */
const NOWHERE = 9;

test('a whole session turns to no network', async () => {
  test.skip(noSystemCalls !== null, noSystemCalls ?? '');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-offline-'));
  const home = path.join(folder, 'home');
  mkdirSync(home);
  let calls: () => NetworkCall[] = () => [];
  const { app, page } = await launchStudio(home, undefined, [], (program) => {
    const watch = watchNetwork(folder, program);
    calls = () => watch.calls();
    return watch.program;
  });
  try {
    const ofTestTool = calls();
    expect(ofTestTool.filter(isDoor)).toHaveLength(DOORS);
    expect(ofTestTool).toHaveLength(2 * DOORS);

    await page
      .getByRole('button', { name: /sample/i })
      .first()
      .click();
    const play = page.getByRole('button', { name: 'Play', exact: true });
    await expect(play).toBeEnabled();
    await play.click();
    const pause = page.getByRole('button', { name: 'Pause', exact: true });
    await expect(pause).toBeVisible();
    await pause.click();
    await showPanel(page, 'Look');
    await page.getByRole('radio', { name: 'Festive', exact: true }).check({ force: true });
    await showPanel(page, 'Photo and voice');
    await dropFile(page, voiceCard(page), shortVoice(folder, 1.2));
    await expect(voiceCard(page)).toContainText('0:00 / 0:01');
    const target = path.join(folder, 'wishes.mp4');
    await saveTo(app, target);
    await expect(makeButton(page)).toBeEnabled();
    await makeButton(page).click();
    await expect(page.getByTestId('render-result')).toBeVisible({ timeout: 240_000 });
    expect(statSync(target).size).toBeGreaterThan(10_000);
    expect(calls()).toEqual(ofTestTool);

    // The watch is not blind: this program, a program that it starts, and Chromium's own network process are all seen.
    const seenFrom = async (before: number): Promise<void> => {
      const reached = (): boolean =>
        calls()
          .slice(before)
          .some(({ call, text }) => call === 'connect' && text.includes(`sin_port=htons(${NOWHERE})`));
      await expect.poll(reached).toBe(true);
    };
    let before = calls().length;
    await app.evaluate((_electron, port) => {
      process
        .getBuiltinModule('node:net')
        .connect(port, '127.0.0.1')
        .on('error', () => undefined);
    }, NOWHERE);
    await seenFrom(before);
    before = calls().length;
    await app.evaluate((_electron, port) => {
      const script = `require('node:net').connect(${port}, '127.0.0.1').on('error', () => 0)`;
      process.getBuiltinModule('node:child_process').spawnSync('node', ['--eval', script]);
    }, NOWHERE);
    await seenFrom(before);
    before = calls().length;
    // Chromium refuses some ports by itself; not this one.
    await app.evaluate(({ net, session }) => {
      const request = net.request({
        url: 'http://127.0.0.1:8099/',
        session: session.fromPartition('watched'),
      });
      request.on('error', () => undefined);
      request.end();
    });
    await expect.poll(() => calls().length).toBeGreaterThan(before);
  } finally {
    await leaveStudio(app);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
