import { randomUUID } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { app, shell, type BrowserWindow } from 'electron';
import type { Batch, BATCH_CHANNELS, BatchOrder } from '../../../shared/contract/batch.ts';
import { inputError } from '../../../shared/errors.ts';
import type { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { NativeText } from '../../app/nativeText.ts';
import { displayFolder } from '../../app/paths.ts';
import { BatchRunner, type RunnerBatch, type RunnerParts, type TellBatch } from '../../batch/batchRunner.ts';
import { problemView, toBatchView } from '../../batch/batchView.ts';
import type { EngineClient } from '../../host/engineClient.ts';
import type { BatchPlan, BatchTask, GuestList, OpenedBatch } from '../../host/messages.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import { chooseTarget } from '../chooseTarget.ts';
import { askWhatToOpen, askWhereToSave } from '../fileDialogs.ts';
import { safeFileName } from '../outName.ts';
import type { CallHandlers } from '../register.ts';
import { namingFile } from '../shortenPaths.ts';
import { provenanceOf, templateRequestOf, type OriginParts } from './jobs.ts';

export interface BatchParts {
  readonly library: MediaLibrary;
  /** Renders, in one line with all other videos. */
  readonly renderEngine: EngineClient;
  /** Reads and checks lists, and keeps accounts. */
  readonly engine: EngineClient;
  readonly settings: SettingsStore;
  readonly text: NativeText;
  readonly window: () => BrowserWindow | null;
  readonly signer: OriginParts['signer'];
  readonly tell: (batch: Batch) => void;
  /** Told once when nothing is left to make. */
  readonly onEnd: (end: BatchEnd) => void;
  readonly tellChecking: (progress: { readonly done: number; readonly total: number }) => void;
}

/** What came of a list. */
export interface BatchEnd {
  readonly made: number;
  /** With the rows of which none can be made. */
  readonly total: number;
  /** For people to read. */
  readonly outFolder: string;
}

/** The batch of the window, for whoever has to wait for it. */
export interface BatchDesk {
  readonly handlers: Pick<CallHandlers, keyof typeof BATCH_CHANNELS>;
  readonly busy: () => boolean;
  readonly drain: () => Promise<void>;
}

/** A render fills two cores and more by itself; a second one fills the gaps between its steps. */
const CORES_PER_VIDEO = 2;
const AT_ONCE_MOST = 4;
const atOnceHere = (): number =>
  Math.max(1, Math.min(AT_ONCE_MOST, Math.floor(os.availableParallelism() / CORES_PER_VIDEO)));

const endOf = ({ rows, refused, out }: RunnerBatch): BatchEnd => ({
  made: rows.filter(({ state }) => state === 'done').length,
  total: rows.length + refused.length,
  outFolder: displayFolder(out),
});

interface OpenList {
  readonly list: GuestList;
  readonly path: string;
}

export function createBatchDesk(parts: BatchParts): BatchDesk {
  const { library, renderEngine, engine, settings, text, window, signer, tell, onEnd, tellChecking } = parts;
  const lists = new Map<string, OpenList>();
  /** Chosen in the dialog; null: beside the videos of the system, by the list's name. */
  let chosenFolder: string | null = null;
  let runner: BatchRunner | null = null;
  let reopened: Promise<void> | null = null;
  let checking: AbortController | null = null;

  const grant = (file: string): Promise<string | null> => library.grantResult(file);
  /** News and answers leave in the order in which they came about. */
  let telling: Promise<unknown> = Promise.resolve();
  function inOrder<Value>(make: () => Promise<Value>): Promise<Value> {
    const made = telling.then(make);
    telling = made.catch(() => undefined);
    return made;
  }
  const view = (current: BatchRunner): Promise<Batch> =>
    inOrder(() => toBatchView(current.batch, current.etaSec, null, grant));

  const runnerParts: RunnerParts = {
    make: (row, hooks) => renderEngine.run('makeRow', row, hooks),
    keep: ({ out, rows, refused }) =>
      engine.run('keepBatch', { out, refused, results: rows.flatMap(({ result }) => result ?? []) }),
    nowMs: Date.now,
  };

  function open(batch: OpenedBatch): BatchRunner {
    let wasOver = true;
    const tellRows: TellBatch = (news, changed) => {
      if (runner !== opened) return;
      const { etaSec } = opened;
      const isOver = news.state === 'ended';
      if (isOver && !wasOver) onEnd(endOf(news));
      wasOver = isOver;
      void inOrder(() => toBatchView(news, etaSec, changed, grant)).then(tell);
    };
    const opened = new BatchRunner(batch, runnerParts, tellRows);
    runner = opened;
    return opened;
  }

  /** The batch that an earlier start of the program has left. */
  function reopen(): Promise<void> {
    reopened ??= engine.run('reopenBatch', null).then(
      (batch) => {
        if (batch && !runner) open(batch);
      },
      // What cannot be read is no longer a batch.
      () => undefined,
    );
    return reopened;
  }

  function current(): BatchRunner {
    if (runner) return runner;
    throw inputError('batch-none', 'There is no batch.', 'Open a list and start it.');
  }

  function listOf(token: string): OpenList {
    const open = lists.get(token);
    if (open) return open;
    throw inputError('file-not-granted', 'This file is no longer open.', 'Choose the file again.');
  }

  const folderFor = (listPath: string): string =>
    chosenFolder ?? path.join(app.getPath('videos'), safeFileName(path.parse(listPath).name));

  async function taskOf(order: BatchOrder): Promise<BatchTask> {
    const { list, path: listPath } = listOf(order.list);
    const { mapping, template, text: words, language, speaker, speed, captions, naming } = order;
    return {
      ...{ headings: list.headings, rows: list.rows, mapping },
      defaults: {
        request: {
          ...templateRequestOf(template, library, settings.current),
          outPath: '',
          provenance: await provenanceOf(template, { signer }),
        },
        ...{ text: words, language, speaker, speed, captions, naming },
      },
      folders: { list: path.dirname(listPath), out: folderFor(listPath) },
    };
  }

  async function plan(order: BatchOrder): Promise<{ plan: BatchPlan; out: string }> {
    checking?.abort();
    const abort = new AbortController();
    checking = abort;
    const task = await taskOf(order);
    const checked = await engine.run('checkBatch', task, {
      signal: abort.signal,
      onProgress: (progress) => {
        if (checking === abort) tellChecking(progress);
      },
    });
    return { plan: checked, out: task.folders.out };
  }

  async function saveTable(title: string, proposal: string, content: string): Promise<string | null> {
    const withCsv = (file: string): string => (/\.csv$/i.test(file) ? file : `${file}.csv`);
    const target = await chooseTarget(
      (defaultPath) =>
        askWhereToSave(window(), {
          title,
          defaultPath,
          filters: [{ name: text.words.dialogs.tables, extensions: ['csv'] }],
        }),
      proposal,
      undefined,
      withCsv,
    );
    if (target === null) return null;
    // Without the mark, Excel takes the letters for those of its own country.
    await writeFile(target, `\ufeff${content}`).catch((cause: unknown) => {
      throw inputError(
        'copy-failed',
        `${path.basename(target)} could not be written.`,
        'Choose a folder you may write to, with enough free space.',
        cause,
      );
    });
    return path.basename(target);
  }

  async function there(file: string): Promise<string> {
    if ((await stat(file).catch(() => null))?.isFile()) return file;
    throw inputError(
      'result-gone',
      `${path.basename(file)} is no longer where it was saved.`,
      'Make the video again.',
    );
  }

  return {
    busy: () => runner?.busy ?? false,
    drain: () => runner?.drain() ?? Promise.resolve(),
    handlers: {
      async readBatchList({ list: token }) {
        const listPath = library.pathOf(token, 'list');
        const list = await namingFile(listPath, () => engine.run('readBatchList', { path: listPath }));
        lists.set(token, { list, path: listPath });
        return {
          encoding: list.encoding,
          separator: list.separator,
          headings: [...list.headings],
          rows: list.rows.map(({ line, cells }) => ({ line, cells: [...cells] })),
          outFolder: displayFolder(folderFor(listPath)),
        };
      },
      async checkBatch(order) {
        const { videos, refused } = (await plan(order)).plan;
        return {
          ready: videos.length,
          problems: refused.map(({ line, problems }) => ({ line, problems: problems.map(problemView) })),
        };
      },
      openBatchPhoto({ list: token, line, column }) {
        const { list, path: listPath } = listOf(token);
        const cell = list.rows.find((row) => row.line === line)?.cells[column] ?? '';
        return library.grantFile(cell === '' ? '' : path.resolve(path.dirname(listPath), cell), 'photo');
      },
      async chooseBatchFolder() {
        const folder = await askWhatToOpen(window(), {
          title: text.words.batch.chooseFolder,
          defaultPath: chosenFolder ?? app.getPath('videos'),
          properties: ['openDirectory', 'createDirectory'],
        });
        if (folder === null) return null;
        chosenFolder = folder;
        return displayFolder(folder);
      },
      async startBatch({ order, atOnce }) {
        await reopen();
        if (runner?.busy)
          throw inputError(
            'batch-busy',
            'A batch is being made already.',
            'Wait for it to end, or cancel it.',
          );
        const { plan: checked, out } = await plan(order);
        const batch = await engine.run('openBatch', {
          id: randomUUID(),
          out,
          atOnce: atOnce ?? atOnceHere(),
          plan: checked,
        });
        const started = open(batch);
        started.start(true);
        return view(started);
      },
      async getBatch() {
        await reopen();
        return runner && view(runner);
      },
      controlBatch({ action }) {
        const batch = current();
        switch (action) {
          case 'pause':
            batch.pause();
            break;
          case 'continue':
            batch.start();
            break;
          case 'cancel':
            batch.cancel();
            break;
          case 'again':
            batch.start(true);
            break;
        }
        return view(batch);
      },
      cancelBatchRow({ line }) {
        current().cancelRow(line);
        return null;
      },
      retryBatchRow({ line }) {
        current().retryRow(line);
        return null;
      },
      markBatchRow({ line, mark }) {
        current().mark(line, mark);
        return null;
      },
      async revealBatch({ line }) {
        const { out, rows } = current().batch;
        const file =
          line === null
            ? path.join(out, 'review.html')
            : (rows.find(({ video }) => video.line === line)?.video.request.outPath ?? '');
        shell.showItemInFolder(await there(file));
        return null;
      },
      saveBatchTable: ({ text: content }) =>
        saveTable(text.words.batch.saveReview, path.join(current().batch.out, 'review.csv'), content),
      saveBatchSample: ({ text: content }) =>
        saveTable(
          text.words.batch.saveSample,
          path.join(app.getPath('documents'), `${safeFileName(text.words.batch.sampleName)}.csv`),
          content,
        ),
    },
  };
}
