import type { ModelFile } from '../modelStore.ts';
import {
  DEFAULT_SESSION_OPTIONS,
  type OnnxSession,
  type SessionLoader,
  type SessionOptions,
} from '../onnx.ts';
import { chooseDevice } from './chooseDevice.ts';
import { deviceFailureOf, fallbackSentence } from './deviceFailure.ts';
import { createDeviceTrials, type DeviceTrials } from './deviceTrials.ts';
import { createFallbackList } from './fallbackList.ts';
import type { InferenceOptions, SessionOpener } from './types.ts';
import { sessionLoader } from './wrapLoader.ts';

export interface SessionOpenerOptions extends InferenceOptions {
  /** The runtime's, unless a test or a host has another. */
  readonly loader?: SessionLoader;
  readonly trials?: DeviceTrials;
}

/** BiRefNet takes gigabytes for a moment, once per photo: they go back to the machine. */
const processorOptions = ({ card }: ModelFile): SessionOptions =>
  card.family === 'birefnet' ? { ...DEFAULT_SESSION_OPTIONS, arena: false } : DEFAULT_SESSION_OPTIONS;

/** @returns a session that goes on on the processor once its device has failed */
function resilient(
  first: OnnxSession,
  openProcessor: () => Promise<OnnxSession>,
  onLost: (reason: string) => void,
): OnnxSession {
  let current = first;
  let processor: Promise<OnnxSession> | null = null;

  /** The session on the processor, whoever asks first having opened it. */
  function takeOver(thrown: unknown): Promise<OnnxSession> {
    processor ??= (async () => {
      onLost(deviceFailureOf(thrown).reason);
      // A device that failed may fail at giving its memory back as well.
      await first.release().catch(() => undefined);
      current = await openProcessor();
      return current;
    })();
    return processor;
  }

  return {
    inputNames: first.inputNames,
    outputNames: first.outputNames,
    inputs: first.inputs,
    outputs: first.outputs,
    get device() {
      return current.device;
    },
    async run(inputs) {
      const session = processor ? await processor : current;
      try {
        return await session.run(inputs);
      } catch (thrown) {
        if (session.device === 'cpu') throw thrown;
        return (await takeOver(thrown)).run(inputs);
      }
    },
    release: () => current.release(),
  };
}

/**
 * Opens the networks that run a few times per photo, on the calling thread. A device that hangs in a call hangs that
 * thread: the runtime cannot be interrupted. Devices that do so are found out by their trial, in another process.
 */
export function createSessionOpener(options: SessionOpenerOptions): SessionOpener {
  const { home, settings, signal, loaderModule = null } = options;
  const trials =
    options.trials ?? createDeviceTrials({ home, deviceId: settings.deviceId, signal, loaderModule });
  const fallbacks = createFallbackList(options.onFallback);
  let loading: Promise<SessionLoader> | null = null;
  const loader = (): Promise<SessionLoader> =>
    (loading ??= options.loader ? Promise.resolve(options.loader) : sessionLoader(loaderModule));

  return {
    async open(file) {
      const load = await loader();
      const openProcessor = (): Promise<OnnxSession> => load(file.path, processorOptions(file));
      const { device, sentence } = await chooseDevice(file, trials, settings, 'once');
      if (sentence !== null) fallbacks.add(sentence);
      if (device === 'cpu') return openProcessor();
      const onLost = (reason: string): void =>
        fallbacks.add(fallbackSentence.lost(file.card.id, device, reason));
      const { deviceId } = settings;
      try {
        const session = await load(file.path, { ...DEFAULT_SESSION_OPTIONS, device, deviceId });
        return resilient(session, openProcessor, onLost);
      } catch (thrown) {
        onLost(deviceFailureOf(thrown).reason);
        return openProcessor();
      }
    },
    fallbacks: () => fallbacks.all(),
  };
}
