import { xOf } from '../viewport.ts';
import type { Lane } from '../laneLayout.ts';
import { gridSteps, labelled, noteName, yOfSemitones } from '../pitchScale.ts';
import { rangeHandles } from '../phraseBox.ts';
import { xsOf } from '../scene.ts';
import { toAdjusted } from '../../../../shared/prosody/timeMap.ts';
import { isSelected, seenSpans, type DrawLane, type Drawing } from './drawing.ts';
import { LABEL_PX, type Brush } from './ink.ts';

/** A column looks at no more frames of the curve than this. */
const SAMPLES_PER_COLUMN = 4;
const POINT_RADIUS_PX = 4;

/** What does not move while a curve is drawn: ground, grid, partials, and the voice's own curve. */
export const drawPitchGround: DrawLane = (brush, drawing, lane, count) => {
  const { scene, ink, scale } = drawing;
  const xs = ([startSec, endSec]: readonly [number, number]) => xsOf(scene, { startSec, endSec });
  for (const { index, left, right } of seenSpans(scene.facts.phrases, scene.phrases, xs)) {
    brush.fillStyle = isSelected(drawing, 'phrase', index) ? ink.selected : ink.phrase;
    brush.fillRect(left, lane.topPx, Math.max(1, right - left), lane.heightPx);
    count.drawn++;
  }
  drawing.spectrogram?.(brush, drawing, lane);
  drawGrid(brush, drawing, lane, scale);
  brush.strokeStyle = ink['pitch-own'];
  brush.lineWidth = 1.25;
  traceCurve(brush, drawing, lane, (_piece, frame) => scene.contour.own[frame], count);
};

/** The curve as the edits make it, and what it can be taken hold of by. */
export const drawPitchCurve: DrawLane = (brush, drawing, lane, count) => {
  const { scene, ink } = drawing;
  brush.strokeStyle = ink.pitch;
  brush.lineWidth = 2.25;
  brush.lineJoin = 'round';
  brush.lineCap = 'round';
  traceCurve(brush, drawing, lane, (piece, frame) => scene.contour.at(piece, frame), count);
  drawHandles(brush, drawing, lane);
  if (drawing.tool !== 'select') drawPoints(brush, drawing, lane, count);
};

function drawGrid(brush: Brush, { scene, ink }: Drawing, lane: Lane, scale: Drawing['scale']): void {
  const steps = gridSteps(scale, lane);
  const { view } = scene;
  brush.font = `${LABEL_PX - 1}px ${ink.font}`;
  brush.textBaseline = 'middle';
  for (let s = Math.ceil(scale.lowSemitones); s <= scale.highSemitones; s++) {
    if (s % steps.line !== 0) continue;
    const y = Math.round(yOfSemitones(scale, lane, s)) + 0.5;
    brush.fillStyle = s === 0 ? ink['pitch-own'] : ink.grid;
    brush.fillRect(0, y - 0.5, view.widthPx, 1);
    if (!labelled(scale, lane, s)) continue;
    const label = noteName(scene.facts, s);
    const { width } = brush.measureText(label);
    brush.textAlign = 'right';
    brush.fillStyle = ink.lane;
    brush.globalAlpha = 0.75;
    brush.fillRect(view.widthPx - width - 6, y - 7, width + 4, 14);
    brush.globalAlpha = 1;
    brush.fillStyle = ink['text-soft'];
    brush.fillText(label, view.widthPx - 4, y + 0.5);
  }
}

