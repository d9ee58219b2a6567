import { app, session, type WebContents } from 'electron';
import { isPageUrl } from './pageProtocol.ts';

/** Keeps every page of the app where it is: no navigation, no new windows, no embedded guests. */
function confine(contents: WebContents): void {
  contents.on('will-navigate', (event, url) => {
    if (!isPageUrl(url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isPageUrl(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Sandboxes every renderer and confines whatever web contents ever come to be. Call before the app is ready. */
export function hardenApp(): void {
  // Root cannot use Chromium's sandbox, and says so on the command line; pages stay sandboxed from Node all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

/**
 * Refuses every request that leaves the app and every permission but one: the player may fill the screen. Call when
 * the app is ready.
 */
export function hardenSession(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((contents, permission, answer) =>
    answer(permission === 'fullscreen' && isPageUrl(contents.getURL())),
  );
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  // Nothing of the page comes from a network; whatever would, is refused before a socket is opened.
  defaultSession.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file:///*'] },
    (_details, answer) => answer({ cancel: true }),
  );
}
