import { splitAtPlayhead } from '../features/timeline/clipActions.ts';
import { withScene } from '../features/timeline/currentScene.ts';
import { showAll, zoomToSelected } from '../features/timeline/timelineActions.ts';
import { usePlayback } from '../stores/playback.ts';
import { useProject } from '../stores/project.ts';
import { useTimeline } from '../stores/timeline.ts';
import type { Command, LocalKeys } from './command.ts';

const hasVoice = (): boolean => useProject.getState().document.voice !== null;

/** What can be asked of the timeline by name. */
export const TIMELINE_COMMANDS: readonly Command[] = [
  {
    id: 'timeline-show',
    section: 'timeline',
    name: ({ timeline }) => timeline.show,
    available: () => !useTimeline.getState().open,
    run: () => useTimeline.setState({ open: true }),
  },
  {
    id: 'timeline-hide',
    section: 'timeline',
    name: ({ timeline }) => timeline.hide,
    available: () => useTimeline.getState().open,
    run: () => useTimeline.setState({ open: false }),
  },
  {
    id: 'timeline-fit',
    section: 'timeline',
    name: ({ timeline }) => timeline.keys.fit,
    available: hasVoice,
    run: showAll,
  },
  {
    id: 'timeline-zoom-selection',
    section: 'timeline',
    name: ({ timeline }) => timeline.keys.zoomToSelection,
    available: () => useTimeline.getState().selection.length > 0,
    run: withScene(zoomToSelected),
  },
  {
    id: 'timeline-split',
    section: 'timeline',
    name: ({ timeline }) => timeline.keys.split,
    available: () => usePlayback.getState().durationSec > 0,
    run: withScene(splitAtPlayhead),
  },
];

/** Keys while the keyboard is in the lanes. */
export const TIMELINE_KEYS: readonly LocalKeys[] = [
  { section: 'timeline', name: ({ timeline }) => timeline.keys.step, keys: ['←', '→'] },
  { section: 'timeline', name: ({ timeline }) => timeline.keys.pitch, keys: ['↑', '↓'] },
  { section: 'timeline', name: ({ timeline }) => timeline.keys.fine, keys: ['Shift', '↑', '↓'] },
  { section: 'timeline', name: ({ timeline }) => timeline.keys.time, keys: ['Alt', '←', '→'] },
  { section: 'timeline', name: ({ timeline }) => timeline.keys.all, keys: ['Mod', 'A'] },
  { section: 'timeline', name: ({ timeline }) => timeline.keys.copy, keys: ['Mod', 'C'] },
  { section: 'timeline', name: ({ timeline }) => timeline.keys.paste, keys: ['Mod', 'V'] },
  { section: 'timeline', name: ({ timeline }) => timeline.keys.reset, keys: ['Del'] },
  { section: 'timeline', name: ({ timeline }) => timeline.keys.split, keys: ['S'] },
  { section: 'timeline', name: ({ timeline }) => timeline.keys.removeClose, keys: ['Shift', 'Del'] },
  { section: 'timeline', name: ({ timeline }) => timeline.keys.duplicate, keys: ['Mod', 'D'] },
  { section: 'timeline', name: ({ timeline }) => timeline.keys.loop, keys: ['L'] },
  { section: 'timeline', name: ({ timeline }) => timeline.keys.tools, keys: ['V', 'D', 'P', 'E'] },
  { section: 'timeline', name: ({ timeline }) => timeline.keys.words, keys: ['Enter'] },
  { section: 'timeline', name: ({ timeline }) => timeline.keys.zoom, keys: ['+', '−'] },
  { section: 'timeline', name: ({ timeline }) => timeline.keys.fit, keys: ['0'] },
  { section: 'timeline', name: ({ timeline }) => timeline.keys.zoomToSelection, keys: ['Z'] },
];
