import { z } from 'zod';
import { settingsSchema } from './settings.ts';

export const appDescriptionSchema = z.object({
  version: z.string(),
  platform: z.enum(['linux', 'mac', 'windows']),
  settings: settingsSchema,
});
export type AppDescription = z.infer<typeof appDescriptionSchema>;

/** What a menu item asks the page to do. */
export const menuCommandSchema = z.enum([
  'new-project',
  'open-project',
  'save-project',
  'save-project-as',
  'open-photo',
  'open-voice',
  'open-sample',
  'render',
  'cancel',
  'undo',
  'redo',
  'show-models',
  'show-settings',
  'tour',
  'show-cloud',
  'show-palette',
  'show-shortcuts',
]);
export type MenuCommand = z.infer<typeof menuCommandSchema>;

const word = z.string().min(1).max(200);

/**
 * The words of menus and system dialogs. All words live in the page's text folder, so the page hands the main
 * process those it needs, in the language in use.
 */
export const nativeWordsSchema = z.object({
  menu: z.object({
    file: word,
    newProject: word,
    openProject: word,
    openRecent: word,
    forgetRecents: word,
    saveProject: word,
    saveProjectAs: word,
    openPhoto: word,
    openVoice: word,
    openSample: word,
    render: word,
    cancelRender: word,
    models: word,
    settings: word,
    quit: word,
    edit: word,
    undo: word,
    redo: word,
    cut: word,
    copy: word,
    paste: word,
    selectAll: word,
    view: word,
    zoomIn: word,
    zoomOut: word,
    resetZoom: word,
    fullScreen: word,
    window: word,
    minimize: word,
    close: word,
    help: word,
    cloud: word,
    tour: word,
    palette: word,
    shortcuts: word,
    about: word,
    hide: word,
    hideOthers: word,
    showAll: word,
  }),
  dialogs: z.object({
    choosePhoto: word,
    chooseVoice: word,
    choosePicture: word,
    chooseModel: word,
    modelFiles: word,
    saveVideo: word,
    saveCopy: word,
    photos: word,
    sounds: word,
    video: word,
    presetFiles: word,
    choosePresets: word,
    savePresets: word,
    comparisonFolder: word,
    chooseCaptions: word,
    saveCaptions: word,
    captionFiles: word,
    chooseReadings: word,
    saveReadings: word,
    tables: word,
    allFiles: word,
    openProject: word,
    saveProject: word,
    projectFiles: word,
    findFile: word,
    quitTitle: word,
    quitDetail: word,
    quitStop: word,
    quitStay: word,
  }),
  exports: z.object({
    save: word,
    stills: word,
    stickers: word,
    sounds: word,
    saveReport: word,
    reports: word,
    done: word,
    failed: word,
  }),
});
export type NativeWords = z.infer<typeof nativeWordsSchema>;
