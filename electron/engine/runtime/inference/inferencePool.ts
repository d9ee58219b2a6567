import os from 'node:os';
import type { ModelFile } from '../modelStore.ts';
import { DEFAULT_SESSION_OPTIONS, type SessionOptions } from '../onnx.ts';
import { bestMsPerRow, chooseDevice, chooseRows, type DeviceChoice } from './chooseDevice.ts';
import { deviceFailureOf, fallbackSentence } from './deviceFailure.ts';
import { createDeviceTrials, type DeviceTrials } from './deviceTrials.ts';
import { createFallbackList } from './fallbackList.ts';
import { createLaneQueue, type Lane, type LaneSet } from './laneQueue.ts';
import type { TrialRecord } from './trialRun.ts';
import type { InferenceOptions, InferencePool } from './types.ts';
import { openWorkerLane, type WorkerLaneOptions } from './workerLane.ts';

export interface InferencePoolOptions extends InferenceOptions {
  /** Threads to compute with on the processor; without it, all cores. */
  readonly cores?: number;
  /** Longest that a device may take for a call before the processor takes over; without it, far more than measured. */
  readonly callLimitMs?: number;
  readonly trials?: DeviceTrials;
  /** Worker threads, unless a test has other places to run in. */
  readonly openLane?: (options: WorkerLaneOptions) => Promise<Lane>;
}

/** A call that takes this much longer than measured hangs; a busy GPU is slower, but not by so much. */
const CALL_LIMIT_FACTOR = 50;
const CALL_LIMIT_MIN_MS = 60_000;
const LOAD_LIMIT_MS = 120_000;
const TENSORRT_LOAD_LIMIT_MS = 600_000;

/** Share of the machine's memory that sessions side by side may take. */
const MEMORY_SHARE = 0.25;
/** A session holds its weights, once more as the runtime arranges them, and what its layers hand on. */
const WEIGHT_COPIES = 2;
const LAYERS_BYTES = 128 * 2 ** 20;

/** How many sessions work side by side on the processor, and with how many threads each. */
export interface ProcessorLayout {
  readonly sessions: number;
  readonly threads: number;
}

/**
 * One single-threaded session per core, as far as memory goes: threads of one session wait for each other at every
 * layer, sessions never do (figures in docs/devices.md). Sessions x threads never exceeds the cores, because more
 * threads than cores are several times slower.
 */
export function processorLayout(modelBytes: number, cores: number, memoryBytes: number): ProcessorLayout {
  const sessionBytes = modelBytes * WEIGHT_COPIES + LAYERS_BYTES;
  const affordable = Math.max(1, Math.floor((memoryBytes * MEMORY_SHARE) / sessionBytes));
  const sessions = Math.min(cores, affordable);
  return { sessions, threads: Math.floor(cores / sessions) };
}

/**
 * Puts a network into worker threads: one on a GPU, one per core on the processor.
 * @throws KotohogiError kind `missing` when not even the processor can load the file; `cancelled`
 */
export async function createInferencePool(
  file: ModelFile,
  options: InferencePoolOptions,
): Promise<InferencePool> {
  const { home, settings, signal, loaderModule = null, openLane = openWorkerLane } = options;
  const { card, path } = file;
  const trials =
    options.trials ?? createDeviceTrials({ home, deviceId: settings.deviceId, signal, loaderModule });
  const fallbacks = createFallbackList(options.onFallback);

  const lane = (session: SessionOptions, loadLimitMs: number | null): Promise<Lane> =>
    openLane({ path, session, loaderModule, loadLimitMs });

  async function openProcessor(trial: TrialRecord | null): Promise<LaneSet> {
    const cores = options.cores ?? os.availableParallelism();
    const { sessions, threads } = processorLayout(card.bytes, cores, os.totalmem());
    const rows = chooseRows(trial, null, settings);
    const opening = Array.from({ length: sessions }, () =>
      lane({ ...DEFAULT_SESSION_OPTIONS, threads }, null),
    );
    const opened = await Promise.allSettled(opening);
    const lanes = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    // Fewer lanes than planned still finish the work, as long as there is one.
    if (lanes.length === 0) await Promise.all(opening);
    return { device: 'cpu', lanes, rows, callLimitMs: null };
  }

  async function openDevice({ device, trial }: DeviceChoice): Promise<LaneSet> {
    const processor = await trials.known(file, 'cpu');
    const rows = chooseRows(trial, processor, settings);
    const expectedMs = trial === null ? 0 : bestMsPerRow(trial) * rows;
    const loadLimitMs = device === 'tensorrt' ? TENSORRT_LOAD_LIMIT_MS : LOAD_LIMIT_MS;
    const session = { ...DEFAULT_SESSION_OPTIONS, device, deviceId: settings.deviceId };
    return {
      device,
      lanes: [await lane(session, loadLimitMs)],
      rows,
      callLimitMs: options.callLimitMs ?? Math.max(CALL_LIMIT_MIN_MS, expectedMs * CALL_LIMIT_FACTOR),
    };
  }

  async function openFirst(): Promise<LaneSet> {
    const choice = await chooseDevice(file, trials, settings, 'batches');
    if (choice.sentence !== null) fallbacks.add(choice.sentence);
    if (choice.device === 'cpu') return openProcessor(await trials.ofModel(file, 'cpu', 'batches'));
    try {
      return await openDevice(choice);
    } catch (thrown) {
      fallbacks.add(fallbackSentence.lost(card.id, choice.device, deviceFailureOf(thrown).reason));
      return openProcessor(await trials.known(file, 'cpu'));
    }
  }

  const queue = createLaneQueue({
    modelId: card.id,
    first: await openFirst(),
    // In the middle of a video nobody waits for a trial: without one, frames go one by one.
    openProcessor: async () => openProcessor(await trials.known(file, 'cpu')),
    report: (sentence) => fallbacks.add(sentence),
    signal,
  });
  return {
    card,
    get device() {
      return queue.set.device;
    },
    get batchSize() {
      return queue.set.rows;
    },
    get concurrency() {
      return queue.set.lanes.length;
    },
    run: (batch) => queue.run(batch),
    fallbacks: () => fallbacks.all(),
    close: () => queue.close(),
  };
}
