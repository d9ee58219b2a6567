/** One network tried on one device: runs in a process of its own, because a driver may take its process down. */
import { z } from 'zod';
import { deviceTrialSchema, type Device } from '../../../../shared/contract/devices.ts';
import type { OnnxSession, SessionLoader, SessionOptions } from '../onnx.ts';
import { largestError } from './answers.ts';
import { deviceFailureOf, deviceName } from './deviceFailure.ts';
import { fixedRowsOf, seededInputs } from './seededInputs.ts';

/** What to try. Plain data: it crosses into another process. */
export interface TrialRequest {
  /** Absolute path of a checked model file. */
  readonly path: string;
  readonly device: Device;
  readonly deviceId: number;
  /** See {@link seededInputs}. */
  readonly sidePx: number;
  /** Batch sizes to time, rising; `[1]` where only the device is in question. */
  readonly rows: readonly number[];
  readonly loaderModule: string | null;
}

export const trialRecordSchema = deviceTrialSchema.extend({
  /** What was timed, rising in rows. On the processor with one thread, elsewhere as the device does it. */
  batches: z.array(
    z.object({
      rows: z.number().int(),
      msPerRow: z.number(),
      /** Memory above that before loading; null where it cannot be read. */
      peakBytes: z.number().nullable(),
    }),
  ),
  /** Batch sizes that were asked for: a record with fewer than are needed is made anew. */
  sweptRows: z.number().int(),
});
export type TrialRecord = z.infer<typeof trialRecordSchema>;

/** What a trial looks at besides the network. Injected, so that the sums can be tested with numbers. */
export interface TrialInstruments {
  readonly load: SessionLoader;
  readonly nowMs: () => number;
  /** Most memory that this process ever held, bytes. */
  readonly peakProcessBytes: () => number;
  /** Memory of the device that is in use now, bytes; null where nothing tells. */
  readonly deviceBytes: (device: Device, deviceId: number) => number | null;
}

/**
 * How far a device may be from the processor, in units of the answer's spread. Single precision stays below 1e-3 even
 * where a GPU multiplies with shortened factors (TF32); half precision has 11 bits, which add up over the layers. A
 * device that computes something else is off by tenths.
 */
const TOLERANCE = { float32: 0.02, float16: 0.06 } as const;

/** Repetitions that the median is taken of, unless the time for them is over sooner. */
const REPEATS = 5;
const REPEATS_MAX_MS = 3_000;
/** A first call that takes this long is its own measure. */
const SLOW_CALL_MS = 5_000;
/** Larger batches are not tried once this much time went into smaller ones, nor after two that brought nothing. */
const SWEEP_MAX_MS = 20_000;
const SWEEP_GAIN_MIN = 0.03;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

type Feeds = Parameters<OnnxSession['run']>[0];
type Answer = Awaited<ReturnType<OnnxSession['run']>>;

/** The beginning of an answer, as long as another: seeded inputs begin the same, whatever their number of rows. */
const beginning = (answer: Answer, expected: Answer): Answer =>
  Object.fromEntries(
    Object.entries(expected).map(([name, { dims, data }]) => [
      name,
      { dims, data: answer[name]?.data.subarray(0, data.length) ?? new Uint8Array() },
    ]),
  );

/** The answer, and the median time of a call after a first one that does not count. */
async function timeCalls(session: OnnxSession, feeds: Feeds, nowMs: () => number) {
  const firstMs = nowMs();
  const answer = await session.run(feeds);
  const warmUpMs = nowMs() - firstMs;
  const slow = warmUpMs > SLOW_CALL_MS;
  // What makes a first call slow on a device is mostly the making of its programs, which is over then.
  const repeats = slow ? (session.device === 'cpu' ? 0 : 1) : REPEATS;
  const times: number[] = [];
  const startMs = nowMs();
  while (times.length < repeats && nowMs() - startMs < REPEATS_MAX_MS) {
    const callMs = nowMs();
    await session.run(feeds);
    times.push(nowMs() - callMs);
  }
  return { answer, medianMs: times.length === 0 ? warmUpMs : median(times) };
}

interface SweepStart {
  readonly processBytes: number;
  readonly deviceBytes: number | null;
  /** What was timed with this session already; null: nothing. */
  readonly timed: { readonly rows: number; readonly medianMs: number } | null;
  /** Whether the answer to a larger batch begins as it should. */
  readonly isRight: (answer: Answer) => boolean;
}

