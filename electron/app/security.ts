import { app, session, type WebContents } from 'electron';
import { isPageUrl, PAGE_URL } from './pageProtocol.ts';

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
  // Chromium asks nobody about empty pages.
  contents.on('did-navigate', (_event, url) => {
    if (url.startsWith('about:')) void contents.loadURL(PAGE_URL);
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Sandboxes every renderer and confines whatever web contents ever come to be. Call before the app is ready. */
export function hardenApp(): void {
  // Root cannot use Chromium's sandbox, and says so on the command line; pages stay sandboxed from Node all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

/** What a page asks for that wants to hear, and to hear alone. */
const wantsOnlySound = (mediaTypes: readonly string[] | undefined): boolean =>
  mediaTypes !== undefined && mediaTypes.length > 0 && mediaTypes.every((type) => type === 'audio');

/**
 * Refuses every request that leaves the app and every permission but two: the player may fill the screen, and the
 * microphone may be heard while the recorder is open. Call when the app is ready.
 * @param mayRecord whether the recorder is open
 */
export function hardenSession(mayRecord: () => boolean): void {
  const { defaultSession } = session;
  // Chromium fetches dictionaries from its maker when it starts, whether a page wants its words checked or not.
  defaultSession.setSpellCheckerLanguages([]);
  defaultSession.setSpellCheckerEnabled(false);
  defaultSession.setPermissionRequestHandler((contents, permission, answer, details) => {
    const isSound =
      permission === 'media' && 'mediaTypes' in details && wantsOnlySound(details.mediaTypes) && mayRecord();
    answer((permission === 'fullscreen' || isSound) && isPageUrl(contents.getURL()));
  });
  defaultSession.setPermissionCheckHandler(
    (contents, permission, _origin, { mediaType }) =>
      permission === 'media' &&
      mediaType === 'audio' &&
      mayRecord() &&
      contents !== null &&
      isPageUrl(contents.getURL()),
  );
  defaultSession.setDevicePermissionHandler(() => false);
  // Nothing of the page comes from a network; whatever would, is refused before a socket is opened.
  defaultSession.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file:///*'] },
    (_details, answer) => answer({ cancel: true }),
  );
}
