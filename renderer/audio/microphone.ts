/** The computer's microphones; the only place of the page that asks for one. */
import { inputError, missingError, type KotohogiError } from '../../shared/errors.ts';
import workletUrl from './recorderWorklet.ts?worker&url';

export interface MicrophoneDevice {
  readonly id: string;
  /** The system's own name; empty until the person has allowed the microphone. */
  readonly label: string;
}

/** What was heard since the last one: samples of one channel, -1..1, and their level. */
export interface HeardBlock {
  readonly samples: Float32Array;
  /** Largest absolute sample. */
  readonly peak: number;
  /** Root of the mean square. */
  readonly rms: number;
}

export interface MicrophoneListener {
  readonly onBlock: (block: HeardBlock) => void;
  /** The device is gone: unplugged, or taken away by the system. */
  readonly onLost: () => void;
}

export interface OpenMicrophone {
  readonly deviceId: string;
  readonly sampleRateHz: number;
  /** Stops listening; nothing is told afterwards. */
  close(): void;
}

export interface MicrophoneSource {
  /** @throws KotohogiError `microphone-*` with what to do */
  open(deviceId: string | null, listener: MicrophoneListener): Promise<OpenMicrophone>;
  devices(): Promise<readonly MicrophoneDevice[]>;
  /** A reason of the browser or the system as people read it. */
  explain(thrown: unknown): KotohogiError;
  /** @returns a function that stops listening */
  onDevicesChanged(listener: () => void): () => void;
}

/** The browser's reasons as people read them. */
function microphoneError(thrown: unknown): KotohogiError {
  const name = thrown instanceof DOMException ? thrown.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return missingError(
        'microphone-denied',
        'The microphone may not be used.',
        'Allow this program to use the microphone in the privacy settings of the system, then try again. You can also import a sound file.',
        thrown,
      );
    case 'NotFoundError':
    case 'OverconstrainedError':
      return missingError(
        'microphone-none',
        'No microphone was found.',
        'Connect one and try again, or import a sound file, recorded with a telephone for example.',
        thrown,
      );
    case 'NotReadableError':
    case 'AbortError':
      return missingError(
        'microphone-busy',
        'The microphone does not start.',
        'Close other programs that use it, or choose another one, then try again.',
        thrown,
      );
    default:
      return inputError(
        'microphone-failed',
        'The microphone could not be opened.',
        'Choose another one, or import a sound file.',
        thrown,
      );
  }
}

/** Nothing is added to or taken from what is recorded: no echo or noise is removed, no level is changed. */
const PLAIN = { echoCancellation: false, noiseSuppression: false, autoGainControl: false } as const;
/** What most microphones run at, where the browser does not tell. */
const USUAL_RATE_HZ = 48_000;

/** A context without a loudspeaker: recording needs none, and some computers have none. */
interface SilentContextOptions extends AudioContextOptions {
  readonly sinkId: { readonly type: 'none' };
}

async function openContext(sampleRateHz: number): Promise<AudioContext> {
  const options: SilentContextOptions = { sampleRate: sampleRateHz, sinkId: { type: 'none' } };
  const context = new AudioContext(options);
  await context.audioWorklet.addModule(workletUrl);
  return context;
}

export const browserMicrophone: MicrophoneSource = {
  async open(deviceId, { onBlock, onLost }) {
    let stream: MediaStream | null = null;
    try {
      const device = deviceId === null ? {} : { deviceId: { exact: deviceId } };
      stream = await navigator.mediaDevices.getUserMedia({ audio: { ...PLAIN, ...device } });
      const [track] = stream.getAudioTracks();
      const settings = track.getSettings();
      const context = await openContext(settings.sampleRate ?? USUAL_RATE_HZ);
      const source = context.createMediaStreamSource(stream);
      const node = new AudioWorkletNode(context, 'recorder', { numberOfOutputs: 0 });
      let open = true;
      node.port.onmessage = ({ data }: MessageEvent<HeardBlock>) => {
        if (open) onBlock(data);
      };
      track.onended = () => {
        if (open) onLost();
      };
      source.connect(node);
      await context.resume();
      return {
        deviceId: settings.deviceId ?? '',
        sampleRateHz: context.sampleRate,
        close() {
          open = false;
          track.stop();
          source.disconnect();
          node.port.close();
          void context.close();
        },
      };
    } catch (thrown) {
      for (const track of stream?.getTracks() ?? []) track.stop();
      throw microphoneError(thrown);
    }
  },
  explain: microphoneError,
  async devices() {
    const all = await navigator.mediaDevices.enumerateDevices();
    return all
      .filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  },
  onDevicesChanged(listener) {
    navigator.mediaDevices.addEventListener('devicechange', listener);
    return () => navigator.mediaDevices.removeEventListener('devicechange', listener);
  },
};
