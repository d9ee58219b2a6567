import { cancelledError, KotohogiError } from '../../shared/errors.ts';
import type { InferenceSettings } from '../../shared/contract/inference.ts';
import type { EnginePort } from './enginePort.ts';
import type {
  EngineTask,
  EngineTaskName,
  FromEngine,
  TaskInput,
  TaskOutput,
  TaskProgress,
  TaskWish,
} from './messages.ts';

export interface TaskOptions<Name extends EngineTaskName> {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TaskProgress<Name>) => void;
  readonly onLog?: (level: 'info' | 'warn', line: string) => void;
}

interface Pending {
  readonly onProgress: ((progress: unknown) => void) | undefined;
  readonly onLog: TaskOptions<EngineTaskName>['onLog'];
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A task that can be told things while it runs. */
export interface Talk<Name extends EngineTaskName> {
  /** Like the promise of `run`. */
  readonly ended: Promise<TaskOutput<Name>>;
  tell(wish: TaskWish<Name>): void;
}

/** Waits for a promise, or as long as patience lasts. */
async function within(promise: Promise<unknown>, patienceMs: number | null): Promise<void> {
  if (patienceMs === null) {
    await promise;
    return;
  }
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
  await Promise.race([promise, enough]);
  clearTimeout(timer);
}

/**
 * Asks the engine for work over a port, and starts a new port when the old one has died. Cancelling is a message:
 * the promise settles when the engine has answered, never before, so nothing is still running when it does.
 */
export class EngineClient {
  readonly #open: () => EnginePort;
  readonly #inference: () => InferenceSettings;
  readonly #pending = new Map<number, Pending>();
  #port: EnginePort | null = null;
  #nextId = 1;
  #closing = false;

  /**
   * @param open starts the engine; called at the first task and after a death
   * @param inference how networks are to be run, asked for at each task
   */
  constructor(open: () => EnginePort, inference: () => InferenceSettings) {
    this.#open = open;
    this.#inference = inference;
  }

  /**
   * Runs one task.
   * @throws KotohogiError as the engine reported it; kind `defect` when the engine died
   */
  run<Name extends EngineTaskName>(
    name: Name,
    input: TaskInput<Name>,
    options: TaskOptions<Name> = {},
  ): Promise<TaskOutput<Name>> {
    return this.talk(name, input, options).ended;
  }

  /** Runs one task that is told more while it runs; what comes after its end is dropped. */
  talk<Name extends EngineTaskName>(
    name: Name,
    input: TaskInput<Name>,
    options: TaskOptions<Name> = {},
  ): Talk<Name> {
    if (this.#closing || options.signal?.aborted)
      return { ended: Promise.reject(cancelledError()), tell: () => undefined };
    const port = this.#ensurePort();
    const id = this.#nextId++;
    const { signal } = options;
    const cancel = (): void => port.post({ type: 'cancel', id });
    signal?.addEventListener('abort', cancel, { once: true });
    const ended = new Promise<TaskOutput<Name>>((resolve, reject) => {
      // The worker answers a task of this name with this name's output: both sides share `EngineTasks`.
      this.#pending.set(id, {
        onProgress: options.onProgress as Pending['onProgress'],
        onLog: options.onLog,
        resolve: (output) => resolve(output as TaskOutput<Name>),
        reject,
      });
      const task = { name, input } as EngineTask;
      port.post({ type: 'start', id, task, inference: this.#inference() });
    }).finally(() => signal?.removeEventListener('abort', cancel));
    return {
      ended,
      tell: (wish) => {
        if (this.#pending.has(id)) port.post({ type: 'tell', id, wish });
      },
    };
  }

  /** Cancels what is under way, waits for it to end as long as the engine's body needs, then ends the engine. */
  async close(): Promise<void> {
    this.#closing = true;
    const port = this.#port;
    if (!port) return;
    const ended = [...this.#pending].map(
      ([id, { resolve, reject, ...told }]) =>
        new Promise<void>((settled) => {
          this.#pending.set(id, {
            ...told,
            resolve: (output) => (resolve(output), settled()),
            reject: (error) => (reject(error), settled()),
          });
          port.post({ type: 'cancel', id });
        }),
    );
    await within(Promise.all(ended), port.patienceMs);
    this.#port = null;
    await port.close();
  }

  #ensurePort(): EnginePort {
    if (this.#port) return this.#port;
    const port = this.#open();
    this.#port = port;
    port.onMessage((message) => this.#receive(message));
    port.onGone((reason) => {
      if (this.#port === port) this.#port = null;
      this.#failAll(reason);
    });
    return port;
  }

  #receive(message: FromEngine): void {
    const pending = this.#pending.get(message.id);
    if (!pending) return;
    switch (message.type) {
      case 'progress':
        pending.onProgress?.(message.progress);
        return;
      case 'log':
        pending.onLog?.(message.level, message.line);
        return;
      case 'done':
        this.#pending.delete(message.id);
        pending.resolve(message.output);
        return;
      case 'failed':
        this.#pending.delete(message.id);
        pending.reject(KotohogiError.fromReport(message.error));
    }
  }

  #failAll(reason: string): void {
    const lost = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of lost)
      reject(
        new KotohogiError(
          'defect',
          'engine-died',
          `The engine stopped unexpectedly: ${reason}.`,
          'Try again; it has been started anew. If it happens again, run "kotohogi doctor".',
        ),
      );
  }
}
