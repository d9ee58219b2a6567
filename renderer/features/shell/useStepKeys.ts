import { useEffect } from 'react';
import { useSession } from '../../session/session.ts';
import { useProject } from '../../stores/project.ts';
import { isTyping } from '../../ui/isTyping.ts';

/** Steps back and forth by the usual keys, and Escape for the gesture under the pointer. */
export function useStepKeys(): void {
  const { steps } = useSession();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const key = event.key.toLowerCase();
      if (key === 'escape' && useProject.getState().gestureStart) useProject.getState().cancelGesture();
      else if ((event.ctrlKey || event.metaKey) && (key === 'z' || key === 'y') && !isTyping(event.target))
        steps.go(key === 'y' || event.shiftKey ? 'redo' : 'undo');
      else return;
      // The menu has the same keys for the same steps; one of the two is enough.
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [steps]);
}
