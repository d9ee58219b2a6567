import { rowProblem } from '../../shared/batch/problems.ts';
import { rowOf, videoNameOf, type ListRow } from '../../shared/batch/rows.ts';
import type { Batch, BatchOrder, BatchRowView } from '../../shared/contract/batch.ts';
import type { MediaPurpose, MediaRef } from '../../shared/contract/media.ts';
import { cancelledError, inputError } from '../../shared/errors.ts';
import type { Studio } from './studio.ts';

type BatchCalls = Pick<
  Studio,
  | 'readBatchList'
  | 'checkBatch'
  | 'openBatchPhoto'
  | 'chooseBatchFolder'
  | 'startBatch'
  | 'getBatch'
  | 'controlBatch'
  | 'cancelBatchRow'
  | 'retryBatchRow'
  | 'markBatchRow'
  | 'revealBatch'
  | 'saveBatchTable'
  | 'saveBatchSample'
>;

/** Batches in memory: rows with a photo whose name begins with `broken` cannot be made; a test ends the others. */
export interface FakeBatch {
  readonly calls: BatchCalls;
  /** What the next list holds, headings first. */
  table: readonly (readonly string[])[];
  /** Tells of a row. */
  tell(line: number, news: Partial<BatchRowView>, batch?: Partial<Batch>): void;
}

const HEADINGS = ['name', 'text', 'photo'];
export const FAKE_GUESTS = [
  HEADINGS,
  ['Anna', 'Happy birthday, {name}!', ''],
  ['Ben', '', ''],
  ['Chloe', '', 'broken.jpg'],
] as const;

export function createFakeBatch(parts: {
  readonly note: (name: string) => void;
  readonly gate: () => Promise<void>;
  readonly chosen: () => string | null;
  readonly refOf: (purpose: MediaPurpose, name: string) => MediaRef;
  readonly emit: (batch: Batch) => void;
}): FakeBatch {
  const { note, chosen, refOf } = parts;
  let batch: Batch | null = null;
  const answer = <Value>(name: string, value: () => Value): Promise<Value> => {
    note(name);
    return Promise.resolve().then(value);
  };
  const rows = (): readonly ListRow[] =>
    fake.table.slice(1).map((cells, index) => ({ line: index + 2, cells }));
  const problemsOf = ({ mapping }: BatchOrder, { cells }: ListRow): BatchRowView['problems'] => {
    const photo = mapping.photo === undefined ? '' : cells[mapping.photo];
    if ((mapping.name === undefined ? '' : cells[mapping.name]) === '')
      return [rowProblem('name-empty', 'name')];
    if (!photo.startsWith('broken')) return [];
    const error = inputError(
      'photo-unsupported',
      `The photo "${photo}" is not a picture that can be read.`,
      'Choose another.',
    );
    return [{ code: 'file', column: 'photo', value: photo, error: error.toReport() }];
  };
  const rowView = (order: BatchOrder, row: ListRow): BatchRowView => {
    const problems = problemsOf(order, row);
    const filled = rowOf(fake.table[0], order.mapping, row);
    return {
      line: row.line,
      name: filled.roles.name ?? '',
      videoName: problems.length > 0 ? null : videoNameOf(order.naming, filled),
      text: filled.roles.text || order.text || null,
      state: problems.length > 0 ? 'refused' : 'waiting',
      fraction: null,
      wasThere: false,
      outUrl: null,
      durationSec: null,
      confidence: null,
      warnings: [],
      error: null,
      problems,
      parts: null,
      mark: null,
    };
  };
  const current = (): Batch => {
    if (!batch) throw inputError('batch-none', 'There is no batch.', 'Start one.');
    return batch;
  };
  const change = (news: Partial<Batch>): Batch => {
    batch = { ...current(), ...news };
    return batch;
  };

  const fake: FakeBatch = {
    table: FAKE_GUESTS,
    tell(line, news, about = {}) {
      const told = change({
        ...about,
        rows: current().rows.map((row) => (row.line === line ? { ...row, ...news } : row)),
      });
      parts.emit({ ...told, rows: told.rows.filter((row) => row.line === line) });
    },
    calls: {
      readBatchList: () =>
        answer('readBatchList', () => ({
          encoding: 'utf-8' as const,
          separator: ',' as const,
          headings: [...fake.table[0]],
          rows: rows().map(({ line, cells }) => ({ line, cells: [...cells] })),
          outFolder: '~/Videos/guests',
        })),
      async checkBatch(order) {
        note('checkBatch');
        await parts.gate();
        const problems = rows()
          .map((row) => ({ line: row.line, problems: problemsOf(order, row) }))
          .filter((row) => row.problems.length > 0);
        return { ready: rows().length - problems.length, problems };
      },
      openBatchPhoto: ({ line, column }) =>
        answer('openBatchPhoto', () => refOf('photo', rows()[line - 2]?.cells[column] ?? '')),
      chooseBatchFolder: () => answer('chooseBatchFolder', chosen),
      startBatch: ({ order }) =>
        answer('startBatch', () => {
          batch = {
            id: crypto.randomUUID(),
            state: 'running',
            outFolder: '~/Videos/guests',
            etaSec: null,
            rows: rows().map((row) => rowView(order, row)),
          };
          return batch;
        }),
      getBatch: () => answer('getBatch', () => batch),
      controlBatch: ({ action }) =>
        answer('controlBatch', () => {
          switch (action) {
            case 'pause':
              return change({ state: 'paused' });
            case 'continue':
              return change({ state: 'running' });
            case 'cancel':
              return change({
                state: 'ended',
                rows: current().rows.map((row) =>
                  row.state === 'waiting' || row.state === 'running'
                    ? { ...row, state: 'cancelled' as const }
                    : row,
                ),
              });
            case 'again':
              return change({
                state: 'running',
                rows: current().rows.map((row) =>
                  row.state === 'failed' || row.state === 'cancelled' || row.mark === 'redo'
                    ? { ...row, state: 'waiting' as const, error: null, mark: null }
                    : row,
                ),
              });
          }
        }),
      cancelBatchRow: ({ line }) =>
        answer('cancelBatchRow', () => {
          fake.tell(line, { state: 'cancelled', error: cancelledError().toReport() });
          return null;
        }),
      retryBatchRow: ({ line }) =>
        answer('retryBatchRow', () => {
          fake.tell(line, { state: 'waiting', error: null });
          return null;
        }),
      markBatchRow: ({ line, mark }) =>
        answer('markBatchRow', () => {
          fake.tell(line, { mark });
          return null;
        }),
      revealBatch: () => answer('revealBatch', () => null),
      saveBatchTable: () => answer('saveBatchTable', chosen),
      saveBatchSample: () => answer('saveBatchSample', chosen),
    },
  };
  return fake;
}
