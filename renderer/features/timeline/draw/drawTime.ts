/** The ruler, the map of the whole voice, and what moves over all lanes. */
import { columnPeaks } from '../../../../shared/timeline/peaks.ts';
import { toOriginal } from '../../../../shared/prosody/timeMap.ts';
import type { LoopRegion } from '../../../stores/playback.ts';
import { lanesHeight, type Lane } from '../laneLayout.ts';
import type { Scene } from '../scene.ts';
import { endSecOf, tickSteps, xOf } from '../viewport.ts';
import { laneNamed, type DrawLane, type Drawing } from './drawing.ts';
import { LABEL_PX, roundedBox, type Brush } from './ink.ts';

/** Of the head of the playhead. */
const PLAYHEAD_HALF_PX = 6;
const LABEL_ROOM_PX = 76;
/** Half as wide as the head of the playhead, and a little more: at rest it stands on a tick and hides no label. */
const LABEL_GAP_PX = PLAYHEAD_HALF_PX + 3;

export const drawRuler: DrawLane = (brush, { scene, ink, text }, lane, count) => {
  const { view } = scene;
  const { major, minor } = tickSteps(view.pxPerSec, LABEL_ROOM_PX);
  const parts = Math.round(major / minor);
  brush.font = `${LABEL_PX}px ${ink.font}`;
  brush.textAlign = 'left';
  brush.textBaseline = 'middle';
  const last = Math.floor(endSecOf(view) / minor);
  for (let tick = Math.max(0, Math.floor(view.startSec / minor)); tick <= last; tick++) {
    const x = Math.round(xOf(view, tick * minor));
    const labelled = tick % parts === 0;
    brush.fillStyle = labelled ? ink['text-soft'] : ink.line;
    const height = labelled ? 9 : 5;
    brush.fillRect(x, lane.topPx + lane.heightPx - height, 1, height);
    count.drawn++;
    if (!labelled) continue;
    brush.fillStyle = ink['text-soft'];
    brush.fillText(text.clock(tick * minor, major), x + LABEL_GAP_PX, lane.topPx + lane.heightPx / 2 - 1);
  }
};

/** Recorded times of the columns of the map. */
function mapEdges({ timeMap, view }: Scene): Float64Array {
  const width = Math.max(1, Math.round(view.widthPx));
  return Float64Array.from({ length: width + 1 }, (_, x) =>
    toOriginal(timeMap, (x / width) * view.durationSec),
  );
}

export const mapX = ({ view }: Scene, heardSec: number): number =>
  (heardSec / view.durationSec) * view.widthPx;

export const drawMinimap: DrawLane = (brush, { scene, ink }, lane, count) => {
  const edges = mapEdges(scene);
  const { lows, highs } = columnPeaks(scene.facts.peaks, edges);
  const middle = lane.topPx + lane.heightPx / 2;
  const half = lane.heightPx / 2 - 2;
  brush.fillStyle = ink['wave-pause'];
  brush.beginPath();
  for (let x = 0; x < highs.length; x++) {
    const top = middle - Math.max(0.4, highs[x] * half);
    brush.rect(x, top, 1, Math.max(0.4, -lows[x] * half) + middle - top);
  }
  count.drawn += highs.length;
  brush.fill();
};

/** The window on the map, drawn over it so that scrolling leaves the map alone. */
export function drawMapWindow(brush: Brush, { scene, ink }: Drawing, lane: Lane): void {
  const { view } = scene;
  const [left, right] = [mapX(scene, view.startSec), Math.min(view.widthPx, mapX(scene, endSecOf(view)))];
  if (right - left > view.widthPx - 2) return;
  brush.fillStyle = ink.ground;
  brush.globalAlpha = 0.55;
  brush.fillRect(0, lane.topPx, left, lane.heightPx);
  brush.fillRect(right, lane.topPx, view.widthPx - right, lane.heightPx);
  brush.globalAlpha = 1;
  roundedBox(brush, left + 0.75, lane.topPx + 0.75, Math.max(8, right - left - 1.5), lane.heightPx - 1.5, 4);
  brush.strokeStyle = ink.accent;
  brush.lineWidth = 1.5;
  brush.stroke();
}

