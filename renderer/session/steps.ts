import { useClips } from '../stores/clips.ts';
import { useProject } from '../stores/project.ts';
import { useProjectFile } from '../stores/projectFile.ts';
import { useView } from '../stores/view.ts';
import type { ClipActions } from './clips.ts';
import type { MaterialActions } from './materials.ts';
import type { TouchUpActions } from './touchUp.ts';

export type StepDirection = 'undo' | 'redo';

/** Going back and forth through the edits of the project. */
export interface StepActions {
  /** Does nothing while a dialog lies over the window: what changes must be seen. */
  readonly go: (direction: StepDirection) => void;
}

export function createStepActions(
  materials: MaterialActions,
  touchUp: TouchUpActions,
  clips: Pick<ClipActions, 'takeBack'>,
): StepActions {
  return {
    go(direction) {
      if (useView.getState().dialog !== null || useProjectFile.getState().question !== null) return;
      // The last thing that was done is still being put together: it goes first, and nothing lies before it.
      if (useClips.getState().wanted) {
        if (direction === 'undo') clips.takeBack();
        return;
      }
      const before = useProject.getState().document;
      useProject.getState()[direction]();
      const after = useProject.getState().document;
      if (after.photo !== before.photo || after.voice !== before.voice) void materials.catchUp();
      if (after.matteTouchUp !== before.matteTouchUp || after.photo !== before.photo) void touchUp.refresh();
    },
  };
}
