/**
 * Electron's security checklist (https://www.electronjs.org/docs/latest/tutorial/security), all of its 20 items by their
 * numbers, on the packed app as others get it: its own fuses, an ordinary user, the system's sandbox on.
 * docs/security.md tells where each is done.
 */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { CALL_NAMES } from '../../shared/contract/callNames.ts';
import { refuseFallback } from '../../scripts/pack/runtime.mjs';
import { ownCode, packedProgram } from '../fixtures/packedProgram.ts';
import {
  confinementOf,
  noSandboxHere,
  openPackedStudio,
  type PackedStudio,
} from '../fixtures/packedStudio.ts';

/** How a fuse is written into the program. */
const OFF = '0'.charCodeAt(0);
const ON = '1'.charCodeAt(0);
const PAGE = 'app://studio/index.html';
const folder = path.dirname(packedProgram());
const code = ownCode(path.join(folder, 'resources', 'app.asar'));
const pinned = (
  JSON.parse(readFileSync(path.join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')) as {
    devDependencies: { electron: string };
  }
).devDependencies.electron;

let studio: PackedStudio;
let server: Server;
/** An address that would answer, if anybody asked. */
let outside = '';
const asked: string[] = [];

test.beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('hello');
  });
  server.on('upgrade', ({ url = '' }, socket) => {
    asked.push(url);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  outside = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  // A microphone that needs no hardware; whether the page may hear it stays the program's own decision.
  studio = await openPackedStudio(['--use-fake-device-for-media-stream']);
});
test.afterAll(async () => {
  await studio.close();
  server.close();
});

/** Runs a script in the page as the page itself would, and answers without waiting for what it starts. */
async function inPage(script: string): Promise<unknown> {
  const { result, exceptionDetails } = await studio.line.send('Runtime.evaluate', {
    expression: script,
    awaitPromise: true,
    returnByValue: true,
    userGesture: true,
    allowUnsafeEvalBlockedByCSP: false,
  });
  return exceptionDetails ? `thrown: ${exceptionDetails.exception?.className ?? ''}` : result.value;
}

/** What Chromium shows: pages, guests, workers. */
async function targets(): Promise<string[]> {
  const { targetInfos } = await studio.line.send('Target.getTargets');
  return targetInfos.map(({ type, url }) => `${type} ${url}`);
}

test('1. everything the page loads is its own: nothing from a network, by any way', async () => {
  expect(await inPage('[location.href, isSecureContext]')).toEqual([PAGE, true]);
  const outcome = await inPage(`(async () => {
    const load = (name, attribute, url) => new Promise((resolve) => {
      const element = document.createElement(name);
      element.onload = () => resolve('loaded');
      element.onerror = () => resolve('refused');
      element[attribute] = url;
      if (name === 'link') element.rel = 'stylesheet';
      document.head.append(element);
    });
    const tried = (work) => Promise.resolve().then(work).then(() => 'loaded', () => 'refused');
    return [
      await tried(() => fetch('http://${outside}/fetch')),
      await tried(() => new Promise((resolve, reject) => {
        const socket = new WebSocket('ws://${outside}/socket');
        socket.onopen = resolve;
        socket.onerror = reject;
      })),
      await tried(() => new Promise((resolve, reject) => {
        const source = new EventSource('http://${outside}/events');
        source.onopen = resolve;
        source.onerror = () => (source.close(), reject());
      })),
      navigator.sendBeacon('http://${outside}/beacon', 'x') ? 'refused' : 'refused',
      await load('img', 'src', 'http://${outside}/picture'),
      await load('script', 'src', 'http://${outside}/script'),
      await load('link', 'href', 'http://${outside}/style'),
    ];
  })()`);
  expect(outcome).toEqual(Array<string>(7).fill('refused'));
  expect(asked).toEqual([]);
});

