import os from 'node:os';
import type { Device } from '../../../../shared/contract/devices.ts';
import type { InferenceSettings } from '../../../../shared/contract/inference.ts';
import type { ModelFile } from '../modelStore.ts';
import type { DeviceTrials, TrialDepth } from './deviceTrials.ts';
import { deviceName, fallbackSentence } from './deviceFailure.ts';
import type { TrialRecord } from './trialRun.ts';

/** Where a network is going to run. */
export interface DeviceChoice {
  readonly device: Device;
  /** The trial of that device; null on the processor where nothing had to be compared. */
  readonly trial: TrialRecord | null;
  /** Said when the device that the person chose cannot be used. */
  readonly sentence: string | null;
}

/**
 * Devices that `auto` tries. TensorRT is not among them: through the JavaScript interface it compiles the network anew
 * at every start (minutes for a large one) and cannot use half precision, so CUDA has long finished a video by then.
 */
export const automaticDevices = (devices: readonly Device[]): readonly Device[] =>
  devices.filter((device) => device !== 'tensorrt' && device !== 'cpu');

/** Time for one row in the best of the batches that were timed; on the processor with all cores at work. */
export function bestMsPerRow({ device, medianMs, batches }: TrialRecord): number {
  const perRow = batches.map(({ msPerRow }) => msPerRow);
  const batched = Math.min(...perRow, Infinity) / (device === 'cpu' ? os.availableParallelism() : 1);
  const [first] = batches;
  const alone = (medianMs ?? Infinity) / (first?.rows ?? 1);
  return first === undefined ? alone : batches.length > 1 ? Math.min(batched, alone) : alone;
}

/**
 * Memory that a batch is going to need, bytes: what was measured, carried on in a straight line where it was not. The
 * need on the processor stands in for devices that do not tell.
 * @returns null where nothing was measured
 */
export function predictedBytes(trials: readonly (TrialRecord | null)[], rows: number): number | null {
  for (const trial of trials) {
    const points = (trial?.batches ?? []).flatMap(({ rows: count, peakBytes }) =>
      peakBytes === null ? [] : [{ count, peakBytes }],
    );
    const [first] = points;
    const end = points.at(-1);
    if (!first || !end) continue;
    const exact = points.find(({ count }) => count === rows);
    if (exact) return exact.peakBytes;
    const slope =
      end.count > first.count
        ? Math.max(0, (end.peakBytes - first.peakBytes) / (end.count - first.count))
        : first.peakBytes / first.count;
    return Math.max(first.peakBytes, first.peakBytes + slope * (rows - first.count));
  }
  return null;
}

const MIB = 2 ** 20;

/** Why a device may not be used within the person's limit of memory, or null. */
function overLimitReason(device: TrialRecord, processor: TrialRecord, limitMib: number): string | null {
  const needBytes = predictedBytes([device, processor], device.batches[0]?.rows ?? 1);
  if (needBytes === null || needBytes <= limitMib * MIB) return null;
  return `it needs about ${Math.ceil(needBytes / MIB)} MiB of ${deviceName(device.device)} memory, and the limit is ${limitMib} MiB`;
}

/**
 * Decides where a network runs: the device that the person chose, if it computes it rightly; with `auto` the fastest
 * that does. Trials that are not known yet are made.
 * @throws KotohogiError kind `cancelled`
 */
export async function chooseDevice(
  file: ModelFile,
  trials: DeviceTrials,
  { device: wanted, gpuMemoryLimitMib }: InferenceSettings,
  depth: TrialDepth,
): Promise<DeviceChoice> {
  const processor: DeviceChoice = { device: 'cpu', trial: null, sentence: null };
  if (wanted === 'cpu') return processor;
  if (wanted !== 'auto') {
    const works = await trials.ofDevice(wanted);
    if (works.state !== 'correct')
      return { ...processor, sentence: fallbackSentence.useless(wanted, works.reason ?? 'unknown') };
  }
  const candidates = wanted === 'auto' ? automaticDevices(trials.devices) : [wanted];
  const tried: TrialRecord[] = [];
  for (const device of candidates) tried.push(await trials.ofModel(file, device, depth));
  const refusal = (reason: string | null): DeviceChoice => ({
    ...processor,
    sentence: wanted === 'auto' ? null : fallbackSentence.refused(file.card.id, wanted, reason ?? 'unknown'),
  });
  const correct = tried.filter(({ state }) => state === 'correct');
  if (correct.length === 0) return refusal(tried[0]?.reason ?? null);

  // The processor's own trial is needed only now: as a rival, or to know how much memory the network takes.
  const own =
    wanted === 'auto' || gpuMemoryLimitMib !== null ? await trials.ofModel(file, 'cpu', depth) : null;
  const overLimit = (trial: TrialRecord): string | null =>
    own === null || gpuMemoryLimitMib === null ? null : overLimitReason(trial, own, gpuMemoryLimitMib);
  const fitting = correct.filter((trial) => overLimit(trial) === null);
  const [first] = fitting;
  if (!first) return refusal(correct[0] ? overLimit(correct[0]) : null);
  const best =
    wanted === 'auto' && own !== null
      ? [...fitting, own].reduce((one, other) => (bestMsPerRow(other) < bestMsPerRow(one) ? other : one))
      : first;
  return { device: best.device, trial: best, sentence: null };
}

/** A batch that is this little slower than the best is taken for its lesser need of memory. */
const NEAR_BEST = 1.05;

/**
 * Rows per call: the person's own number or what measured best, within the limit of memory.
 * @param trial of the device in use; null where none was made
 * @param processor the processor's trial, whose need of memory stands in for a device that does not tell
 */
export function chooseRows(
  trial: TrialRecord | null,
  processor: TrialRecord | null,
  { batchSize, gpuMemoryLimitMib }: Pick<InferenceSettings, 'batchSize' | 'gpuMemoryLimitMib'>,
): number {
  const limitBytes =
    trial === null || trial.device === 'cpu' || gpuMemoryLimitMib === null
      ? Infinity
      : gpuMemoryLimitMib * MIB;
  const fits = (rows: number): boolean => (predictedBytes([trial, processor], rows) ?? 0) <= limitBytes;
  if (batchSize !== null) {
    let rows = batchSize;
    while (rows > 1 && !fits(rows)) rows = Math.floor(rows / 2);
    return rows;
  }
  const batches = (trial?.batches ?? []).filter(({ rows }, index) => index === 0 || fits(rows));
  const bestMs = Math.min(...batches.map(({ msPerRow }) => msPerRow));
  return batches.find(({ msPerRow }) => msPerRow <= bestMs * NEAR_BEST)?.rows ?? 1;
}
