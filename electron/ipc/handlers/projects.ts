import { existsSync } from 'node:fs';
import path from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { NativeText } from '../../app/nativeText.ts';
import { displayFolder } from '../../app/paths.ts';
import type { CloseQuestion } from '../../projects/closeQuestion.ts';
import { PROJECT_ENDING, projectName, withProjectEnding } from '../../projects/projectNames.ts';
import type { ProjectSession, SessionParts } from '../../projects/projectSession.ts';
import { readTemplates } from '../../projects/templates.ts';
import { chooseTarget } from '../chooseTarget.ts';
import { safeFileName } from '../outName.ts';
import { askWhatToOpen, askWhereToSave } from '../fileDialogs.ts';
import type { CallHandlers } from '../register.ts';

/** Longer side of the picture of a project in the list of recent ones. */
const PICTURE_WIDTH_PX = 360;
const PICTURE_QUALITY = 82;

export interface ProjectParts {
  readonly session: ProjectSession;
  readonly library: MediaLibrary;
  readonly closing: CloseQuestion;
  /** Folder of the templates. */
  readonly templates: string;
  readonly window: () => BrowserWindow | null;
}

type ProjectCalls =
  | 'describeProject'
  | 'listTemplates'
  | 'listRecentProjects'
  | 'forgetRecentProject'
  | 'chooseProject'
  | 'offerProject'
  | 'openProject'
  | 'findMissingMedia'
  | 'openWithoutMissing'
  | 'cancelOpening'
  | 'newProject'
  | 'keepProject'
  | 'saveProject'
  | 'pictureProject'
  | 'restoreProject'
  | 'discardRecovery'
  | 'answerClose';

export function projectHandlers({
  session,
  library,
  closing,
  templates,
  window,
}: ProjectParts): Pick<CallHandlers, ProjectCalls> {
  return {
    describeProject: () => session.describe(),
    listTemplates: async () => [...(await readTemplates(templates, (line) => console.warn(line)))],
    async listRecentProjects() {
      const recents = await session.recents.list();
      return recents.map(({ id, path: file, usedAtMs, picture, there }) => ({
        id,
        name: projectName(file),
        folder: displayFolder(path.dirname(file)),
        usedAtMs,
        there,
        pictureUrl: picture && library.grantPicture(picture, 'image/jpeg', 'projects'),
      }));
    },
    async forgetRecentProject({ id }) {
      await session.recents.forget(id);
      return null;
    },
    chooseProject: () => session.choose(),
    offerProject: ({ path: file }) => session.offer(file),
    openProject: ({ id }) => session.open(id),
    findMissingMedia: ({ mediaId }) => session.findMissing(mediaId),
    openWithoutMissing: () => session.openWithoutMissing(),
    cancelOpening() {
      session.cancelOpening();
      return null;
    },
    async newProject() {
      await session.begin();
      return null;
    },
    async keepProject({ document, edited }) {
      await session.keep(document, edited);
      return null;
    },
    saveProject: ({ document, ...options }) => session.save(document, options),
    async pictureProject(area) {
      const file = session.path;
      const page = window()?.webContents;
      if (file === null || !page) return null;
      const picture = await page.capturePage(area);
      if (picture.isEmpty()) return null;
      const small = picture.resize({ width: PICTURE_WIDTH_PX, quality: 'best' });
      await session.recents.setPicture(file, small.toJPEG(PICTURE_QUALITY));
      return null;
    },
    restoreProject: () => session.restore(),
    async discardRecovery() {
      await session.discardRecovery();
      return null;
    },
    answerClose({ close }) {
      closing.answer(close);
      return null;
    },
  };
}

/** The questions of the session, as dialogs of the system. */
export function projectDialogs(text: NativeText, window: () => BrowserWindow | null): SessionParts['ask'] {
  const projectFiles = () => [
    { name: text.words.dialogs.projectFiles, extensions: [PROJECT_ENDING.slice(1)] },
  ];

  async function choose(
    title: string,
    filters: Electron.FileFilter[],
    defaultPath?: string,
  ): Promise<string | null> {
    return askWhatToOpen(window(), {
      title,
      filters,
      properties: ['openFile'],
      ...(defaultPath === undefined ? {} : { defaultPath }),
    });
  }

  return {
    open: () => choose(text.words.dialogs.openProject, projectFiles()),
    save: (suggestion) =>
      chooseTarget(
        async (defaultPath) => {
          return askWhereToSave(window(), {
            title: text.words.dialogs.saveProject,
            defaultPath,
            filters: projectFiles(),
          });
        },
        path.isAbsolute(suggestion)
          ? suggestion
          : withProjectEnding(path.join(app.getPath('documents'), safeFileName(suggestion))),
        existsSync,
        withProjectEnding,
      ),
    find: (fileName) => {
      const extensions = [path.extname(fileName).slice(1)].filter(Boolean);
      return choose(text.words.dialogs.findFile, [
        ...(extensions.length > 0 ? [{ name: fileName, extensions }] : []),
        { name: text.words.dialogs.allFiles, extensions: ['*'] },
      ]);
    },
  };
}
