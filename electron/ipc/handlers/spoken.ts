import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import { inputError } from '../../../shared/errors.ts';
import type { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { NativeText } from '../../app/nativeText.ts';
import type { EngineClient } from '../../host/engineClient.ts';
import { loadReadings, readingsAsCsv, saveReadings, withCsv } from '../../settings/readingsStore.ts';
import { safeFileName } from '../outName.ts';
import { askWhatToOpen, askWhereToSave } from '../fileDialogs.ts';
import type { CallHandlers } from '../register.ts';

export interface SpokenParts {
  readonly library: MediaLibrary;
  readonly engine: EngineClient;
  readonly home: string;
  readonly text: NativeText;
  readonly window: () => BrowserWindow | null;
  readonly tell: (progress: { readonly fraction: number }) => void;
}

type SpokenCalls =
  | 'listSpeakers'
  | 'speakerPortrait'
  | 'readAloud'
  | 'cancelReading'
  | 'listReadings'
  | 'saveReadings'
  | 'importReadings'
  | 'exportReadings';

/** Enough of a text to know it again. */
const NAME_MAX_CHARS = 40;
/** A list of 2000 readings takes a tenth of it. */
const CSV_MAX_BYTES = 4 * 2 ** 20;

/** The text's own first words name its sound. */
const nameOf = (text: string): string => {
  const words = text.trim().replace(/\s+/g, ' ');
  const letters = [...new Intl.Segmenter().segment(words)].slice(0, NAME_MAX_CHARS);
  const short = letters.map(({ segment }) => segment).join('');
  return `${safeFileName(short.length < words.length ? `${short}…` : short)}.wav`;
};

export function spokenHandlers(parts: SpokenParts): Pick<CallHandlers, SpokenCalls> {
  const { library, engine, home, text, window, tell } = parts;
  let reading: AbortController | null = null;

  return {
    listSpeakers: () => engine.run('listSpeakers', null),
    async speakerPortrait({ speakerId }) {
      const portrait = await engine.run('speakerPortrait', { speakerId });
      return portrait && library.grantPicture(portrait.bytes, portrait.mimeType, 'portraits');
    },
    async readAloud(request) {
      // One at a time: another text means that the one before is not wanted any more.
      reading?.abort();
      const mine = new AbortController();
      reading = mine;
      try {
        const { path: file, ...spoken } = await engine.run('readAloud', request, {
          signal: mine.signal,
          onProgress: tell,
        });
        const media = await library.grantFile(file, 'voice');
        return { ...spoken, media: { ...media, name: nameOf(request.text) } };
      } finally {
        if (reading === mine) reading = null;
      }
    },
    cancelReading() {
      reading?.abort();
      return null;
    },
    async listReadings() {
      return [...(await loadReadings(home))];
    },
    async saveReadings(readings) {
      await saveReadings(home, readings);
      return null;
    },
    async importReadings() {
      const { dialogs } = text.words;
      const chosen = await askWhatToOpen(window(), {
        title: dialogs.chooseReadings,
        properties: ['openFile'],
        filters: [{ name: dialogs.tables, extensions: ['csv'] }],
      });
      if (chosen === null) return null;
      const name = path.basename(chosen);
      const bytes = await readFile(chosen).catch((cause: unknown) => {
        throw inputError(
          'file-not-found',
          `${name} could not be read.`,
          'Check that the file still exists and can be read.',
          cause,
        );
      });
      const csv = bytes.length > CSV_MAX_BYTES ? '' : bytes.toString('utf8');
      const imported = withCsv(await loadReadings(home), csv, name);
      await saveReadings(home, imported.readings);
      return imported;
    },
    async exportReadings() {
      const { dialogs } = text.words;
      const filePath = await askWhereToSave(window(), {
        title: dialogs.saveReadings,
        defaultPath: 'readings.csv',
        filters: [{ name: dialogs.tables, extensions: ['csv'] }],
      });
      if (filePath === null) return null;
      await writeFile(filePath, readingsAsCsv(await loadReadings(home)));
      return path.basename(filePath);
    },
  };
}
