import { create } from 'zustand';
import type { DeviceReport } from '../../shared/contract/deviceReport.ts';
import type { KotohogiError } from '../../shared/errors.ts';

interface DevicesStore {
  /** What was measured last; null until it was asked for. */
  readonly report: DeviceReport | null;
  readonly measuring: boolean;
  readonly problem: KotohogiError | null;
}

/** What this machine's devices can do, as the engine measured it. */
export const useDevices = create<DevicesStore>(() => ({ report: null, measuring: false, problem: null }));
