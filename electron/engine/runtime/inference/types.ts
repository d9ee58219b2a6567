import type { Device } from '../../../../shared/contract/devices.ts';
import type { ModelCard, ModelFile } from '../modelStore.ts';
import type { OnnxSession } from '../onnx.ts';

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
  /** Rows per call that measured best; callers may hand in fewer. */
  readonly batchSize: number;
  /** Calls that can run at the same time. */
  readonly concurrency: number;
  /**
   * Runs a batch. A failing device is given smaller batches, then the processor takes over from this very batch.
   * @throws when the processor fails as well
   */
  run(batch: InferenceBatch): Promise<void>;
  fallbacks(): readonly string[];
  /** Waits for the calls in flight, then ends the workers. */
  close(): Promise<void>;
}
