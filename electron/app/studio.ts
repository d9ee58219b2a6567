import path from 'node:path';
import { app, nativeTheme, type BrowserWindow } from 'electron';
import type { MenuCommand } from '../../shared/contract/app.ts';
import type { InferenceSettings } from '../../shared/contract/inference.ts';
import { sweepAfterEnded } from '../host/diagnostics.ts';
import { pruneJobLogs } from '../jobs/jobLog.ts';
import { JobStore } from '../jobs/jobStore.ts';
import { toJobView } from '../jobs/jobView.ts';
import { appHandlers } from '../ipc/handlers/app.ts';
import { createBatchDesk } from '../ipc/handlers/batch.ts';
import { captionHandlers } from '../ipc/handlers/captions.ts';
import { compareHandlers } from '../ipc/handlers/compare.ts';
import { cloudHandlers } from '../ipc/handlers/cloud.ts';
import { diagnosticsHandlers } from '../ipc/handlers/diagnostics.ts';
import { exportHandlers } from '../ipc/handlers/exports.ts';
import { jobHandlers } from '../ipc/handlers/jobs.ts';
import { mediaHandlers } from '../ipc/handlers/media.ts';
import { modelHandlers } from '../ipc/handlers/models.ts';
import { pictureHandlers } from '../ipc/handlers/pictures.ts';
import { presetHandlers } from '../ipc/handlers/presets.ts';
import { previewHandlers } from '../ipc/handlers/preview.ts';
import { prosodyHandlers } from '../ipc/handlers/prosody.ts';
import { recordingHandlers } from '../ipc/handlers/recording.ts';
import { updateHandlers } from '../ipc/handlers/updates.ts';
import { spokenHandlers } from '../ipc/handlers/spoken.ts';
import { colourHandlers } from '../ipc/handlers/voiceColour.ts';
import { pushEvent } from '../ipc/pushEvent.ts';
import { registerCalls } from '../ipc/register.ts';
import { TakeShelf } from '../recordings/takeShelf.ts';
import { DidKeyStore } from '../settings/didKeyStore.ts';
import { SettingsStore } from '../settings/settingsStore.ts';
import { logPage, logWork, openAppLog } from './appLog.ts';
import { DeepLinks } from './deepLinks.ts';
import { chooseEngineBody } from './engineBody.ts';
import { createEngine } from './engines.ts';
import { openMainWindow } from './mainWindow.ts';
import { MediaLibrary } from './mediaLibrary.ts';
import { createMicrophoneGate } from './microphoneGate.ts';
import { createProjects } from './projects.ts';
import { parseLaunchArguments, type StudioLaunch } from './launchArguments.ts';
import { clearMenu } from './menu.ts';
import { createNativeText } from './nativeText.ts';
import { notifyOfBatch, notifyOfJobs } from './notifyJobs.ts';
import type { AppPaths } from './paths.ts';
import { serveSchemes } from './protocols.ts';
import { systemKeychain } from './systemKeychain.ts';
import { guardQuit } from './quitGuard.ts';
import { createUpdateDesk } from './updates.ts';
import { createRenderQueue } from './renderJobs.ts';
import { hardenSession } from './security.ts';
import { findSigner } from './signing.ts';

/**
 * Opens the studio: parts, border, window, in this order. Call when the app is ready.
 * @param asked what the program was started to open
 */