test('2. the page has no Node.js, nor have its frames', async () => {
  const names = ['require', 'process', 'module', 'Buffer', 'global', 'setImmediate', '__dirname'];
  expect(
    await inPage(`(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const seen = [window, frame.contentWindow].map((view) => ${JSON.stringify(names)}.filter((name) => name in view));
      frame.remove();
      return seen;
    })()`),
  ).toEqual([[], []]);
  expect(code).not.toMatch(/nodeIntegration\w*: *(true|!0)/);
});

test('3. the preload script lives in a world of its own', async () => {
  const { line } = studio;
  const worlds: string[] = [];
  line.on('Runtime.executionContextCreated', ({ context }) => {
    worlds.push(context.name);
  });
  await line.send('Runtime.enable');
  await expect.poll(() => worlds).toContain('Electron Isolated Context');
  // What the page does to its own language does not reach the preload script.
  expect(
    await inPage(`(async () => {
      const seen = [];
      const { call } = Function.prototype;
      Function.prototype.call = function (...all) { seen.push(String(all[0])); return Reflect.apply(this, all[0], all.slice(1)); };
      const { ok } = await window.kotohogi.describeApp(null);
      Function.prototype.call = call;
      return [ok, seen.filter((word) => /ipc|electron/i.test(word))];
    })()`),
  ).toEqual([true, []]);
  expect(code).not.toMatch(/contextIsolation: *(false|!1)/);
});

test('4. the page is confined by the system: a user and a network of its own, a filter on system calls', () => {
  expect(code).not.toMatch(/sandbox: *(false|!1)|appendSwitch\([^)]*sandbox/);
  const why = noSandboxHere();
  if (why !== null) console.warn(`Skipped: ${why}.`);
  test.skip(process.platform !== 'linux' || why !== null, why ?? 'the kernel is asked through /proc');
  const all = confinementOf(studio.pid);
  const [program] = all;
  const pages = all.filter(({ words }) => words.includes('--type=renderer'));
  expect(pages.length).toBeGreaterThan(0);
  for (const { words, uid, filtered, userNamespace, netNamespace } of pages) {
    expect(words).not.toContain('--no-sandbox');
    expect({ filtered, isRoot: uid === 0 }).toEqual({ filtered: true, isRoot: false });
    expect(userNamespace).not.toBe(program.userNamespace);
    expect(netNamespace).not.toBe(program.netNamespace);
  }
});

test('5. permissions: none is given, the microphone only while the recorder is open', async () => {
  const microphone = `navigator.mediaDevices.getUserMedia({ audio: true }).then((stream) => {
    stream.getTracks().forEach((track) => track.stop());
    return 'heard';
  }, ({ name }) => name)`;
  const bridge = (name: string): Promise<unknown> =>
    inPage(`window.kotohogi.${name}(null).then(({ ok }) => ok)`);
  expect(
    await inPage(`Promise.all([
      Notification.requestPermission(),
      new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), ({ code }) => resolve(code))),
      navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', ({ name }) => name),
      navigator.mediaDevices.getDisplayMedia().then(() => 'granted', () => 'refused'),
      navigator.requestMIDIAccess({ sysex: true }).then(() => 'granted', () => 'refused'),
      navigator.clipboard.readText().then(() => 'granted', () => 'refused'),
      navigator.usb ? navigator.usb.requestDevice({ filters: [] }).then(() => 'granted', () => 'refused') : 'refused',
    ])`),
  ).toEqual(['denied', 1, 'NotAllowedError', 'refused', 'refused', 'refused', 'refused']);
  expect(await inPage(microphone)).toBe('NotAllowedError');
  expect(await bridge('openMicrophone')).toBe(true);
  expect(await inPage(microphone)).toBe('heard');
  expect(
    await inPage(
      `navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(() => 'granted', ({ name }) => name)`,
    ),
  ).toBe('NotAllowedError');
  expect(await bridge('closeMicrophone')).toBe(true);
  expect(await inPage(microphone)).toBe('NotAllowedError');
});

