import type { Device } from '../../../../shared/contract/devices.ts';
import type { InferenceSettings } from '../../../../shared/contract/inference.ts';
import type { ModelCard, ModelFile } from '../modelStore.ts';
import type { OnnxSession } from '../onnx.ts';

/** What everything that runs networks is told about the machine and its owner's wishes. */
export interface InferenceOptions {
  /** The user's folder: results of trials are kept in `devices.json` in it. */
  readonly home: string;
  /** With the device that this render asks for already in place of the person's own. */
  readonly settings: InferenceSettings;
  /** Ends trials, and work between two calls of the network. */
  readonly signal: AbortSignal;
  /** Told each sentence of `fallbacks()` when it comes up. */
  readonly onFallback?: (sentence: string) => void;
  /**
   * For tests of failing devices: file address of an ES module that exports `wrapLoader(load)`, which returns the
   * loader to use. Imported wherever sessions are made: here, in worker threads and in the processes of trials.
   */
  readonly loaderModule?: string;
}

/**
 * Opens networks on the device that measures best for them, and keeps a render going when that device fails: what a
 * session then answers comes from the processor, and a sentence says so.
 */
export interface SessionOpener {
  /** @throws KotohogiError kind `missing` when not even the processor can load the file */
  open(file: ModelFile): Promise<OnnxSession>;
  /** What did not run where it should have, one plain sentence each, in order. */
  fallbacks(): readonly string[];
}

/** A float tensor in shared memory; dims[0] is the batch. */
export interface SharedTensor {
  readonly dims: readonly number[];
  readonly data: Float32Array<SharedArrayBuffer>;
}

export interface InferenceBatch {
  /** By the network's own input names. */
  readonly inputs: Readonly<Record<string, SharedTensor>>;
  readonly outputName: string;
  /** Receives the output, row-major. */
  readonly output: Float32Array<SharedArrayBuffer>;
}

/** One network in worker threads of its own, for work that goes on while frames are drawn and encoded. */
export interface InferencePool {
  readonly card: ModelCard;
  /** Where it runs now: may change to `cpu` on the way. */
  readonly device: Device;
  /** Rows per call that measured best; callers may hand in fewer, and more: then they are split. */
  readonly batchSize: number;
  /** Calls that can run at the same time; grows when the processor takes over from a device. */
  readonly concurrency: number;
  /**
   * Runs a batch. Out of memory is met with smaller batches; any other failure of a device, and one that smaller
   * batches do not help, with the processor, which takes over from the rows that failed.
   * @throws when the processor fails as well; KotohogiError kind `cancelled`
   */
  run(batch: InferenceBatch): Promise<void>;
  fallbacks(): readonly string[];
  /** Waits for the calls in flight, then ends the workers. */
  close(): Promise<void>;
}