/** What lies over the lanes and changes with every picture of a running voice. */
export interface Overlay {
  /** Of the voice that the timeline shows, seconds. */
  readonly playheadSec: number | null;
  readonly loop: LoopRegion | null;
  /** A line where something has caught, pixels. */
  readonly snapX: number | null;
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  } | null;
  /** Value under the hand, beside the pointer. */
  readonly readout: { readonly x: number; readonly y: number; readonly text: string } | null;
}

export function drawOverlay(brush: Brush, drawing: Drawing, overlay: Overlay): void {
  const { scene, ink, lanes } = drawing;
  const { view } = scene;
  const ruler = laneNamed(lanes, 'ruler');
  const map = laneNamed(lanes, 'minimap');
  const bottom = lanesHeight(lanes);
  const { loop, playheadSec, snapX, box, readout } = overlay;
  if (map) drawMapWindow(brush, drawing, map);
  if (loop && ruler) {
    const [left, right] = [xOf(view, loop.startSec), xOf(view, loop.endSec)];
    brush.fillStyle = ink.loop;
    brush.globalAlpha = 0.9;
    roundedBox(brush, left, ruler.topPx + ruler.heightPx - 6, right - left, 6, 3);
    brush.fill();
    brush.globalAlpha = 0.1;
    brush.fillRect(left, ruler.topPx + ruler.heightPx, right - left, bottom);
    brush.globalAlpha = 1;
  }
  if (snapX !== null && ruler) {
    brush.fillStyle = ink.energy;
    brush.fillRect(Math.round(snapX), ruler.topPx, 1, bottom - ruler.topPx);
  }
  if (playheadSec !== null && ruler) {
    const x = Math.round(xOf(view, playheadSec));
    brush.fillStyle = ink.playhead;
    brush.fillRect(x - 0.5, ruler.topPx + 8, 1.5, bottom - ruler.topPx - 8);
    brush.beginPath();
    brush.moveTo(x - PLAYHEAD_HALF_PX, ruler.topPx + 4);
    brush.lineTo(x + PLAYHEAD_HALF_PX, ruler.topPx + 4);
    brush.lineTo(x + PLAYHEAD_HALF_PX, ruler.topPx + 11);
    brush.lineTo(x, ruler.topPx + 18);
    brush.lineTo(x - PLAYHEAD_HALF_PX, ruler.topPx + 11);
    brush.closePath();
    brush.fill();
    if (map) brush.fillRect(Math.round(mapX(scene, playheadSec)), map.topPx, 1.5, map.heightPx);
  }
  if (box) {
    brush.fillStyle = ink['selected-edge'];
    brush.globalAlpha = 0.12;
    brush.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    brush.globalAlpha = 1;
    brush.strokeStyle = ink['selected-edge'];
    brush.lineWidth = 1;
    brush.strokeRect(box.left + 0.5, box.top + 0.5, box.right - box.left, box.bottom - box.top);
  }
  if (readout) drawReadout(brush, drawing, readout);
}

function drawReadout(
  brush: Brush,
  { scene, ink }: Drawing,
  { x, y, text }: NonNullable<Overlay['readout']>,
): void {
  brush.font = `600 12px ${ink.font}`;
  const width = brush.measureText(text).width + 14;
  const left = Math.min(scene.view.widthPx - width - 2, Math.max(2, x + 14));
  const top = Math.max(2, y - 30);
  roundedBox(brush, left, top, width, 22, 6);
  brush.fillStyle = ink.text;
  brush.fill();
  brush.fillStyle = ink.lane;
  brush.textAlign = 'left';
  brush.textBaseline = 'middle';
  brush.fillText(text, left + 7, top + 11.5);
}
