import { useEffect } from 'react';
import { useSession } from '../../session/session.ts';
import { isHidden, useCompare, type ComparedChoice } from '../../stores/compare.ts';
import { useView } from '../../stores/view.ts';
import { isTyping } from '../../ui/isTyping.ts';

/** Buttons and the like do something of their own with the space bar. */
const takesSpace = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('button, a, input, select, summary, [role=slider]') !== null;

/**
 * 1 to 4 hear one voice alone, with Shift mute it or add it; X goes back to the one before; space plays; U uses what is
 * heard.
 */
export function useCompareKeys(shown: readonly ComparedChoice[]): void {
  const { compare } = useSession();
  useEffect(() => {
    function act(event: KeyboardEvent): boolean {
      if (event.ctrlKey || event.metaKey || event.altKey) return false;
      if (isTyping(event.target) || useView.getState().dialog !== null) return false;
      const { solo, toggleMute, swap, leadId, blind, playing, setPlaying } = useCompare.getState();
      // The key, not its character: with Shift digits are signs, other ones on other keyboards.
      const place = Number(/^(?:Digit|Numpad)([1-4])$/.exec(event.code)?.[1] ?? 0);
      const choice = shown[place - 1];
      if (choice) {
        if (event.shiftKey) toggleMute(choice.id);
        else solo(choice.id);
        return true;
      }
      if (event.code === 'KeyX') {
        swap();
        return true;
      }
      if (event.code === 'KeyU' && leadId !== null && !isHidden(blind)) {
        compare.choose(leadId);
        return true;
      }
      if (event.code === 'Space' && !takesSpace(event.target)) {
        setPlaying(!playing);
        return true;
      }
      return false;
    }
    function onKey(event: KeyboardEvent): void {
      if (event.repeat || !act(event)) return;
      event.preventDefault();
      event.stopPropagation();
    }
    // Before the window's own keys: here they mean this.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [shown, compare]);
}