/** Draws a curve column by column: what a column costs does not depend on how many frames it covers. */
function traceCurve(
  brush: Brush,
  { scene, scale }: Drawing,
  lane: Lane,
  valueAt: (piece: number, frame: number) => number,
  count: { drawn: number },
): void {
  const { edgesSec, contour } = scene;
  const { startSec, stepSec, hz } = scene.facts.pitch;
  const { bounds } = contour;
  let piece = Math.max(0, scene.phrases[0] - 1);
  let pen = false;
  brush.beginPath();
  for (let x = 0; x + 1 < edgesSec.length; x++) {
    const from = (edgesSec[x] - startSec) / stepSec;
    const frames = (edgesSec[x + 1] - edgesSec[x]) / stepSec;
    const samples = Math.min(SAMPLES_PER_COLUMN, Math.max(1, Math.ceil(frames)));
    let [low, high] = [Infinity, -Infinity];
    for (let k = 0; k < samples; k++) {
      const exact = from + ((k + 0.5) * frames) / samples;
      const frame = Math.floor(exact);
      if (frame < 0 || frame >= hz.length) continue;
      while (piece + 2 < bounds.length && frame >= bounds[piece + 1]) piece++;
      if (frame < bounds[piece] || frame >= bounds[piece + 1]) continue;
      const here = valueAt(piece, frame);
      const next = frame + 1 < bounds[piece + 1] ? valueAt(piece, frame + 1) : NaN;
      const value = frames < 1 && !Number.isNaN(next) ? here + (next - here) * (exact - frame) : here;
      if (Number.isNaN(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    if (low === Infinity) {
      pen = false;
      continue;
    }
    const [top, bottom] = [yOfSemitones(scale, lane, high), yOfSemitones(scale, lane, low)];
    count.drawn++;
    if (!pen) brush.moveTo(x, (top + bottom) / 2);
    if (bottom - top > 2 && samples > 1) {
      brush.lineTo(x + 0.5, top);
      brush.lineTo(x + 0.5, bottom);
    } else brush.lineTo(x + 0.5, (top + bottom) / 2);
    pen = true;
  }
  brush.stroke();
}

/** The box of a selected phrase with its handles for the range. */
function drawHandles(brush: Brush, drawing: Drawing, lane: Lane): void {
  const { scene, ink, scale, tool } = drawing;
  if (tool !== 'select') return;
  for (let index = scene.phrases[0]; index < scene.phrases[1]; index++) {
    if (!isSelected(drawing, 'phrase', index)) continue;
    const handles = rangeHandles(scene, scale, lane, index);
    if (!handles) continue;
    brush.setLineDash([3, 3]);
    brush.strokeStyle = ink['selected-edge'];
    brush.lineWidth = 1;
    const { left, right, topY, bottomY, x } = handles;
    brush.strokeRect(left + 0.5, topY + 0.5, right - left - 1, bottomY - topY - 1);
    brush.setLineDash([]);
    for (const y of [topY, bottomY]) {
      brush.beginPath();
      brush.roundRect(x - 9, y - 3.5, 18, 7, 3.5);
      brush.fillStyle = ink.lane;
      brush.fill();
      brush.strokeStyle = ink['selected-edge'];
      brush.lineWidth = 1.5;
      brush.stroke();
    }
  }
}

/** The points of drawn curves; where they crowd, one per pixel. */
function drawPoints(brush: Brush, drawing: Drawing, lane: Lane, count: { drawn: number }): void {
  const { scene, ink, scale, point, tool } = drawing;
  const radius = tool === 'points' ? POINT_RADIUS_PX : 2;
  const [fromSec, toSec] = [scene.edgesSec[0], scene.edgesSec[scene.edgesSec.length - 1]];
  scene.edit.pitchCurves.forEach((curve, curveIndex) => {
    if (curve.mode !== 'absolute') return;
    let lastX = -Infinity;
    curve.points.forEach(({ sec, value }, index) => {
      if (sec < fromSec || sec > toSec) return;
      const x = xOf(scene.view, toAdjusted(scene.timeMap, sec));
      if (x < lastX + 1) return;
      lastX = x;
      const held = point?.lane === 'pitch' && point.curve === curveIndex && point.point === index;
      brush.beginPath();
      brush.arc(x, yOfSemitones(scale, lane, value), held ? radius + 1.5 : radius, 0, 2 * Math.PI);
      brush.fillStyle = held ? ink.accent : ink.lane;
      brush.fill();
      brush.strokeStyle = ink.point;
      brush.lineWidth = 1.5;
      brush.stroke();
      count.drawn++;
    });
  });
}
