import { withRole, recogniseColumns, type BatchRole } from '../../shared/batch/columns.ts';
import type { Batch } from '../../shared/contract/batch.ts';
import type { BatchMark } from '../../shared/contract/batchConstants.ts';
import type { MediaRef, PhotoInspection } from '../../shared/contract/media.ts';
import { KotohogiError } from '../../shared/errors.ts';
import type { Studio } from '../api/studio.ts';
import { batchOrderOf, useBatch, wishesOf, withNews, type BatchWishes } from '../stores/batch.ts';
import { toCsv } from '../stores/batchTable.ts';
import { useExports } from '../stores/exports.ts';
import { useProject } from '../stores/project.ts';
import { useView } from '../stores/view.ts';
import { asKotohogiError } from './materials.ts';

/** Videos for a list of people. */
export interface BatchActions {
  /** Opens the screen: at the review while something is made. */
  readonly show: () => void;
  /** Learns of the batch that is being made, or that an earlier start has left. */
  readonly recall: () => Promise<void>;
  /** What the project suggests, until something was written by hand; and what was left from earlier. */
  readonly prepare: (language: string) => Promise<void>;
  readonly chooseList: () => Promise<void>;
  readonly dropList: (file: File) => Promise<void>;
  /** Reads the list from the disk once more, and keeps what was said of its columns. */
  readonly readAgain: () => Promise<void>;
  readonly setRole: (column: number, role: BatchRole | null) => void;
  readonly write: (change: Partial<BatchWishes>) => void;
  /** Checks the rows once nothing has changed for a moment. */
  readonly check: () => void;
  /** Looks at the photo of a row's own; null where it cannot be used. Looking twice takes no time. */
  readonly lookAt: (line: number) => Promise<PhotoInspection | null>;
  readonly chooseFolder: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly control: (action: 'pause' | 'continue' | 'cancel' | 'again') => Promise<void>;
  readonly cancelRow: (line: number) => Promise<void>;
  readonly retryRow: (line: number) => Promise<void>;
  readonly mark: (line: number, mark: BatchMark | null) => Promise<void>;
  readonly reveal: (line: number | null) => Promise<void>;
  readonly saveTable: (text: string) => Promise<void>;
  readonly saveSample: (rows: readonly (readonly string[])[]) => Promise<void>;
  readonly receive: (batch: Batch) => void;
  readonly receiveChecking: (progress: { readonly done: number; readonly total: number }) => void;
}

/** Long enough to type a word, short enough to be news. */
const CHECK_PAUSE_MS = 350;

