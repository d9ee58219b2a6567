import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import type { SubtitleFile } from '../../../shared/contract/captions.ts';
import { readSubtitles, writeSubtitles } from '../../../shared/captions/subtitleFile.ts';
import { inputError } from '../../../shared/errors.ts';
import type { NativeText } from '../../app/nativeText.ts';
import { safeFileName } from '../outName.ts';
import { askWhatToOpen, askWhereToSave } from '../fileDialogs.ts';
import type { CallHandlers } from '../register.ts';

export interface CaptionParts {
  readonly text: NativeText;
  readonly window: () => BrowserWindow | null;
}

type CaptionCalls = 'openSubtitles' | 'readSubtitleText' | 'saveSubtitles';

/** More than an hour of captions ever takes. */
const FILE_MAX_BYTES = 8 * 2 ** 20;

function read(fileName: string, text: string): SubtitleFile {
  const { captions, badLines } = readSubtitles(text);
  if (captions.length > 0) return { fileName, captions: [...captions], badLines: [...badLines] };
  throw inputError(
    'captions-empty',
    `There are no captions in "${fileName}".`,
    'Choose a SubRip (.srt) or WebVTT (.vtt) file, saved as UTF-8.',
  );
}

export function captionHandlers({ text, window }: CaptionParts): Pick<CallHandlers, CaptionCalls> {
  return {
    async openSubtitles() {
      const { dialogs } = text.words;
      const chosen = await askWhatToOpen(window(), {
        title: dialogs.chooseCaptions,
        properties: ['openFile'],
        filters: [
          { name: dialogs.captionFiles, extensions: ['srt', 'vtt'] },
          { name: dialogs.allFiles, extensions: ['*'] },
        ],
      });
      if (chosen === null) return null;
      const bytes = await readFile(chosen).catch((cause: unknown) => {
        throw inputError(
          'captions-unreadable',
          `The captions "${path.basename(chosen)}" cannot be read.`,
          'Check its name and folder.',
          cause,
        );
      });
      return read(path.basename(chosen), bytes.length > FILE_MAX_BYTES ? '' : bytes.toString('utf8'));
    },
    readSubtitleText: ({ fileName, text: contents }) => read(fileName, contents),
    async saveSubtitles({ captions, format, suggestedName }) {
      const { dialogs } = text.words;
      const filePath = await askWhereToSave(window(), {
        title: dialogs.saveCaptions,
        defaultPath: `${safeFileName(suggestedName)}.${format}`,
        filters: [{ name: dialogs.captionFiles, extensions: [format] }],
      });
      if (filePath === null) return null;
      // What was typed decides, where it is one of the two.
      const typed = /\.(srt|vtt)$/i.exec(filePath)?.[1]?.toLowerCase();
      const asked = typed === 'srt' || typed === 'vtt' ? typed : format;
      const target = typed === undefined ? `${filePath}.${format}` : filePath;
      await writeFile(target, writeSubtitles(captions, asked));
      return path.basename(target);
    },
  };
}
