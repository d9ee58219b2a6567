import type { SessionOptions } from '../onnx.ts';
import type { DeviceFailure } from './deviceFailure.ts';
import type { InferenceBatch } from './types.ts';

/** What an inference worker is started with. */
export interface WorkerStart {
  /** Absolute path of a checked model file. */
  readonly path: string;
  readonly session: SessionOptions;
  readonly loaderModule: string | null;
  /** One Int32: not 0 once nobody waits for this worker any more, so that it no longer writes answers. */
  readonly abandoned: SharedArrayBuffer;
}

export type ToWorker =
  | {
      readonly kind: 'run';
      readonly batch: InferenceBatch;
      readonly firstRow: number;
      readonly rows: number;
      /** Rows to fill the call up to. */
      readonly callRows: number;
    }
  | { readonly kind: 'close' };

/** A worker does one thing at a time, so answers need no number. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly failure: DeviceFailure };