test('6. webSecurity: the page cannot pass for another origin', async () => {
  expect(
    await inPage(`['app://other/', 'media://granted/', 'https://example.com/'].map((address) => {
      try {
        history.replaceState(null, '', address);
        return 'changed';
      } catch ({ name }) {
        return name;
      }
    })`),
  ).toEqual(['SecurityError', 'SecurityError', 'SecurityError']);
  expect(code).not.toMatch(/webSecurity: *(false|!1)|disable-web-security/);
});

test('7. the policy: no inline script, no eval, nothing from elsewhere', async () => {
  const policy = String(
    await inPage(`fetch('/index.html').then(({ headers }) => headers.get('content-security-policy'))`),
  );
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(await inPage(`eval('1 + 1')`)).toBe('thrown: EvalError');
  expect(await inPage(`new Function('return 1')()`)).toBe('thrown: EvalError');
  expect(
    await inPage(`(async () => {
      const broken = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => broken.push(effectiveDirective));
      const inline = document.createElement('script');
      inline.textContent = 'window.inlineRan = true';
      const data = document.createElement('script');
      data.src = 'data:text/javascript,window.dataRan=true';
      const button = document.createElement('button');
      button.setAttribute('onclick', 'window.handlerRan = true');
      document.body.append(inline, data, button);
      button.click();
      await new Promise((resolve) => setTimeout(resolve, 50));
      return [broken.sort(), ['inlineRan', 'dataRan', 'handlerRan'].filter((name) => name in window)];
    })()`),
  ).toEqual([['script-src-attr', 'script-src-elem', 'script-src-elem'], []]);
});

test('8. 9. 10. no insecure content, no experiments, no features of Blink are switched on', () => {
  expect(code).not.toMatch(/allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures/);
  test.skip(process.platform !== 'linux', 'command lines are read from /proc');
  for (const { words } of confinementOf(studio.pid))
    expect(
      words.filter((word) =>
        /allow-running-insecure|experimental-web-platform|enable-blink-features|disable-web-security/.test(
          word,
        ),
      ),
    ).toEqual([]);
});

test('11. 12. there are no guests: a <webview> is an unknown word', async () => {
  const before = await targets();
  expect(
    await inPage(`(async () => {
      const guest = document.createElement('webview');
      guest.setAttribute('allowpopups', '');
      guest.setAttribute('nodeintegration', '');
      guest.setAttribute('src', 'data:text/html,guest');
      document.body.append(guest);
      await new Promise((resolve) => setTimeout(resolve, 200));
      const made = [guest.constructor.name, 'getWebContentsId' in guest, 'loadURL' in guest];
      guest.remove();
      return made;
    })()`),
  ).toEqual(['HTMLElement', false, false]);
  expect(await targets()).toEqual(before);
  expect(code).not.toMatch(/allowpopups|webviewTag/);
});

test('13. 14. the page stays where it is, and opens no windows', async () => {
  const before = await targets();
  expect(await inPage(`window.open('https://example.com/') === null`)).toBe(true);
  for (const target of [
    `http://${outside}/page`,
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,x',
    'media://granted/x',
    'kotohogi://open?project=/etc/passwd',
    'about:blank',
  ]) {
    const url = JSON.stringify(target);
    await inPage(`location.href = ${url}; 0`);
    for (const frame of ['', '_blank', '_top'])
      await inPage(`(() => {
        const link = document.createElement('a');
        link.href = ${url};
        link.target = '${frame}';
        document.body.append(link);
        link.click();
        link.remove();
      })()`);
    await inPage(`(() => {
      const form = document.createElement('form');
      form.action = ${url};
      form.target = '_blank';
      document.body.append(form);
      form.submit();
      form.remove();
    })()`);
  }
  // An empty page may come for a moment; the studio takes its place.
  await expect.poll(() => inPage('location.href')).toBe(PAGE);
  await studio.page.getByRole('main').waitFor();
  expect(await inPage(`[location.href, document.title, document.querySelector('main') !== null]`)).toEqual([
    PAGE,
    'Kotohogi Studio',
    true,
  ]);
  expect(await targets()).toEqual(before);
  expect(asked).toEqual([]);
});

