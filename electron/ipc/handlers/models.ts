import path from 'node:path';
import type { BrowserWindow } from 'electron';
import type { ModelProgress } from '../../../shared/contract/models.ts';
import { inputError } from '../../../shared/errors.ts';
import type { NativeText } from '../../app/nativeText.ts';
import type { EngineClient, TaskOptions } from '../../host/engineClient.ts';
import { askWhatToOpen } from '../fileDialogs.ts';
import type { CallHandlers } from '../register.ts';
import { namingFile } from '../shortenPaths.ts';

export interface ModelParts {
  /** An engine of its own, so that hashing a large file holds up neither photos nor renders. */
  readonly engine: EngineClient;
  readonly text: NativeText;
  readonly window: () => BrowserWindow | null;
  readonly tell: (progress: ModelProgress) => void;
}

type ModelCalls =
  | 'listModels'
  | 'installModel'
  | 'importModel'
  | 'verifyModel'
  | 'removeModel'
  | 'cancelModelWork'
  | 'getDevices'
  | 'probeDevices';

type WorkOptions = TaskOptions<'installModel' | 'importModel' | 'verifyModel'>;

/** Extensions of the files a model may come in. */
/** `bin`: voices of Kokoro. */
const MODEL_EXTENSIONS = ['onnx', 'bin'];

export function modelHandlers({ engine, text, window, tell }: ModelParts): Pick<CallHandlers, ModelCalls> {
  /** What is under way, by model. */
  const underWay = new Map<string, AbortController>();

  async function working<Value>(id: string, work: (options: WorkOptions) => Promise<Value>): Promise<Value> {
    if (underWay.has(id))
      throw inputError(
        'model-busy',
        `The model ${id} is being worked on.`,
        'Wait for it to end, or cancel it.',
      );
    const abort = new AbortController();
    underWay.set(id, abort);
    try {
      return await work({ signal: abort.signal, onProgress: tell });
    } finally {
      underWay.delete(id);
    }
  }

  async function chooseModelFile(): Promise<string | null> {
    const { chooseModel, modelFiles, allFiles } = text.words.dialogs;
    return askWhatToOpen(window(), {
      title: chooseModel,
      properties: ['openFile'],
      filters: [
        { name: modelFiles, extensions: MODEL_EXTENSIONS },
        { name: allFiles, extensions: ['*'] },
      ],
    });
  }

  return {
    listModels: async () => [...(await engine.run('listModels', null))],
    installModel: (task) => working(task.id, (options) => engine.run('installModel', task, options)),
    async importModel(task) {
      const chosen = await chooseModelFile();
      if (chosen === null) return null;
      const file = path.resolve(chosen);
      return working(task.id, (options) =>
        namingFile(file, () => engine.run('importModel', { ...task, path: file }, options)),
      );
    },
    verifyModel: (task) => working(task.id, (options) => engine.run('verifyModel', task, options)),
    removeModel: (task) => working(task.id, () => engine.run('removeModel', task)),
    cancelModelWork({ id }) {
      underWay.get(id)?.abort();
      return null;
    },
    getDevices: () => engine.run('getDevices', null),
    probeDevices: () => engine.run('probeDevices', null),
  };
}