export async function openStudio(
  paths: AppPaths,
  asked: Pick<StudioLaunch, 'projectFile' | 'deepLink'>,
): Promise<void> {
  const microphone = createMicrophoneGate();
  hardenSession(microphone.isOpen);
  clearMenu();
  const log = openAppLog(paths);
  void sweepAfterEnded(paths.home);
  const settings = await SettingsStore.load(paths.home);
  nativeTheme.themeSource = settings.current.theme;
  const library = new MediaLibrary();
  serveSchemes(paths.page, library);

  const store = new JobStore(paths.home);
  const inference = (): InferenceSettings => settings.current.inference;
  const { body, afterCrash, goodbye } = await chooseEngineBody(paths.home, settings.current.engine);
  if (afterCrash)
    console.warn('The program had ended unexpectedly: the engine runs in processes of its own.');
  app.once('quit', goodbye);
  const renderEngine = createEngine(paths, inference, body);
  const previewEngine = createEngine(paths, inference, body);
  const playerEngine = createEngine(paths, inference, body);
  const modelEngine = createEngine(paths, inference, body);
  const compareEngine = createEngine(paths, inference, body);
  const voiceEngine = createEngine(paths, inference, body);
  const cloudEngine = createEngine(paths, inference, body);
  const projectFileEngine = createEngine(paths, inference, body);
  const queue = createRenderQueue(paths, renderEngine, (jobs) => store.save(jobs), await store.load());
  const text = createNativeText();
  logWork(log, queue);
  let window: BrowserWindow | null = null;
  const currentWindow = (): BrowserWindow | null => window;
  const command = (name: MenuCommand): void => {
    if (!window) return;
    // A text field that has the focus undoes by itself; what the page undoes is no text.
    if (name === 'undo' || name === 'redo') window.webContents[name]();
    pushEvent(window.webContents, 'menuCommand', name);
  };

  const projects = await createProjects({
    paths,
    engine: projectFileEngine,
    library,
    text,
    window: currentWindow,
    command,
  });
  if (asked.projectFile !== null) projects.session.offerLater(asked.projectFile);
  const deepLinks = new DeepLinks(text, currentWindow, projects.offer);
  if (asked.deepLink !== null) deepLinks.follow(asked.deepLink);
  const origin = {
    talkOf: (jobId: string) => cloudEngine.run('didTalk', { key: null, address: null, jobId }),
    signer: () => findSigner(paths.home),
  };
  const batch = createBatchDesk({
    library,
    renderEngine,
    engine: modelEngine,
    settings,
    text,
    window: currentWindow,
    signer: origin.signer,
    tell(news) {
      if (window) pushEvent(window.webContents, 'batchChanged', news);
    },
    onEnd: (end) => notifyOfBatch(end, text, currentWindow),
    tellChecking(progress) {
      if (window) pushEvent(window.webContents, 'batchChecking', progress);
    },
  });

  const updates = createUpdateDesk(paths, settings, (state) => {
    if (window) pushEvent(window.webContents, 'updateChanged', state);
  });

  const didKeys = await DidKeyStore.load(paths.home, systemKeychain);
  registerCalls(
    {
      ...updateHandlers(updates),
      ...projects.handlers,
      ...batch.handlers,
      ...appHandlers({
        settings,
        applySettings: ({ theme }) => (nativeTheme.themeSource = theme),
        useWords(words) {
          text.use(words);
          projects.refreshMenu();
          deepLinks.ask();
        },
      }),
      ...mediaHandlers({ library, engine: previewEngine, paths, settings, text, window: currentWindow }),
      ...jobHandlers({ library, queue, settings, text, window: currentWindow, origin }),
      ...exportHandlers({
        engine: modelEngine,
        library,
        queue,
        settings,
        text,
        window: currentWindow,
      }),
      ...previewHandlers({ library, engine: playerEngine, settings, window: currentWindow }),
      ...presetHandlers({ engine: modelEngine, text, window: currentWindow }),
      ...compareHandlers({
        library,
        engine: compareEngine,
        settings,
        text,
        window: currentWindow,
        tell(comparison) {
          if (window) pushEvent(window.webContents, 'comparisonChanged', comparison);
        },
        origin,
      }),
      ...pictureHandlers({ library, engine: modelEngine }),
      ...diagnosticsHandlers({
        home: paths.home,
        engine: modelEngine,
        queue,
        log,
        secrets: () => (didKeys.key === null ? [] : [didKeys.key, ...didKeys.key.split(':')]),
        text,
        window: currentWindow,
      }),
      ...prosodyHandlers({ library, engine: voiceEngine }),
      ...captionHandlers({ text, window: currentWindow }),
      ...recordingHandlers({
        library,
        engine: voiceEngine,
        shelf: new TakeShelf(path.join(paths.home, 'recordings')),
        gate: microphone,
      }),
      ...cloudHandlers({
        library,
        engine: cloudEngine,
        keys: didKeys,
        settings,
        address: process.env['KOTOHOGI_DID_ADDRESS'] ?? null,
        text,
        window: currentWindow,
        tell(progress) {
          if (window) pushEvent(window.webContents, 'didProgress', progress);
        },
      }),
      ...colourHandlers({
        library,
        engine: compareEngine,
        tell: (progress) => {
          if (window) pushEvent(window.webContents, 'colouringProgress', progress);
        },
      }),
      ...spokenHandlers({
        library,
        engine: voiceEngine,
        home: paths.home,
        text,
        window: currentWindow,
        tell(progress) {
          if (window) pushEvent(window.webContents, 'readingProgress', progress);
        },
      }),
      ...modelHandlers({
        engine: modelEngine,
        text,
        window: currentWindow,
        tell(progress) {
          if (window) pushEvent(window.webContents, 'modelProgress', progress);
        },
      }),
    },
    (line) => {
      console.warn(line);
      log.warn('border', { line });
    },
  );
  queue.onChange((job) => {
    void toJobView(job, (file) => library.grantResult(file)).then((view) => {
      if (window) pushEvent(window.webContents, 'jobChanged', view);
    });
  });

  notifyOfJobs(queue, text, currentWindow);

  window = await openMainWindow(paths);
  deepLinks.ask();
  if (settings.current.updates.atStart) void updates.check();
  guardQuit({
    window,
    queue: {
      get busy() {
        return queue.busy || batch.busy();
      },
      drain: () => Promise.all([queue.drain(), batch.drain()]).then(() => undefined),
    },
    mayLeaveProject: projects.mayLeave,
    engines: [
      projectFileEngine,
      renderEngine,
      previewEngine,
      playerEngine,
      modelEngine,
      compareEngine,
      voiceEngine,
      cloudEngine,
    ],
    text,
  });
  window.on('closed', () => (window = null));
  keepPageAlive(window);
  logPage(log, window);
  app.on('second-instance', (_event, argv, workingDirectory) => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
    const launch = parseLaunchArguments(argv);
    if (launch.kind !== 'studio') return;
    if (launch.projectFile !== null) projects.offer(path.resolve(workingDirectory, launch.projectFile));
    if (launch.deepLink !== null) deepLinks.follow(launch.deepLink);
    if (launch.newProject) command('new-project');
  });
  app.on('open-file', (_event, file) => projects.offer(file));
  app.on('open-url', (_event, address) => deepLinks.follow(address));
  await pruneJobLogs(paths.logs);
}

/** Two crashes within this time mean that loading again does not help. */
const CRASH_PATIENCE_MS = 10_000;

/** Loads the page again after its process has died; renders live in the main process and go on. */
function keepPageAlive(window: BrowserWindow): void {
  let lastCrashMs = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || Date.now() - lastCrashMs < CRASH_PATIENCE_MS) return;
    lastCrashMs = Date.now();
    window.webContents.reload();
  });
}
