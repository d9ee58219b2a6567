import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { app, shell, type BrowserWindow } from 'electron';
import type { Comparison } from '../../../shared/contract/compare.ts';
import { inputError, toErrorReport, type KotohogiError } from '../../../shared/errors.ts';
import type { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { NativeText } from '../../app/nativeText.ts';
import { displayFolder } from '../../app/paths.ts';
import type { EngineClient, TaskOptions } from '../../host/engineClient.ts';
import type { TaskOutput } from '../../host/messages.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import { freeFolder } from '../freeFolder.ts';
import { safeFileName } from '../outName.ts';
import { askWhatToOpen } from '../fileDialogs.ts';
import type { CallHandlers } from '../register.ts';
import { namingFile, shortenPaths } from '../shortenPaths.ts';
import { originOf, requestOf, type OriginParts } from './jobs.ts';

export interface CompareParts {
  readonly library: MediaLibrary;
  /** An engine of its own: listening to presets waits for no photo and no render. */
  readonly engine: EngineClient;
  readonly settings: SettingsStore;
  readonly text: NativeText;
  readonly window: () => BrowserWindow | null;
  readonly tell: (comparison: Comparison) => void;
  readonly origin: OriginParts;
}

type CompareCalls = 'takeVoice' | 'startComparison' | 'cancelComparison' | 'revealComparison';

/** Progress is told at most this often. */
const PROGRESS_INTERVAL_MS = 100;

/** What is told of videos that were written. */
type Written = Pick<TaskOutput<'compareVideos'>, 'warnings' | 'fallbacks'> & {
  readonly grid: { readonly out: string } | null;
};
type RunOptions = Pick<TaskOptions<'compareVideos'>, 'signal' | 'onProgress'>;

interface Underway {
  readonly id: string;
  readonly folder: string;
  readonly abort: AbortController;
}

export function compareHandlers({
  library,
  engine,
  settings,
  text,
  window,
  tell,
  origin,
}: CompareParts): Pick<CallHandlers, CompareCalls> {
  /** The take that nobody waits for any more when another one is asked for. */
  let latest: AbortController | null = null;
  let underway: Underway | null = null;
  /** The side-by-side videos that were written. */
  const grids = new Map<string, string>();

  async function chosenFolder(): Promise<string | null> {
    return askWhatToOpen(window(), {
      title: text.words.dialogs.comparisonFolder,
      defaultPath: app.getPath('videos'),
      properties: ['openDirectory', 'createDirectory'],
    });
  }

  function busy(): KotohogiError {
    return inputError(
      'comparison-busy',
      'A comparison is being written already.',
      'Wait for it to end, or cancel it.',
    );
  }

  async function write(
    view: Comparison,
    work: (run: RunOptions) => Promise<Written>,
    known: readonly string[],
    { abort }: Underway,
  ): Promise<void> {
    let last = view;
    let toldAtMs = -Infinity;
    const change = (news: Partial<Comparison>): void => {
      last = { ...last, ...news };
      tell(last);
    };
    try {
      const report = await work({
        signal: abort.signal,
        onProgress(progress) {
          if (performance.now() - toldAtMs < PROGRESS_INTERVAL_MS) return;
          toldAtMs = performance.now();
          change({ progress });
        },
      });
      if (report.grid) grids.set(view.id, report.grid.out);
      underway = null;
      change({
        state: 'done',
        gridUrl: report.grid && (await library.grantResult(report.grid.out)),
        warnings: [...report.warnings, ...report.fallbacks],
      });
    } catch (thrown) {
      underway = null;
      const error = toErrorReport(thrown);
      if (error.kind === 'cancelled') change({ state: 'cancelled' });
      else
        change({
          state: 'failed',
          error: {
            ...error,
            message: shortenPaths(error.message, known),
            hint: shortenPaths(error.hint, known),
          },
        });
    }
  }

  return {
    async takeVoice({ voice, edit, latest: isLatest }) {
      const voicePath = library.pathOf(voice, 'voice');
      const abort = new AbortController();
      if (isLatest) {
        latest?.abort();
        latest = abort;
      }
      const { wavPath, ...take } = await namingFile(voicePath, () =>
        engine.run('takeVoice', { path: voicePath, edit }, { signal: abort.signal }),
      );
      const url = await library.grantResult(wavPath);
      if (url === null)
        throw inputError(
          'take-gone',
          'The sound of this voice has been cleared away.',
          'Listen to it again.',
        );
      return { ...take, url };
    },
    async startComparison({ order, variants }) {
      if (underway) throw busy();
      const shared = requestOf(order, library, settings.current);
      const made = await originOf(order, origin);
      const parent = await chosenFolder();
      if (parent === null) return null;
      if (underway) throw busy();
      const folder = await freeFolder(path.join(parent, safeFileName(order.suggestedName)));
      const started: Underway = { id: randomUUID(), folder, abort: new AbortController() };
      underway = started;
      const view: Comparison = {
        id: started.id,
        state: 'running',
        outFolder: displayFolder(folder),
        progress: null,
        gridUrl: null,
        error: null,
        warnings: [],
      };
      const { photoPath, voicePath } = shared;
      const { talk } = made;
      const voices = variants.map(({ name, edit }, index) => ({ id: `voice-${index + 1}`, name, edit }));
      const work = (run: RunOptions): Promise<Written> =>
        talk
          ? engine.run('compareTalk', { ...shared, ...made, talk, outPath: folder }, run)
          : engine.run('compareVideos', { ...shared, ...made, outFolder: folder, voices }, run);
      void write(view, work, [photoPath, voicePath, folder], started);
      return view;
    },
    cancelComparison({ id }) {
      if (underway?.id === id) underway.abort.abort();
      return null;
    },
    revealComparison({ id }) {
      const grid = grids.get(id);
      if (grid !== undefined) shell.showItemInFolder(grid);
      return null;
    },
  };
}
