/** The app's first file: the order in which it starts, and nothing else. */
import path from 'node:path';
import { app } from 'electron';
import { DEEP_LINK_SCHEME } from './app/deepLink.ts';
import { runHeadlessRender } from './app/headlessRender.ts';
import { parseLaunchArguments } from './app/launchArguments.ts';
import { resolvePaths } from './app/paths.ts';
import { declareSchemes } from './app/protocols.ts';
import { hardenApp } from './app/security.ts';
import { openStudio } from './app/studio.ts';
import { runCommandLine, runDeviceTrial } from './host/ownPrograms.ts';

const launch = parseLaunchArguments(process.argv);
// Chromium waits until this file has been run to its end: nothing of it has begun, and none of these needs a display.
if (launch.kind === 'commandLine') process.exit(await runCommandLine(launch.words));
if (launch.kind === 'deviceTrial') await runDeviceTrial();

app.setName('Kotohogi Studio');
const paths = resolvePaths(import.meta.dirname, app.getPath('appData'));
// Chromium's own files stay out of the way of the studio's, in the same home folder.
app.setPath('userData', path.join(paths.home, 'chromium'));

// A Mac tells what it is to open by events, the first of them before the app is ready.
let projectFile = launch.kind === 'studio' ? launch.projectFile : null;
let deepLink = launch.kind === 'studio' ? launch.deepLink : null;
app.on('open-file', (event, file) => {
  event.preventDefault();
  projectFile = file;
});
app.on('open-url', (event, address) => {
  event.preventDefault();
  deepLink = address;
});

if (launch.kind === 'render') {
  void runHeadlessRender(launch.requestFile, paths);
} else if (app.requestSingleInstanceLock()) {
  hardenApp();
  declareSchemes();
  // The packages of the other platforms tell the system at installation.
  if (process.platform === 'win32' && app.isPackaged) app.setAsDefaultProtocolClient(DEEP_LINK_SCHEME);
  void app
    .whenReady()
    .then(() => openStudio(paths, { projectFile, deepLink }))
    .catch((error: unknown) => {
      console.error(error);
      app.exit(1);
    });
} else {
  app.quit();
}
