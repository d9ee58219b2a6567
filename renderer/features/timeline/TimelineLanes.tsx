import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { shownClips, useClips } from '../../stores/clips.ts';
import { useProject } from '../../stores/project.ts';
import { useTimeline } from '../../stores/timeline.ts';
import { useText } from '../../text/useText.ts';
import { currentScene } from './currentScene.ts';
import { laneNamed, type LaneText } from './draw/drawing.ts';
import { layLanes, lanesHeight, type Lane, type LaneName } from './laneLayout.ts';
import { labelled, pitchScaleOf, yOfSemitones } from './pitchScale.ts';
import { laneTextOf } from './laneText.ts';
import { useLaneBoard } from './useLaneBoard.ts';
import { useLanePointer } from './useLanePointer.ts';
import { LaneItems } from './LaneItems.tsx';
import { WordsField } from './WordsField.tsx';

/** Width and height of an element as it changes; null before it is there. */
function useSize(
  element: RefObject<HTMLElement | null>,
): { readonly width: number; readonly height: number } | null {
  const [size, setSize] = useState<{ readonly width: number; readonly height: number } | null>(null);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      setSize({ width: Math.floor(width), height: Math.floor(height) });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

/** The lanes that there is something to show in. */
function useShownLanes(): readonly LaneName[] {
  const energy = useTimeline((store) => store.energy);
  const captions = useProject(({ document }) => document.captions.items.length > 0);
  const titles = useProject(({ document }) => document.titles.length > 0);
  const isCut = useProject(({ document }) => document.clips.length > 0);
  const clips = useClips((store) => shownClips({ clips: [] }, store).length > 0) || isCut;
  const music = useProject(({ document }) => document.music !== null);
  return useMemo(
    () => [
      'minimap',
      'ruler',
      ...(clips ? (['clips'] as const) : []),
      'voice',
      'pitch',
      ...(energy ? (['energy'] as const) : []),
      ...(captions ? (['captions'] as const) : []),
      ...(titles ? (['titles'] as const) : []),
      ...(music ? (['music'] as const) : []),
    ],
    [energy, captions, titles, clips, music],
  );
}

/** The lanes with their names: drawn on canvases, mirrored for keyboard and screen readers. */
export function TimelineLanes() {
  const { words, language } = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const canvasRoom = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const room = useSize(scroller);
  const canvas = useSize(canvasRoom);
  const shown = useShownLanes();
  const board = useLaneBoard(base, over);
  const [surface, setSurface] = useState<HTMLElement | null>(null);
  useLanePointer(surface, board);
  const widthPx = canvas?.width ?? 0;
  const lanes = useMemo(() => layLanes(shown, room?.height ?? 0), [shown, room?.height]);
  const text = useMemo(() => laneTextOf(words.timeline, language), [words, language]);

  useEffect(() => useTimeline.setState({ widthPx }), [widthPx]);
  useEffect(() => board?.arrange(lanes, text), [board, lanes, text]);
  const height = lanesHeight(lanes);

  return (
    <div className="tl-scroll" ref={scroller}>
      <div className="tl-body" style={{ height }}>
        <div className="tl-heads" aria-hidden="true">
          {lanes.map(({ name, topPx, heightPx }) => (
            <span key={name} className="tl-head" data-lane={name} style={{ top: topPx, height: heightPx }}>
              {words.timeline.lanes[name]}
            </span>
          ))}
          <PitchLabels lanes={lanes} text={text} />
        </div>
        <div className="tl-canvases" ref={canvasRoom} data-testid="timeline-lanes">
          {lanes.map(({ name, topPx, heightPx }) => (
            <div key={name} className="tl-lane" data-lane={name} style={{ top: topPx, height: heightPx }} />
          ))}
          <canvas ref={base} className="tl-canvas" style={{ height }} aria-hidden="true" />
          <div className="tl-surface" ref={setSurface} style={{ height }}>
            <canvas ref={over} className="tl-canvas" style={{ height }} aria-hidden="true" />
          </div>
          {board && <LaneItems board={board} lanes={lanes} />}
          {board && <WordsField board={board} lanes={lanes} />}
        </div>
      </div>
    </div>
  );
}

/** Semitones beside the lines of the pitch lane. */
function PitchLabels({ lanes, text }: { lanes: readonly Lane[]; text: LaneText }) {
  const measured = useTimeline((store) => store.measured);
  const widthPx = useTimeline((store) => store.widthPx);
  const scene = measured && widthPx > 0 ? currentScene() : null;
  const lane = laneNamed(lanes, 'pitch');
  if (!scene || !lane) return null;
  const scale = pitchScaleOf(scene.contour.own);
  const all = Array.from(
    { length: scale.highSemitones - scale.lowSemitones + 1 },
    (_, i) => scale.lowSemitones + i,
  );
  return all
    .filter((semitones) => labelled(scale, lane, semitones))
    .map((semitones) => (
      <span key={semitones} className="tl-tick numbers" style={{ top: yOfSemitones(scale, lane, semitones) }}>
        {text.semitones(semitones)}
      </span>
    ));
}
