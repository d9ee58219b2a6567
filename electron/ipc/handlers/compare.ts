import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { app, shell, type BrowserWindow } from 'electron';
import type { Comparison } from '../../../shared/contract/compare.ts';
import { inputError, toErrorReport, type KotohogiError } from '../../../shared/errors.ts';
import type { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { NativeText } from '../../app/nativeText.ts';
import { displayFolder } from '../../app/paths.ts';
import type { EngineClient } from '../../host/engineClient.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import { freeFolder } from '../freeFolder.ts';
import { safeFileName } from '../outName.ts';
import { askWhatToOpen } from '../fileDialogs.ts';
import type { CallHandlers } from '../register.ts';
import { namingFile, shortenPaths } from '../shortenPaths.ts';
import { requestOf } from './jobs.ts';

export interface CompareParts {
  readonly library: MediaLibrary;
  /** An engine of its own: listening to presets waits for no photo and no render. */
  readonly engine: EngineClient;
  readonly settings: SettingsStore;
  readonly text: NativeText;
  readonly window: () => BrowserWindow | null;
  readonly tell: (comparison: Comparison) => void;
}

type CompareCalls = 'takeVoice' | 'startComparison' | 'cancelComparison' | 'revealComparison';

/** Progress is told at most this often. */
const PROGRESS_INTERVAL_MS = 100;

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
    request: Parameters<typeof engine.run<'compareVideos'>>[1],
    { folder, abort }: Underway,
  ): Promise<void> {
    let last = view;
    let toldAtMs = -Infinity;
    const change = (news: Partial<Comparison>): void => {
      last = { ...last, ...news };
      tell(last);
    };
    try {
      const report = await engine.run('compareVideos', request, {
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
      const known = [request.photoPath, request.voicePath, folder];
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
      const voices = variants.map(({ name, edit }, index) => ({ id: `voice-${index + 1}`, name, edit }));
      void write(view, { ...shared, outFolder: folder, voices }, started);
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