test('15. nothing is handed to other programs: the list of allowed addresses is empty', () => {
  expect(code).not.toMatch(/openExternal|shell\.openPath/);
});

test('16. a current Electron, or none for others', async () => {
  const running = /Electron\/(\S+)/.exec(String(await inPage('navigator.userAgent')))?.[1] ?? '';
  if (running === pinned) return;
  console.warn(`Electron ${running} is the fallback of a closed network; ${pinned} is the one for packages.`);
  // Then no package for others is made, and the files at hand carry the old version in their names.
  expect(() => refuseFallback({ origin: 'fallback', version: running })).toThrow(/no security updates/);
});

test('17. who asks and what is asked is examined', async () => {
  expect(
    await inPage(`(async () => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const inFrame = 'kotohogi' in frame.contentWindow;
      frame.remove();
      const code = async (name, request) => (await window.kotohogi[name](request)).error?.code;
      return [
        inFrame,
        await code('cancelJob', { jobId: '../../etc' }),
        await code('inspectPhoto', { photo: '/etc/passwd' }),
        await code('inspectPhoto', { photo: 'f'.repeat(32) }),
        await code('startRender', { photo: 1 }),
        await code('saveSettings', { theme: 'pink' }),
        await code('describeApp', Array(1e6).fill({})),
      ];
    })()`),
  ).toEqual([
    false,
    'call-malformed',
    'call-malformed',
    'file-not-granted',
    'call-malformed',
    'call-malformed',
    'call-malformed',
  ]);
});

test('18. no file: addresses; those of our own reach what they are meant for and nothing else', async () => {
  const outcome = await inPage(`(async () => {
    const status = (url) => fetch(url).then(({ status }) => status, () => 'refused');
    return Promise.all([
      'file:///etc/passwd',
      'app://studio/..%2f..%2fpackage.json',
      'app://studio/..%5c..%5cpackage.json',
      'app://studio/%252e%252e/%252e%252e/package.json',
      'app://studio/../node/main.js',
      'app://studio/%00index.html',
      'app://other/index.html',
      'media://granted/../../etc/passwd',
      'media://granted/%2e%2e%2fetc%2fpasswd',
      'media://granted/' + '0'.repeat(32),
      'media://etc/passwd',
    ].map(status));
  })()`);
  expect(outcome).toEqual(['refused', 404, 404, 404, 404, 404, 'refused', 404, 404, 404, 404]);
});

test('19. fuses, read back from the program', async () => {
  const wire = await getCurrentFuseWire(packedProgram());
  const integrity = process.platform === 'linux' ? OFF : ON;
  expect(wire).toMatchObject({
    [FuseV1Options.RunAsNode]: OFF,
    [FuseV1Options.EnableCookieEncryption]: ON,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: OFF,
    [FuseV1Options.EnableNodeCliInspectArguments]: OFF,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: integrity,
    [FuseV1Options.OnlyLoadAppFromAsar]: ON,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: OFF,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: OFF,
  });
});

test('20. the page gets named functions, frozen, and no part of Electron', async () => {
  const found = await inPage(`(() => {
    const bridge = window.kotohogi;
    const refused = (work) => { try { work(); return false; } catch { return true; } };
    return {
      names: Object.keys(bridge).sort(),
      frozen: Object.isFrozen(bridge),
      others: Object.values(bridge).filter((value) => typeof value !== 'function').length,
      replaced: !refused(() => { 'use strict'; window.kotohogi = {}; }) && window.kotohogi !== bridge,
      event: refused(() => bridge.on('will-quit', () => undefined)),
      electron: ['electron', 'ipcRenderer', 'chrome'].filter((name) => window[name]?.send || window[name]?.invoke),
    };
  })()`);
  expect(found).toEqual({
    names: [...CALL_NAMES, 'openFile', 'offerProject', 'on'].sort(),
    frozen: true,
    others: 0,
    replaced: false,
    event: true,
    electron: [],
  });
});
