/** The app's first file: the order in which it starts, and nothing else. */
import path from 'node:path';
import { app } from 'electron';
import { runHeadlessRender } from './app/headlessRender.ts';
import { parseLaunchArguments } from './app/launchArguments.ts';
import { resolvePaths } from './app/paths.ts';
import { declareSchemes } from './app/protocols.ts';
import { hardenApp } from './app/security.ts';
import { openStudio } from './app/studio.ts';

app.setName('Kotohogi Studio');
const paths = resolvePaths(import.meta.dirname, app.getPath('appData'));
// Chromium's own files stay out of the way of the studio's, in the same home folder.
app.setPath('userData', path.join(paths.home, 'chromium'));
const launch = parseLaunchArguments(process.argv);
// A Mac tells the files of a double click by events, the first of them before the app is ready.
const asked: string[] = launch.kind === 'studio' && launch.projectFile !== null ? [launch.projectFile] : [];
app.on('open-file', (event, file) => {
  event.preventDefault();
  asked.push(file);
});

if (launch.kind === 'render') {
  void runHeadlessRender(launch.requestFile, paths);
} else if (app.requestSingleInstanceLock()) {
  hardenApp();
  declareSchemes();
  void app
    .whenReady()
    .then(() => openStudio(paths, asked))
    .catch((error: unknown) => {
      console.error(error);
      app.exit(1);
    });
} else {
  app.quit();
}
