import { useEffect, useRef, type RefObject } from 'react';

/**
 * Gives an element the focus when it appears and nothing else has it, because what had it is gone or disabled: the
 * keyboard goes on here instead of at the top of the window. A person who is busy elsewhere is left alone.
 * @returns goes to an element that can be focused
 */
export function useFocusWhenLost<Target extends HTMLElement>(): RefObject<Target | null> {
  const target = useRef<Target>(null);
  useEffect(() => {
    const holder = document.activeElement;
    if (holder === null || holder === document.body || holder.matches(':disabled')) target.current?.focus();
  }, []);
  return target;
}
