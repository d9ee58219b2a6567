import path from 'node:path';
import type { BrowserWindow } from 'electron';
import type { MediaPurpose } from '../../../shared/contract/media.ts';
import { missingError, toErrorReport } from '../../../shared/errors.ts';
import { EXTENSIONS } from '../../app/mediaKinds.ts';
import type { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { AppPaths } from '../../app/paths.ts';
import type { NativeText } from '../../app/nativeText.ts';
import type { EngineClient } from '../../host/engineClient.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import { askWhatToOpen } from '../fileDialogs.ts';
import type { CallHandlers } from '../register.ts';
import { namingFile } from '../shortenPaths.ts';

export interface MediaParts {
  readonly library: MediaLibrary;
  /** An engine of its own, so that looking at a photo does not wait behind a render. */
  readonly engine: EngineClient;
  readonly paths: AppPaths;
  readonly settings: SettingsStore;
  readonly text: NativeText;
  readonly window: () => BrowserWindow | null;
}

type MediaCalls = 'chooseFile' | 'openPath' | 'openSample' | 'inspectPhoto' | 'previewMatte' | 'analyzeVoice';

export function mediaHandlers({
  library,
  engine,
  paths,
  settings,
  text,
  window,
}: MediaParts): Pick<CallHandlers, MediaCalls> {
  const dialogWords = (purpose: MediaPurpose): { readonly title: string; readonly files: string } => {
    const { dialogs } = text.words;
    if (purpose === 'voice') return { title: dialogs.chooseVoice, files: dialogs.sounds };
    if (purpose === 'list') return { title: text.words.batch.chooseList, files: dialogs.tables };
    return {
      title: purpose === 'photo' ? dialogs.choosePhoto : dialogs.choosePicture,
      files: dialogs.photos,
    };
  };

  return {
    async chooseFile({ purpose }) {
      const { title, files } = dialogWords(purpose);
      const chosen = await askWhatToOpen(window(), {
        title,
        properties: ['openFile'],
        filters: [
          { name: files, extensions: [...EXTENSIONS[purpose]] },
          { name: text.words.dialogs.allFiles, extensions: ['*'] },
        ],
      });
      if (chosen === null) return null;
      try {
        return { kind: 'granted', media: await library.grantFile(chosen, purpose) };
      } catch (thrown) {
        return { kind: 'refused', fileName: path.basename(chosen), error: toErrorReport(thrown) };
      }
    },
    openPath: ({ path: filePath, purpose }) => library.grantFile(filePath, purpose),
    async openSample() {
      try {
        return {
          photo: await library.grantFile(paths.samplePhoto, 'photo'),
          voice: await library.grantFile(paths.sampleVoice, 'voice'),
        };
      } catch (cause) {
        throw missingError(
          'sample-missing',
          'The sample that comes with the program is missing.',
          'Use a photo and a voice of your own, or install the program again.',
          cause,
        );
      }
    },
    async inspectPhoto({ photo }) {
      const photoPath = library.pathOf(photo, 'photo');
      const { preview, cutout, ...facts } = await namingFile(photoPath, () =>
        engine.run('inspectPhoto', { path: photoPath, models: settings.current.models }),
      );
      return {
        ...facts,
        previewUrl: library.grantPicture(preview.bytes, preview.mimeType, 'photos'),
        cutoutUrl: cutout && library.grantPicture(cutout.bytes, cutout.mimeType, 'photos'),
      };
    },
    async previewMatte({ photo, touchUp, part }) {
      const photoPath = library.pathOf(photo, 'photo');
      const { cutout, coverage, cutEdges } = await namingFile(photoPath, () =>
        engine.run('previewMatte', { path: photoPath, models: settings.current.models, touchUp, part }),
      );
      return {
        coverage,
        cutEdges,
        cutoutUrl: library.grantPicture(
          cutout.bytes,
          cutout.mimeType,
          part === null ? 'cutouts' : 'close-ups',
        ),
      };
    },
    async analyzeVoice({ voice }) {
      const voicePath = library.pathOf(voice, 'voice');
      return namingFile(voicePath, () => engine.run('analyzeVoice', { path: voicePath }));
    },
  };
}
