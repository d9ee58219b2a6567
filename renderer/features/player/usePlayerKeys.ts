import { useEffect } from 'react';
import { usePlayback } from '../../stores/playback.ts';
import { usePlayer } from '../../stores/player.ts';
import { useView } from '../../stores/view.ts';
import { isTyping } from '../../ui/isTyping.ts';

/** Elements that do something of their own with the space bar. */
const takesSpace = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, summary, a, [role="button"], input') !== null;

/** Space plays; arrow keys with Alt step by frames; Alt with Home and End jump. Only while the player is seen. */
export function usePlayerKeys(): void {
  useEffect(() => {
    const act = (event: KeyboardEvent): boolean => {
      const { toggle, step, seek, stop, durationSec } = usePlayback.getState();
      const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (event.code === 'Space' && isPlain && !event.altKey && !takesSpace(event.target)) {
        toggle();
        return true;
      }
      if (event.code === 'KeyP' && event.shiftKey && event.altKey) {
        const { overlay, setOverlay } = usePlayer.getState();
        setOverlay(!overlay);
        return true;
      }
      if (!event.altKey || !isPlain) return false;
      switch (event.key) {
        case 'ArrowLeft':
          step(-1);
          return true;
        case 'ArrowRight':
          step(1);
          return true;
        case 'Home':
          stop();
          return true;
        case 'End':
          seek(durationSec);
          return true;
        default:
          return false;
      }
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target) || useView.getState().dialog !== null) return;
      if (act(event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
