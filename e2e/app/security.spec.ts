import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import { dropFile, expect, photoCard, test } from '../fixtures/studioTest.ts';

test('the page has no Node, and one frozen bridge of functions', async ({ studio }) => {
  const { app, page } = studio;
  const found = await page.evaluate(() => {
    const bridge = Reflect.get(window, 'kotohogi') as Record<string, unknown>;
    return {
      node: ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in window),
      frozen: Object.isFrozen(bridge),
      others: Object.values(bridge).filter((value) => typeof value !== 'function').length,
    };
  });
  expect(found).toEqual({ node: [], frozen: true, others: 0 });
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return (
      contents &&
      Reflect.apply(
        Reflect.get(contents, 'getLastWebPreferences') as () => Record<string, unknown>,
        contents,
        [],
      )
    );
  });
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
  });
});

test('the policy stops inline scripts, eval, frames and the network', async ({ studio }) => {
  const { page } = studio;
  const outcome = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.body.append(script);
    const evaluated = await new Promise<boolean>((resolve) => {
      document.addEventListener('securitypolicyviolation', () => resolve(false), { once: true });
      const other = document.createElement('script');
      other.src = 'data:text/javascript,window.dataRan=true';
      document.body.append(other);
    });
    const fetched = await fetch('https://example.com/').then(
      () => true,
      () => false,
    );
    return { inline: 'inlineRan' in window, data: 'dataRan' in window, evaluated, fetched };
  });
  expect(outcome).toEqual({ inline: false, data: false, evaluated: false, fetched: false });
  const header = await page.evaluate(async () =>
    (await fetch('/index.html')).headers.get('content-security-policy'),
  );
  expect(header).toContain("default-src 'none'");
  expect(header).not.toContain('unsafe');
});

test('the page stays where it is: no navigation and no windows', async ({ studio }) => {
  const { app, page } = studio;
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
  // From here on the page is asked through the main process: Playwright waits for navigations that never come.
  const inPage = (script: string): Promise<unknown> =>
    app.evaluate(
      ({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code),
      script,
    );
  for (const target of [
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,x',
    'media://granted/x',
  ]) {
    await inPage(`location.href = ${JSON.stringify(target)}; 0`);
    await inPage(
      `(() => { const link = document.createElement('a'); link.href = ${JSON.stringify(target)}; document.body.append(link); link.click(); link.remove(); })()`,
    );
  }
  expect(await inPage('document.querySelector("main") !== null && location.href')).toBe(
    'app://studio/index.html',
  );
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the player may fill the screen', async ({ studio: { page } }) => {
  await page.getByRole('heading', { level: 1 }).click();
  const filled = await page.evaluate(() =>
    Promise.race([
      document.documentElement.requestFullscreen().then(() => 'filled'),
      // A refused request is never answered.
      new Promise<string>((resolve) => setTimeout(() => resolve('refused'), 10_000)),
    ]),
  );
  expect(filled).toBe('filled');
});

test('other permissions are denied', async ({ studio }) => {
  const states = await studio.page.evaluate(async () => [
    await Notification.requestPermission(),
    (await navigator.permissions.query({ name: 'geolocation' })).state,
    await new Promise<string>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        ({ code }) => resolve(code === GeolocationPositionError.PERMISSION_DENIED ? 'denied' : String(code)),
      );
    }),
  ]);
  expect(states).toEqual(['denied', 'denied', 'denied']);
});

test('media come by granted token only, in parts where asked', async ({ studio }) => {
  const { page } = studio;
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');
  const granted = await photoCard(page).getByRole('img').getAttribute('src');
  const answers = await page.evaluate(async (url) => {
    const status = async (address: string, headers: Record<string, string> = {}): Promise<string> => {
      const answer = await fetch(address, { headers }).catch(() => null);
      return answer ? `${answer.status} ${answer.headers.get('content-range') ?? ''}`.trim() : 'refused';
    };
    return {
      unknown: await status(`media://granted/${'0'.repeat(32)}`),
      path: await status('media://granted/../../etc/passwd'),
      encoded: await status('media://granted/%2e%2e%2fetc%2fpasswd'),
      host: await status('media://etc/passwd'),
      backslash: await status('media://granted/..%5c..%5cwindows%5cwin.ini'),
      upper: await status(url.toUpperCase().replace('MEDIA://GRANTED', 'media://granted')),
      query: await status(`${url}?path=/etc/passwd`),
      page: await status('app://studio/..%2f..%2fpackage.json'),
      pageBackslash: await status('app://studio/..%5c..%5cpackage.json'),
      pageTwice: await status('app://studio/%252e%252e/%252e%252e/package.json'),
      part: (await status(url, { range: 'bytes=0-9' })).replace(/\d+$/, 'n'),
    };
  }, granted ?? '');
  expect(answers).toEqual({
    unknown: '404',
    path: '404',
    encoded: '404',
    host: '404',
    backslash: '404',
    upper: '404',
    query: '404',
    page: '404',
    pageBackslash: '404',
    pageTwice: '404',
    part: '206 bytes 0-9/n',
  });
});

test('the page cannot name a path: only real files are opened', async ({ studio }) => {
  const outcome = await studio.page.evaluate(async () => {
    type Open = (file: unknown, purpose: string) => Promise<{ ok: boolean; error?: { code: string } }>;
    const bridge = Reflect.get(window, 'kotohogi') as { openFile: Open };
    const open = async (file: unknown): Promise<string | undefined> => {
      try {
        const { ok, error } = await bridge.openFile(file, 'photo');
        return ok ? 'granted' : error?.code;
      } catch {
        return 'thrown';
      }
    };
    return {
      openPath: 'openPath' in bridge,
      made: await open(new File(['x'], '/etc/passwd.png')),
      plain: await open({ path: '/etc/passwd', name: 'a.png' }),
      text: await open('/etc/passwd'),
    };
  });
  expect(outcome).toEqual({ openPath: false, made: 'file-without-path', plain: 'thrown', text: 'thrown' });
});

test('malformed requests are answered, not obeyed', async ({ studio }) => {
  const { page } = studio;
  const answers = await page.evaluate(async () => {
    type Call = (request: unknown) => Promise<{ ok: boolean; error?: { code: string } }>;
    const bridge = Reflect.get(window, 'kotohogi') as unknown as Record<string, Call>;
    const code = async (name: string, request: unknown): Promise<string | undefined> =>
      (await bridge[name](request)).error?.code;
    return [
      await code('cancelJob', { jobId: '../../etc' }),
      await code('cancelJob', { jobId: '00000000-0000-4000-8000-000000000000' }),
      await code('inspectPhoto', { photo: '/etc/passwd' }),
      await code('inspectPhoto', { photo: 'f'.repeat(32) }),
      await code('startRender', { photo: 1 }),
      await code('saveSettings', { theme: 'pink', language: 'en' }),
    ];
  });
  expect(answers).toEqual([
    'call-malformed',
    'job-unknown',
    'call-malformed',
    'file-not-granted',
    'call-malformed',
    'call-malformed',
  ]);
});
