import { describeMedia, findBytes } from '../engine/project/media.ts';
import { openProject, saveProject } from '../engine/project/index.ts';
import { assertNever } from '../../shared/errors.ts';
import type { EngineStart, EngineTask, OpenedContainer } from './messages.ts';
import type { ProjectDocument, ProjectMedia } from '../../shared/project/schema.ts';

/** Tasks about project files: bytes and hashes only, no network runs and no ffmpeg is needed. */
export type ProjectTask = Extract<
  EngineTask,
  { readonly name: 'openProject' | 'saveProject' | 'describeMedia' | 'findMedia' }
>;

/** @returns what performs a task about projects in these folders */
export function createProjectTasks(
  folders: EngineStart['folders'],
): (
  task: ProjectTask,
  signal: AbortSignal,
) => Promise<OpenedContainer | ProjectDocument | ProjectMedia | string | null> {
  return async (task, signal) => {
    switch (task.name) {
      case 'openProject': {
        const { container, media } = await openProject(task.input.path, folders, signal);
        return { document: container.document, media };
      }
      case 'saveProject':
        return saveProject(task.input.path, task.input.document, task.input.sources, signal);
      case 'describeMedia':
        return describeMedia(task.input.path, task.input.kind, signal);
      case 'findMedia':
        return findBytes(task.input.media, task.input.files, signal);
      default:
        return assertNever(task, 'task about projects');
    }
  };
}
