import { useEffect, useLayoutEffect, useMemo, useRef, type FocusEvent, type KeyboardEvent } from 'react';
import { useClips } from '../../stores/clips.ts';
import { usePresets } from '../../stores/presets.ts';
import { useProject } from '../../stores/project.ts';
import { isSameItem, useTimeline, type ItemRef } from '../../stores/timeline.ts';
import { useText } from '../../text/useText.ts';
import { formatNumber } from '../../text/format.ts';
import { itemKey } from './draw/drawing.ts';
import { describeBlock, describePause, describePhrase, type Speech } from './describeItems.ts';
import { blocksOf } from './hitTest.ts';
import type { LaneBoard } from './laneBoard.ts';
import type { Lane, LaneName } from './laneLayout.ts';
import { isInnerPause } from './pauses.ts';
import type { Scene } from './scene.ts';
import { pressKey } from './timelineKeys.ts';

interface Item {
  readonly ref: ItemRef;
  readonly name: string;
}

/**
 * What the canvases show as lists of options, for keyboard and screen readers. They follow the document between
 * gestures: while something is dragged they stay as they were.
 */
export function LaneItems({ board, lanes }: { board: LaneBoard; lanes: readonly Lane[] }) {
  const { words, language } = useText();
  const wanted = useClips((store) => store.wanted);
  const settled = useProject(({ document, gestureStart }) => gestureStart ?? document);
  const measured = useTimeline((store) => store.measured);
  const music = useTimeline((store) => store.music);
  const widthPx = useTimeline((store) => store.widthPx);
  const own = usePresets((store) => store.own);
  const lists = useMemo(() => {
    const scene = board.scene();
    return scene ? itemsOf(scene, { words: words.timeline, language }) : null;
    // The board reads the same stores; these are what its scene is made of.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [board, words, language, settled, wanted, measured, music, widthPx, own]);
  if (!lists) return null;
  return lanes.map((lane) => {
    const items = lists[lane.name];
    return items && items.length > 0 ? (
      <LaneList key={lane.name} board={board} lane={lane} items={items} />
    ) : null;
  });
}

function itemsOf(scene: Scene, speech: Speech): Partial<Record<LaneName, readonly Item[]>> {
  const { facts, document, contour } = scene;
  // Descriptions need every melody as it is now, not only what was seen.
  while (
    contour.update(
      scene.settings,
      scene.edit,
      facts.phrases.map((_, index) => index),
    )
  );
  const voice = [
    ...facts.phrases.map(([startSec], index) => ({
      startSec,
      item: { ref: { kind: 'phrase' as const, index }, name: describePhrase(scene, index, speech) },
    })),
    ...facts.pauses.flatMap(([startSec], index) =>
      isInnerPause(facts, index)
        ? [
            {
              startSec,
              item: { ref: { kind: 'pause' as const, index }, name: describePause(scene, index, speech) },
            },
          ]
        : [],
    ),
  ].sort((a, b) => a.startSec - b.startSec);
  const blocks = (
    lane: 'captions' | 'titles' | 'clips',
    kind: ItemRef['kind'],
    text: (index: number) => string,
  ) =>
    blocksOf(scene, lane).map((block, index) => ({
      ref: { kind, index },
      name: describeBlock(scene, block, text(index), speech),
    }));
  return {
    voice: voice.map(({ item }) => item),
    captions: blocks('captions', 'caption', (index) => document.captions.items[index].text),
    titles: blocks('titles', 'title', (index) => document.titles[index].text),
    clips: blocks('clips', 'clip', (index) => scene.clips[index].media.name),
    ...(document.music && {
      music: [
        {
          ref: { kind: 'music', index: 0 },
          name: speech.words.told.music(
            document.music.media.name,
            formatNumber(document.music.startSec, speech.language, 1),
          ),
        },
      ],
    }),
  };
}

const LIST = 'tl-list';
const MODIFIERS: readonly string[] = ['Shift', 'Control', 'Alt', 'Meta'];

/** One lane as a list box: the focus stays on the box, the active option is named. */
function LaneList({ board, lane, items }: { board: LaneBoard; lane: Lane; items: readonly Item[] }) {
  const { words } = useText();
  const selection = useTimeline((store) => store.selection);
  const focus = useTimeline((store) => store.focus);
  const text = words.timeline;
  const active = items.find(({ ref }) => focus !== null && isSameItem(ref, focus)) ?? null;
  const idOf = ({ ref }: Item): string => `timeline-${itemKey(ref)}`;
  const isVoice = lane.name === 'voice';
  const list = useRef<HTMLUListElement>(null);
  const isHere = active !== null;

  // What was chosen may lie in another lane than the one that has the keyboard: it goes there.
  useEffect(() => {
    const at = document.activeElement;
    if (isHere && at !== list.current && at?.classList.contains(LIST)) list.current?.focus();
  }, [isHere]);
  // A lane that goes away leaves the keyboard to the voice.
  useLayoutEffect(() => {
    const here = list.current;
    return () => {
      if (here && here === document.activeElement)
        here.parentElement?.querySelector<HTMLElement>('[data-testid="timeline-voice"]')?.focus();
    };
  }, []);

  function enter(): void {
    const { focus: now, select } = useTimeline.getState();
    if (!now || !items.some(({ ref }) => isSameItem(ref, now))) select([items[0].ref]);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const scene = board.scene();
    if (!scene) return;
    // A key that comes before anything was chosen here begins with the first.
    if (!MODIFIERS.includes(event.key) && event.key !== 'Tab') enter();
    const key = {
      key: event.key,
      shift: event.shiftKey,
      alt: event.altKey,
      mod: event.ctrlKey || event.metaKey,
    };
    if (
      !pressKey(
        scene,
        items.map(({ ref }) => ref),
        key,
      )
    )
      return;
    event.preventDefault();
    event.stopPropagation();
  }

  function onFocus({ currentTarget }: FocusEvent): void {
    // A press has selected what it meant; the keyboard begins with the first.
    if (!currentTarget.matches(':focus-visible')) return;
    enter();
  }

  return (
    <ul
      ref={list}
      className={LIST}
      role="listbox"
      tabIndex={0}
      aria-multiselectable={isVoice || lane.name === 'clips'}
      aria-orientation="horizontal"
      aria-label={isVoice ? text.phrases : text.lanes[lane.name]}
      aria-description={isVoice ? text.voiceHelp : lane.name === 'clips' ? text.clipHelp : text.blockHelp}
      aria-activedescendant={active ? idOf(active) : undefined}
      style={{ top: lane.topPx, height: lane.heightPx }}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      data-testid={`timeline-${lane.name}`}
    >
      {items.map((item) => (
        <li
          key={itemKey(item.ref)}
          id={idOf(item)}
          role="option"
          aria-selected={selection.some((other) => isSameItem(other, item.ref))}
          className="visually-hidden"
        >
          {item.name}
        </li>
      ))}
    </ul>
  );
}
