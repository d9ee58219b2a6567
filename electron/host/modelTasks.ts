import { createModelLibrary } from '../engine/models/library.ts';
import type { InstallRun } from '../engine/models/types.ts';
import type { ModelView } from '../../shared/contract/models.ts';
import { assertNever } from '../../shared/errors.ts';
import type { EngineStart, EngineTask } from './messages.ts';

/** Tasks about models: files and hashes only, no network runs and no ffmpeg is needed. */
export type ModelTask = Extract<
  EngineTask,
  { readonly name: 'listModels' | 'installModel' | 'importModel' | 'verifyModel' | 'removeModel' }
>;

/** @returns what performs a task about models in these folders */
export function createModelTasks({
  home,
  models,
}: EngineStart['folders']): (task: ModelTask, run: InstallRun) => Promise<ModelView | readonly ModelView[]> {
  const library = createModelLibrary({ home, modelsFolder: models });
  return (task, run) => {
    switch (task.name) {
      case 'listModels':
        return library.list();
      case 'installModel':
        return library.install(task.input.id, task.input.accepted, run);
      case 'importModel':
        return library.import(task.input.id, task.input.path, task.input.accepted, run);
      case 'verifyModel':
        return library.verify(task.input.id, run);
      case 'removeModel':
        return library.remove(task.input.id);
      default:
        return assertNever(task, 'task about models');
    }
  };
}
