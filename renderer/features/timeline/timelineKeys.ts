/** Keys while the keyboard is in the timeline. */
import { isSameItem, useTimeline, type ItemRef, type TimelineTool } from '../../stores/timeline.ts';
import { duplicateClips, splitAtPlayhead } from './clipActions.ts';
import type { Scene } from './scene.ts';
import {
  copySelected,
  loopSelected,
  nudgePitch,
  nudgeTime,
  pasteCopied,
  resetSelected,
  revealItem,
  selectAll,
  showAll,
  zoomBy,
  zoomToSelected,
  ZOOM_STEP,
} from './timelineActions.ts';

export interface Key {
  readonly key: string;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Ctrl or Command. */
  readonly mod: boolean;
}

const TOOL_KEYS: Readonly<Record<string, TimelineTool>> = {
  v: 'select',
  d: 'pencil',
  p: 'points',
  e: 'eraser',
};
const FINE_SEMITONES = 0.1;

/** @param items of the list that has the focus, in order @returns whether the key meant anything */
export function pressKey(scene: Scene, items: readonly ItemRef[], key: Key): boolean {
  return key.mod ? pressWithMod(scene, items, key) : pressMove(scene, items, key) || pressPlain(scene, key);
}

function pressWithMod(scene: Scene, items: readonly ItemRef[], { key, shift, alt }: Key): boolean {
  if (shift || alt) return false;
  switch (key.toLowerCase()) {
    case 'a':
      selectAll(scene, items);
      return true;
    case 'c':
      copySelected(scene);
      return true;
    case 'v':
      pasteCopied(scene);
      return true;
    case 'd':
      duplicateClips(scene);
      return true;
    default:
      return false;
  }
}

function pressMove(scene: Scene, items: readonly ItemRef[], { key, shift, alt }: Key): boolean {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const forward = key === 'ArrowRight';
      if (alt) nudgeTime(scene, forward);
      else stepTo(scene, items, forward ? 1 : -1, shift);
      return true;
    }
    case 'ArrowUp':
    case 'ArrowDown':
      if (alt) return false;
      nudgePitch(scene, (key === 'ArrowUp' ? 1 : -1) * (shift ? FINE_SEMITONES : 1));
      return true;
    case 'Home':
      stepTo(scene, items, -Infinity, shift);
      return true;
    case 'End':
      stepTo(scene, items, Infinity, shift);
      return true;
    default:
      return false;
  }
}

function pressPlain(scene: Scene, { key, shift, alt }: Key): boolean {
  if (alt) return false;
  const lower = key.toLowerCase();
  const tool = Object.hasOwn(TOOL_KEYS, lower) ? TOOL_KEYS[lower] : undefined;
  if (tool) {
    useTimeline.setState({ tool, point: null });
    return true;
  }
  switch (lower) {
    case 'delete':
    case 'backspace':
      resetSelected(scene, shift);
      return true;
    case 's':
      splitAtPlayhead(scene);
      return true;
    case '+':
    case '=':
      zoomBy(scene, ZOOM_STEP);
      return true;
    case '-':
      zoomBy(scene, 1 / ZOOM_STEP);
      return true;
    case '0':
      showAll();
      return true;
    case 'z':
      zoomToSelected(scene);
      return true;
    case 'l':
      loopSelected(scene);
      return true;
    case 'enter':
    case 'f2':
      return editWords();
    case 'escape':
      return letGo();
    default:
      return false;
  }
}

function editWords(): boolean {
  const { focus } = useTimeline.getState();
  if (focus?.kind !== 'caption' && focus?.kind !== 'title') return false;
  useTimeline.setState({ typing: focus });
  return true;
}

/** Escape lets go of what is selected; with nothing selected it is for others. */
function letGo(): boolean {
  const { selection, point, select } = useTimeline.getState();
  if (selection.length === 0 && !point) return false;
  if (point) useTimeline.setState({ point: null });
  else select([], useTimeline.getState().focus);
  return true;
}

/** To the next or previous item; with `extend` what is passed is selected too. */
export function stepTo(scene: Scene, items: readonly ItemRef[], by: number, extend: boolean): void {
  if (items.length === 0) return;
  const { focus, selection, select } = useTimeline.getState();
  const at = items.findIndex((item) => focus !== null && isSameItem(item, focus));
  const wanted = at < 0 ? (by < 0 ? items.length - 1 : 0) : at + by;
  const item = items[Math.min(items.length - 1, Math.max(0, wanted))];
  if (extend) {
    const others = selection.filter((other) => !isSameItem(other, item) && other.kind === item.kind);
    select([...others, item], item);
  } else select([item]);
  revealItem(scene, item);
}
