// A bare Electron window around the built in-memory page: a real browser, and nothing of the program behind it.
// Arguments: folder of the page, folder with photo.jpg and voice.wav that stand for all media.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, BrowserWindow, net, protocol } from 'electron';

const [page = '', media = ''] = process.argv.slice(-2);
const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
protocol.registerSchemesAsPrivileged([
  { scheme: 'page', privileges },
  { scheme: 'media', privileges },
]);

/** @param {string} file */
const serve = (file) => net.fetch(pathToFileURL(file).href);

async function open() {
  protocol.handle('page', ({ url }) => serve(path.join(page, new URL(url).pathname)));
  // What looks like a sound is the voice; everything else is the photo.
  protocol.handle('media', ({ url }) =>
    serve(path.join(media, /voice|sound|music/u.test(url) ? 'voice.wav' : 'photo.jpg')),
  );
  const window = new BrowserWindow({ width: 1280, height: 800, useContentSize: true });
  await window.loadURL('page://studio/inMemory.html');
}

// Not awaited at the top: Electron is ready only after its first module has been evaluated.
void app.whenReady().then(open);
