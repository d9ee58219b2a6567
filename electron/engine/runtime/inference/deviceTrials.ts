import type { Device } from '../../../../shared/contract/devices.ts';
import type { ModelFile } from '../modelStore.ts';
import { devicesHere } from '../providers.ts';
import { machineKey } from './machineKey.ts';
import { freeSidePx } from './seededInputs.ts';
import { TINY_NETWORK_SHA256, writeTinyNetwork } from './tinyNetwork.ts';
import { createTrialCache, trialKey } from './trialCache.ts';
import { startTrialProcess, type TrialStarter } from './trialProcess.ts';
import type { TrialRecord } from './trialRun.ts';

/** Batch sizes that are timed for a network that runs once per frame. */
const DEVICE_ROWS = [1, 2, 4, 8, 16, 32] as const;
/** On the processor larger batches bring nothing (docs/devices.md) and keep a person waiting for a cancel. */
const PROCESSOR_ROWS = [1, 2, 4] as const;

/** Whether batch sizes are wanted as well. */
export type TrialDepth = 'once' | 'batches';

/** Results of trials on this machine: looked up, else made. */
export interface DeviceTrials {
  /** Devices worth a trial, best first, without the processor. */
  readonly devices: readonly Device[];
  /** Whether a device works at all. @throws KotohogiError kind `cancelled` */
  ofDevice(device: Device): Promise<TrialRecord>;
  /** A model on a device; a device that does not work at all is not tried with it. @throws as above */
  ofModel(file: ModelFile, device: Device, depth: TrialDepth): Promise<TrialRecord>;
  /** What is known without trying. */
  known(file: ModelFile | null, device: Device): Promise<TrialRecord | null>;
}

export interface DeviceTrialsOptions {
  readonly home: string;
  readonly deviceId: number;
  readonly signal: AbortSignal;
  readonly loaderModule: string | null;
  /** Measure again what is known. */
  readonly fresh?: boolean;
  readonly start?: TrialStarter;
  readonly devices?: readonly Device[];
}

export function createDeviceTrials(options: DeviceTrialsOptions): DeviceTrials {
  const { home, deviceId, signal, loaderModule, fresh = false, start = startTrialProcess() } = options;
  const cache = createTrialCache(home, machineKey());
  const made = new Map<string, Promise<TrialRecord>>();

  /** One trial at a time: two would slow each other down and both measure wrongly. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<TrialRecord>): Promise<TrialRecord> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };

  async function make(
    key: string,
    path: () => Promise<string>,
    device: Device,
    sidePx: number,
    rows: readonly number[],
  ): Promise<TrialRecord> {
    const known = fresh ? null : await cache.read(key);
    if (known !== null && known.sweptRows >= rows.length) return known;
    const request = { path: await path(), device, deviceId, sidePx, rows, loaderModule };
    const record = await inTurn(() => start(request, signal));
    await cache.write(key, record);
    return record;
  }

  /** Each trial at most once in the life of this object, whoever asks. */
  function once(key: string, rows: number, work: () => Promise<TrialRecord>): Promise<TrialRecord> {
    const id = `${key} ${rows}`;
    const running = made.get(id) ?? work();
    made.set(id, running);
    running.catch(() => made.delete(id));
    return running;
  }

  function ofDevice(device: Device): Promise<TrialRecord> {
    const key = trialKey(TINY_NETWORK_SHA256, device, deviceId);
    return once(key, 1, () => make(key, () => writeTinyNetwork(home), device, 1, [1]));
  }

  return {
    devices: options.devices ?? devicesHere(),
    ofDevice,
    async ofModel({ card, path }, device, depth) {
      if (device !== 'cpu') {
        const works = await ofDevice(device);
        if (works.state !== 'correct') return works;
      }
      const swept = device === 'cpu' ? PROCESSOR_ROWS : DEVICE_ROWS;
      const rows = depth === 'batches' ? swept : [1];
      const key = trialKey(card.sha256, device, deviceId);
      return once(key, rows.length, () =>
        make(key, () => Promise.resolve(path), device, freeSidePx(card.family), rows),
      );
    },
    known: (file, device) => cache.read(trialKey(file?.card.sha256 ?? TINY_NETWORK_SHA256, device, deviceId)),
  };
}
