import os from 'node:os';
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import type { MenuCommand } from '../../shared/contract/app.ts';
import type { EngineClient } from '../host/engineClient.ts';
import { projectDialogs, projectHandlers } from '../ipc/handlers/projects.ts';
import { pushEvent } from '../ipc/pushEvent.ts';
import { CloseQuestion } from '../projects/closeQuestion.ts';
import { projectEngine } from '../projects/projectEngine.ts';
import { projectName } from '../projects/projectNames.ts';
import { ProjectSession } from '../projects/projectSession.ts';
import type { MediaLibrary } from './mediaLibrary.ts';
import { installMenu } from './menu.ts';
import type { NativeText } from './nativeText.ts';
import { displayFolder, type AppPaths } from './paths.ts';

export interface ProjectsParts {
  readonly paths: AppPaths;
  /** An engine of its own: a project of hundreds of megabytes holds up nothing else. */
  readonly engine: EngineClient;
  readonly library: MediaLibrary;
  readonly text: NativeText;
  readonly window: () => BrowserWindow | null;
  readonly command: (command: MenuCommand) => void;
}

/** What the rest of the app needs of projects. */
export interface Projects {
  readonly session: ProjectSession;
  readonly handlers: ReturnType<typeof projectHandlers>;
  /** Tells the page of a project that somebody wants to open. */
  readonly offer: (file: string) => void;
  /** Asks about what is not saved; true when the window may close. */
  readonly mayLeave: () => Promise<boolean>;
  /** Builds the menu anew, once there are words for it. */
  readonly refreshMenu: () => void;
}

/** Projects of the window: the session, its calls, its part of the menu and of the way out. */
export async function createProjects({
  paths,
  engine,
  library,
  text,
  window,
  command,
}: ProjectsParts): Promise<Projects> {
  const closing = new CloseQuestion();
  const session = await ProjectSession.start(
    {
      home: paths.home,
      fleetingFolders: [paths.cache, os.tmpdir()],
      mediaFolder: path.join(paths.cache, 'project-media'),
      engine: projectEngine(engine),
      library,
      ask: projectDialogs(text, window),
      displayFolder,
      onState({ path: file, edited }) {
        // Of use on a Mac: the mark in the close button, and the file's icon in the title bar.
        window()?.setDocumentEdited(edited);
        window()?.setRepresentedFilename(file ?? '');
      },
      nowMs: Date.now,
    },
    () => refreshMenu(),
  );

  function offer(file: string): void {
    const current = window();
    if (!current) session.offerLater(file);
    else pushEvent(current.webContents, 'projectOffered', session.offer(file));
  }

  function refreshMenu(): void {
    if (!text.ready) return;
    installMenu({
      words: text.words.menu,
      platform: process.platform,
      command,
      recents: session.recents.entries.map(({ id, path: file }) => ({ id, name: projectName(file) })),
      openRecent(id) {
        const file = session.recents.pathOf(id);
        if (file !== undefined) offer(file);
      },
      forgetRecents: () => void session.recents.forgetAll(),
    });
  }

  async function mayLeave(): Promise<boolean> {
    const page = window()?.webContents;
    if (!page || page.isDestroyed() || page.isCrashed() || !text.ready) return true;
    const close = await closing.ask(
      () => pushEvent(page, 'closeAsked', null),
      (lost) => {
        window()?.once('unresponsive', lost);
        page.once('render-process-gone', lost);
        return () => {
          window()?.off('unresponsive', lost);
          page.off('render-process-gone', lost);
        };
      },
    );
    await session.settled();
    return close;
  }

  const handlers = projectHandlers({ session, library, closing, templates: paths.templates, window });
  return { session, handlers, offer, mayLeave, refreshMenu };
}
