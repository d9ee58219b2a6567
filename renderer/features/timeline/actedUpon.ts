import { useTimeline, type ItemRef } from '../../stores/timeline.ts';

/** What keys act upon: the selection, or what has the focus. */
export function actedUpon(): readonly ItemRef[] {
  const { selection, focus } = useTimeline.getState();
  return selection.length > 0 || !focus ? selection : [focus];
}