export function createBatchActions(studio: Studio): BatchActions {
  const set = useBatch.setState;
  const get = useBatch.getState;
  /** Which question about the rows is the latest. */
  let question = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;

  /** Runs an action; what goes wrong is told on the screen itself. */
  async function telling<Value>(
    action: () => Promise<Value>,
    fileName: string | null = null,
  ): Promise<Value | null> {
    set({ problem: null });
    try {
      return await action();
    } catch (thrown) {
      const error = asKotohogiError(thrown);
      if (error.kind !== 'cancelled') set({ problem: { error, fileName } });
      return null;
    }
  }

  /** Photos of rows, by list and cell. */
  const looks = new Map<string, Promise<PhotoInspection | null>>();

  const orderNow = (): ReturnType<typeof batchOrderOf> => {
    const { open, wishes } = get();
    return open && batchOrderOf(useProject.getState().document, useExports.getState().settings, open, wishes);
  };

  function check(): void {
    question += 1;
    clearTimeout(pause);
    set({ check: null, checking: null });
    if (get().open?.mapping.name === undefined) return;
    const asked = question;
    pause = setTimeout(() => void ask(asked), CHECK_PAUSE_MS);
  }

  async function ask(asked: number): Promise<void> {
    const order = orderNow();
    if (!order || asked !== question) return;
    set({ checking: { done: 0, total: 0 } });
    const found = await telling(() => studio.checkBatch(order));
    if (asked === question) set({ check: found, checking: null });
  }

  async function take(media: MediaRef): Promise<void> {
    const content = await telling(() => studio.readBatchList({ list: media.token }), media.name);
    if (!content) return;
    set({
      open: { media, content, mapping: recogniseColumns(content.headings) },
      view: 'prepare',
      line: content.rows[0]?.line ?? null,
      onlyProblems: false,
    });
    check();
  }

  const takeBatch = (batch: Batch | null): void => {
    if (batch) set(({ batch: known }) => ({ batch: withNews(known, batch) }));
  };

  const recall = async (): Promise<void> => takeBatch(await telling(() => studio.getBatch(null)));

  return {
    recall,
    show() {
      const { batch } = get();
      if (batch && batch.state !== 'ended') set({ view: 'review' });
      useView.getState().open('batch');
    },
    async prepare(language) {
      const { touched, batch } = get();
      if (!touched) set({ wishes: wishesOf(useProject.getState().document, language) });
      if (!batch) await recall();
      const left = get().batch;
      if (!batch && left && left.state !== 'ended') set({ view: 'review' });
      check();
    },
    async chooseList() {
      const chosen = await telling(() => studio.chooseFile({ purpose: 'list' }));
      if (chosen?.kind === 'granted') await take(chosen.media);
      if (chosen?.kind === 'refused')
        set({ problem: { error: KotohogiError.fromReport(chosen.error), fileName: chosen.fileName } });
    },
    async dropList(file) {
      const media = await telling(() => studio.openFile(file, 'list'), file.name);
      if (media) await take(media);
    },
    async readAgain() {
      const { open } = get();
      if (!open) return;
      const { media } = open;
      const content = await telling(() => studio.readBatchList({ list: media.token }), media.name);
      if (!content) return;
      const isSame = content.headings.join('\n') === open.content.headings.join('\n');
      set({
        open: { media, content, mapping: isSame ? open.mapping : recogniseColumns(content.headings) },
      });
      check();
    },
    setRole(column, role) {
      set(({ open }) => (open ? { open: { ...open, mapping: withRole(open.mapping, column, role) } } : {}));
      check();
    },
    write(change) {
      set(({ wishes }) => ({ wishes: { ...wishes, ...change }, touched: true }));
      if (!('atOnce' in change)) check();
    },
    check,
    lookAt(line) {
      const { open } = get();
      const column = open?.mapping.photo;
      const cell = open?.content.rows.find((row) => row.line === line)?.cells[column ?? -1];
      if (!open || column === undefined || cell === undefined) return Promise.resolve(null);
      const list = open.media.token;
      const key = `${list} ${cell}`;
      const known = looks.get(key);
      if (known) return known;
      const look = studio
        .openBatchPhoto({ list, line, column })
        .then(({ token }) => studio.inspectPhoto({ photo: token }))
        // The check of the rows says why.
        .catch(() => null);
      looks.set(key, look);
      return look;
    },
    async chooseFolder() {
      const outFolder = await telling(() => studio.chooseBatchFolder(null));
      if (outFolder === null) return;
      set(({ open }) => (open ? { open: { ...open, content: { ...open.content, outFolder } } } : {}));
    },
    async start() {
      const order = orderNow();
      if (!order || get().starting) return;
      set({ starting: true });
      // The check that is under way would only be asked twice.
      question += 1;
      clearTimeout(pause);
      const { atOnce } = get().wishes;
      const batch = await telling(() => studio.startBatch({ order, atOnce }));
      set({ starting: false, checking: null });
      if (!batch) return check();
      set({ batch, view: 'review', filter: 'all', line: batch.rows[0]?.line ?? null });
    },
    async control(action) {
      takeBatch(await telling(() => studio.controlBatch({ action })));
    },
    async cancelRow(line) {
      await telling(() => studio.cancelBatchRow({ line }));
    },
    async retryRow(line) {
      await telling(() => studio.retryBatchRow({ line }));
    },
    async mark(line, mark) {
      await telling(() => studio.markBatchRow({ line, mark }));
    },
    async reveal(line) {
      await telling(() => studio.revealBatch({ line }));
    },
    async saveTable(text) {
      await telling(() => studio.saveBatchTable({ text }));
    },
    async saveSample(rows) {
      await telling(() => studio.saveBatchSample({ text: toCsv(rows) }));
    },
    receive: takeBatch,
    receiveChecking(progress) {
      if (get().checking) set({ checking: progress });
    },
  };
}