/** Times rising batch sizes until they bring nothing, cost too much or do not fit. */
async function sweep(
  session: OnnxSession,
  { device, deviceId, sidePx, rows }: TrialRequest,
  { nowMs, peakProcessBytes, deviceBytes }: TrialInstruments,
  before: SweepStart,
): Promise<TrialRecord['batches']> {
  const fixedRows = fixedRowsOf(session.inputs);
  const batches: TrialRecord['batches'] = [];
  const startMs = nowMs();
  let bestMs = Infinity;
  let idleSteps = 0;

  async function timeRows(count: number): Promise<number> {
    if (before.timed?.rows === count) return before.timed.medianMs;
    const feeds = seededInputs(session.inputs, count, sidePx);
    const { answer, medianMs } = await timeCalls(session, feeds, nowMs);
    if (!before.isRight(answer)) throw new Error(`A batch of ${count} is computed wrongly.`);
    return medianMs;
  }
  /** More than before loading; null where it cannot be read. */
  function memoryBytes(): number | null {
    if (device === 'cpu') return Math.max(0, peakProcessBytes() - before.processBytes);
    const held = deviceBytes(device, deviceId);
    return held === null || before.deviceBytes === null ? null : Math.max(0, held - before.deviceBytes);
  }

  for (const count of fixedRows === null ? rows : [fixedRows]) {
    if (batches.length > 0 && (idleSteps >= 2 || nowMs() - startMs > SWEEP_MAX_MS)) break;
    let medianMs: number;
    try {
      medianMs = await timeRows(count);
    } catch (thrown) {
      // A batch that does not fit, or comes out wrong, ends the search; the first one has to do.
      if (batches.length === 0) throw thrown;
      break;
    }
    const msPerRow = medianMs / count;
    batches.push({ rows: count, msPerRow, peakBytes: memoryBytes() });
    idleSteps = msPerRow < bestMs * (1 - SWEEP_GAIN_MIN) ? 0 : idleSteps + 1;
    bestMs = Math.min(bestMs, msPerRow);
  }
  return batches;
}

const sessionOptions = (device: Device, deviceId: number, threads: number): SessionOptions => ({
  device,
  deviceId,
  threads,
  spinning: false,
});

const trialOf = (
  device: Device,
  state: TrialRecord['state'],
  medianMs: number | null,
  error: number | null,
  reason: string | null,
) => ({ device, state, medianMs, largestError: error, reason });

/** Of results that stay as they are until the machine changes. */
const FINAL = Number.MAX_SAFE_INTEGER;

/** A device that gave no answer. @param sweptRows 0 where it may be another story next time */
export const unavailable = (device: Device, reason: string, sweptRows = FINAL): TrialRecord => ({
  ...trialOf(device, 'unavailable', null, null, reason),
  batches: [],
  sweptRows,
});

/** The processor answers right by definition: it is timed with all threads, and batches with one. */
async function tryProcessor(request: TrialRequest, instruments: TrialInstruments): Promise<TrialRecord> {
  const { load, nowMs, peakProcessBytes } = instruments;
  const processBytes = peakProcessBytes();
  const session = await load(request.path, sessionOptions('cpu', 0, 0));
  const rows = fixedRowsOf(session.inputs) ?? 1;
  const { medianMs } = await timeCalls(session, seededInputs(session.inputs, rows, request.sidePx), nowMs);
  const before = { processBytes, deviceBytes: null, timed: { rows, medianMs }, isRight: () => true };
  const trial = { ...trialOf('cpu', 'correct', medianMs, 0, null), sweptRows: request.rows.length };
  if (request.rows.length === 1) {
    const batches = await sweep(session, request, instruments, before);
    await session.release();
    return { ...trial, batches };
  }
  await session.release();
  const single = await load(request.path, sessionOptions('cpu', 0, 1));
  const batches = await sweep(single, request, instruments, { ...before, timed: null });
  await single.release();
  return { ...trial, batches };
}

async function tryDevice(request: TrialRequest, instruments: TrialInstruments): Promise<TrialRecord> {
  const { device, deviceId, path, sidePx } = request;
  const { load, nowMs, deviceBytes } = instruments;
  const processor = await load(path, sessionOptions('cpu', 0, 0));
  const rows = fixedRowsOf(processor.inputs) ?? 1;
  const feeds = seededInputs(processor.inputs, rows, sidePx);
  const expected = await processor.run(feeds);
  await processor.release();

  const heldBytes = deviceBytes(device, deviceId);
  const session = await load(path, sessionOptions(device, deviceId, 0));
  const { answer, medianMs } = await timeCalls(session, feeds, nowMs);
  const error = largestError(expected, answer);
  const half = session.inputs.some(({ type }) => type === 'float16');
  const tolerance = half ? TOLERANCE.float16 : TOLERANCE.float32;
  const isRight = (given: Answer): boolean =>
    (largestError(expected, beginning(given, expected)) ?? Infinity) <= tolerance;
  if (error === null || error > tolerance) {
    await session.release();
    const off =
      error === null ? 'answers with values that are no numbers' : `is off by ${error.toPrecision(2)}`;
    const reason = `${deviceName(device)} computes this network wrongly: it ${off}, at most ${tolerance} of the spread is accepted`;
    return { ...trialOf(device, 'wrong', medianMs, error, reason), batches: [], sweptRows: FINAL };
  }
  const batches = await sweep(session, request, instruments, {
    processBytes: 0,
    deviceBytes: heldBytes,
    timed: { rows, medianMs },
    isRight,
  });
  await session.release();
  return { ...trialOf(device, 'correct', medianMs, error, null), batches, sweptRows: request.rows.length };
}

/**
 * Tries a network on a device: seeded inputs of its declared shapes, the answer against the processor's, the median
 * time after a warm-up, and the batch sizes asked for. Never throws: what fails is a result.
 */
export async function runTrial(request: TrialRequest, instruments: TrialInstruments): Promise<TrialRecord> {
  try {
    return request.device === 'cpu'
      ? await tryProcessor(request, instruments)
      : await tryDevice(request, instruments);
  } catch (thrown) {
    const { reason, outOfMemory } = deviceFailureOf(thrown);
    return unavailable(request.device, reason, outOfMemory ? 0 : FINAL);
  }
}
