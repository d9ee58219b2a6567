import type { Studio } from '../api/studio.ts';
import { useDevices } from '../stores/devices.ts';
import { asKotohogiError } from './materials.ts';

/** Learning what this machine's devices can do. */
export interface DeviceActions {
  /** What was measured last; nothing is measured. */
  readonly load: () => Promise<void>;
  readonly measure: () => Promise<void>;
}

export function createDeviceActions(studio: Studio): DeviceActions {
  const take = async (ask: Studio['getDevices']): Promise<void> => {
    try {
      useDevices.setState({ report: await ask(null), problem: null });
    } catch (thrown) {
      useDevices.setState({ problem: asKotohogiError(thrown) });
    }
  };
  return {
    load: () => take(studio.getDevices),
    async measure() {
      if (useDevices.getState().measuring) return;
      useDevices.setState({ measuring: true });
      await take(studio.probeDevices);
      useDevices.setState({ measuring: false });
    },
  };
}
