import { useEffect } from 'react';
import { showComparison } from '../../commands/compareCommands.ts';
import { PANELS, useView } from '../../stores/view.ts';

/** Keys of the window as a whole that no menu item has. */
export function useWindowKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (isCommand && event.code === 'KeyB' && useView.getState().dialog === null) {
        event.preventDefault();
        showComparison();
        return;
      }
      if (!event.altKey || event.ctrlKey || event.metaKey || useView.getState().dialog !== null) return;
      // The key, not its letter: Alt writes other characters on some keyboards.
      const panel = PANELS[Number(/^Digit([1-9])$/.exec(event.code)?.[1]) - 1];
      if (panel === undefined) return;
      event.preventDefault();
      useView.getState().setPanel(panel);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
