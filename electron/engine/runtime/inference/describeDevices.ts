import {
  deviceTrialSchema,
  type Device,
  type DeviceTrial,
  type ModelDevices,
} from '../../../../shared/contract/devices.ts';
import type { ModelFile } from '../modelStore.ts';
import { automaticDevices, bestMsPerRow } from './chooseDevice.ts';
import { createDeviceTrials, type DeviceTrialsOptions } from './deviceTrials.ts';
import type { TrialRecord } from './trialRun.ts';

export interface DescribeDevicesOptions extends DeviceTrialsOptions {
  /** `known`: what trials said so far; `all`: every trial that was not made yet is made now. */
  readonly trials: 'known' | 'all';
}

const publicPart = (record: TrialRecord): DeviceTrial => deviceTrialSchema.parse(record);

function describe(modelId: string | null, records: readonly TrialRecord[]): ModelDevices {
  const usable = records.filter(({ state }) => state === 'correct');
  const automatic = usable.filter(
    ({ device }) => device === 'cpu' || automaticDevices([device]).includes(device),
  );
  const [first, ...others] = automatic;
  const best =
    first === undefined
      ? null
      : others.reduce((one, other) => (bestMsPerRow(other) < bestMsPerRow(one) ? other : one), first).device;
  return { modelId, trials: records.map(publicPart), best };
}

/**
 * What every device of this machine makes of the tiny network and of the models: for the settings screen and the
 * doctor.
 * @returns the tiny network first, then the models as given
 * @throws KotohogiError kind `cancelled`
 */
export async function describeDevices(
  files: readonly ModelFile[],
  options: DescribeDevicesOptions,
): Promise<readonly ModelDevices[]> {
  const trials = createDeviceTrials(options);
  const devices: readonly Device[] = [...trials.devices, 'cpu'];
  const described: ModelDevices[] = [];
  for (const file of [null, ...files]) {
    const records: TrialRecord[] = [];
    for (const device of devices) {
      const known = await trials.known(file, device);
      const record =
        options.trials === 'known'
          ? known
          : file === null
            ? await trials.ofDevice(device)
            : await trials.ofModel(file, device, file.card.role === 'lipsync' ? 'batches' : 'once');
      if (record !== null) records.push(record);
    }
    described.push(describe(file?.card.id ?? null, records));
  }
  return described;
}
