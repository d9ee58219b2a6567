import { describeDevices } from '../engine/runtime/inference/describeDevices.ts';
import { createModelStore, type ModelFile } from '../engine/runtime/modelStore.ts';
import { providersHere } from '../engine/runtime/providers.ts';
import type { DeviceReport } from '../../shared/contract/deviceReport.ts';
import { KotohogiError } from '../../shared/errors.ts';
import type { EngineStart } from './messages.ts';

export interface DeviceRun {
  /** Which of several devices of a kind. */
  readonly deviceId: number;
  readonly signal: AbortSignal;
}

/** What looks at this machine's devices. */
export interface DeviceTasks {
  /** What trials have said so far; makes none. */
  readonly known: (run: DeviceRun) => Promise<DeviceReport>;
  /** Tries every model on every device anew. */
  readonly probe: (run: DeviceRun) => Promise<DeviceReport>;
}

export function createDeviceTasks({ home, models }: EngineStart['folders']): DeviceTasks {
  const store = createModelStore(models, { home });

  /** Installed models whose files are sound; what is wrong with the others is told where models are shown. */
  async function soundFiles(): Promise<readonly ModelFile[]> {
    const files = await Promise.all(
      (await store.cards()).map(({ id }) =>
        store.file(id).catch((thrown: unknown) => {
          if (thrown instanceof KotohogiError) return null;
          throw thrown;
        }),
      ),
    );
    return files.filter((file) => file !== null);
  }

  async function report(run: DeviceRun, how: 'known' | 'anew'): Promise<DeviceReport> {
    const described = await describeDevices(await soundFiles(), {
      ...run,
      home,
      loaderModule: null,
      trials: how === 'known' ? 'known' : 'all',
      fresh: how === 'anew',
    });
    return {
      providers: [...providersHere()],
      trials: described.filter(({ trials }) => trials.length > 0),
    };
  }

  return { known: (run) => report(run, 'known'), probe: (run) => report(run, 'anew') };
}
