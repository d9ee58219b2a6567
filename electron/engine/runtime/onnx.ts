/** The only importer of ONNX Runtime. */
import * as ort from 'onnxruntime-node';
import type { Device } from '../../../shared/contract/devices.ts';
import { missingError } from '../../../shared/errors.ts';

// ONNX Runtime's own builds report their use to Microsoft unless this is set before the first session, and leave
// files in the temporary folder. Nothing is sent from here. (In a worker thread it counts only if the worker shares
// the environment of its process: native code does not see a copy.)
process.env['ORT_DISABLE_TELEMETRY'] = '1';

/** Half floats travel as their bits. */
export type TensorData = Float32Array | Uint16Array | Int32Array | BigInt64Array | Uint8Array;

export interface Tensor {
  readonly dims: readonly number[];
  readonly data: TensorData;
}

export interface FloatTensor extends Tensor {
  readonly data: Float32Array;
}

/** An input or an output as the loaded graph declares it. */
export interface TensorInfo {
  readonly name: string;
  /** `float32`, `float16`, `int64`, ... */
  readonly type: string;
  /** A number, or the name of a size that is free. */
  readonly dims: readonly (number | string)[];
}

/** A loaded network. `run` computes on the calling thread and blocks it (a property of the native binding). */
export interface OnnxSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /** The execution provider that runs it. */
  readonly device: Device;
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  release(): Promise<void>;
}

export interface SessionOptions {
  readonly device: Device;
  /** Which of several devices of that kind. */
  readonly deviceId: number;
  /** Threads inside one operator; 0 lets the runtime choose the number of physical cores. */
  readonly threads: number;
  /** Busy-waiting between operators: faster on an idle machine, slower on a shared one. */
  readonly spinning: boolean;
  /**
   * Keeps memory that a run has freed for the next one. False for a large network that runs once in a while: otherwise
   * it holds gigabytes until it is released. Left out: true.
   */
  readonly arena?: boolean;
}

export const DEFAULT_SESSION_OPTIONS: SessionOptions = {
  device: 'cpu',
  deviceId: 0,
  threads: 0,
  spinning: false,
};

/** Loads a network from a file that was checked against its hash. Tests put another runtime in its place. */
export type SessionLoader = (path: string, options: SessionOptions) => Promise<OnnxSession>;

const typeName = (data: TensorData): 'float32' | 'float16' | 'int32' | 'int64' | 'uint8' => {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Uint16Array) return 'float16';
  if (data instanceof Int32Array) return 'int32';
  if (data instanceof BigInt64Array) return 'int64';
  return 'uint8';
};

function fromRuntime(name: string, value: ort.Tensor): Tensor {
  const data: unknown = value.data;
  if (
    data instanceof Float32Array ||
    data instanceof Uint16Array ||
    data instanceof Int32Array ||
    data instanceof BigInt64Array ||
    data instanceof Uint8Array
  )
    return { dims: value.dims, data };
  throw new Error(`Output ${name} has the unsupported type ${value.type}.`);
}

const tensorInfos = (metadata: readonly ort.InferenceSession.ValueMetadata[]): TensorInfo[] =>
  metadata.map((value) =>
    value.isTensor
      ? { name: value.name, type: value.type, dims: value.shape }
      : { name: value.name, type: 'not a tensor', dims: [] },
  );

/** Only these take a device number through the JavaScript interface. */
const provider = ({ device, deviceId }: SessionOptions): ort.InferenceSession.ExecutionProviderConfig =>
  device === 'cuda' || device === 'tensorrt' || device === 'dml' ? { name: device, deviceId } : device;

/**
 * Loads a network on exactly the device asked for: with a list of several, the runtime does not go on to the next
 * when one fails.
 * @param path absolute path of the `.onnx` file, already checked against its hash
 * @throws KotohogiError kind `missing` when the runtime cannot load the file
 */
export async function loadSession(
  path: string,
  options: SessionOptions = DEFAULT_SESSION_OPTIONS,
): Promise<OnnxSession> {
  let session: ort.InferenceSession;
  try {
    session = await ort.InferenceSession.create(path, {
      executionProviders: [provider(options)],
      logSeverityLevel: 3,
      ...(options.threads > 0 ? { intraOpNumThreads: options.threads } : {}),
      enableCpuMemArena: options.arena ?? true,
      extra: { session: { intra_op: { allow_spinning: options.spinning ? '1' : '0' } } },
    });
  } catch (cause) {
    throw missingError(
      'model-unloadable',
      `The model file ${path} could not be loaded.`,
      'Run "npm run setup" again; it rebuilds the embedded models.',
      cause,
    );
  }
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    inputs: tensorInfos(session.inputMetadata),
    outputs: tensorInfos(session.outputMetadata),
    device: options.device,
    async run(inputs) {
      const feeds = Object.fromEntries(
        Object.entries(inputs).map(([name, tensor]) => [
          name,
          new ort.Tensor(typeName(tensor.data), tensor.data, tensor.dims),
        ]),
      );
      const outputs = await session.run(feeds);
      return Object.fromEntries(
        Object.entries(outputs).map(([name, value]) => [name, fromRuntime(name, value)]),
      );
    },
    release: () => session.release(),
  };
}

export interface RuntimeDescription {
  readonly version: string;
  /** Execution providers that this build carries. */
  readonly providers: readonly string[];
}

/** What this build of the runtime can do; says nothing about the devices of the machine. */
export const runtimeDescription = (): RuntimeDescription => ({
  version: ort.env.versions.node ?? ort.env.versions.common,
  providers: ort
    .listSupportedBackends()
    .filter(({ bundled }) => bundled)
    .map(({ name }) => name),
});

/**
 * Picks an output by name and checks that it is made of floats.
 * @throws Error when the network has no such output
 */
export function floatOutput(outputs: Readonly<Record<string, Tensor>>, name: string): FloatTensor {
  const tensor = outputs[name];
  if (!(tensor?.data instanceof Float32Array)) throw new Error(`The network has no float output "${name}".`);
  return { dims: tensor.dims, data: tensor.data };
}
