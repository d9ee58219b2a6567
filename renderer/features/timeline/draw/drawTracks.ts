/** Lanes of blocks: captions, titles, clips, music; and the line of energy. */
import { columnPeaks } from '../../../../shared/timeline/peaks.ts';
import { clipEndSec } from '../../../../shared/timeline/clips.ts';
import { composeGain } from '../../../../shared/prosody/compose.ts';
import { sampleCurve } from '../../../../shared/prosody/curve.ts';
import { toAdjusted } from '../../../../shared/prosody/timeMap.ts';
import type { Lane } from '../laneLayout.ts';
import { ENERGY_RANGE_DB, yOfEnergy } from '../pitchScale.ts';
import { spansWithin, xsOf, type Scene } from '../scene.ts';
import { secAt, xOf } from '../viewport.ts';
import type { ItemKind } from '../../../stores/timeline.ts';
import { isSelected, itemKey, seenSpans, type DrawLane, type Drawing } from './drawing.ts';
import { fittedText, LABEL_PX, roundedBox, type Brush } from './ink.ts';

/** Edges of what is not heard yet. */
const ARRANGING_DASH = [4, 3];

interface Block {
  readonly startSec: number;
  readonly endSec: number;
  readonly words: string;
}

function drawBlocks(
  brush: Brush,
  drawing: Drawing,
  lane: Lane,
  count: { drawn: number },
  blocks: readonly Block[],
  kind: ItemKind,
  colours: { readonly fill: string; readonly edge: string },
  dash: readonly number[] = [],
): void {
  const { scene, ink } = drawing;
  const range = spansWithin(
    blocks.map(({ startSec, endSec }) => [startSec, endSec]),
    scene.edgesSec[0],
    scene.edgesSec[scene.edgesSec.length - 1],
  );
  brush.font = `${LABEL_PX}px ${ink.font}`;
  brush.textAlign = 'left';
  brush.textBaseline = 'middle';
  for (const { index, left, right } of seenSpans(blocks, range, (block) => xsOf(scene, block))) {
    const selected = isSelected(drawing, kind, index);
    roundedBox(brush, left + 0.5, lane.topPx + 2.5, right - left - 1, lane.heightPx - 5);
    brush.fillStyle = selected ? ink.selected : colours.fill;
    brush.fill();
    const hovered = drawing.hovered === itemKey({ kind, index });
    brush.strokeStyle = selected ? ink['selected-edge'] : hovered ? ink.text : colours.edge;
    brush.lineWidth = selected || hovered ? 1.5 : 1;
    brush.setLineDash([...dash]);
    brush.stroke();
    brush.setLineDash([]);
    count.drawn++;
    const from = Math.max(left, 0) + 6;
    const words = fittedText(brush, blocks[index].words.replaceAll('\n', ' '), right - from - 6);
    brush.fillStyle = ink.text;
    brush.fillText(words, from, lane.topPx + lane.heightPx / 2 + 0.5);
  }
}

export const drawCaptions: DrawLane = (brush, drawing, lane, count) => {
  const blocks = drawing.scene.document.captions.items.map((item) => ({ ...item, words: item.text }));
  const { ink } = drawing;
  drawBlocks(brush, drawing, lane, count, blocks, 'caption', {
    fill: ink.caption,
    edge: ink['caption-edge'],
  });
};

export const drawTitles: DrawLane = (brush, drawing, lane, count) => {
  const blocks = drawing.scene.document.titles.map((item) => ({ ...item, words: item.text }));
  const { ink } = drawing;
  drawBlocks(brush, drawing, lane, count, blocks, 'title', { fill: ink.title, edge: ink['title-edge'] });
};

export const drawClips: DrawLane = (brush, drawing, lane, count) => {
  const blocks = drawing.scene.clips.map((clip) => ({
    startSec: clip.startSec,
    endSec: clipEndSec(clip),
    words: clip.media.name,
  }));
  const { ink, arranging } = drawing;
  const colours = { fill: ink.clip, edge: ink['phrase-edge'] };
  drawBlocks(brush, drawing, lane, count, blocks, 'clip', colours, arranging ? ARRANGING_DASH : []);
};

/** Where in its file the music is at a moment of the video; null where it is silent. */
export function musicSecAt(scene: Scene, heardSec: number): number | null {
  const { music } = scene.document;
  const fileSec = scene.music?.durationSec ?? 0;
  if (!music || fileSec <= music.startSec) return null;
  const sec = heardSec + music.startSec;
  if (sec < fileSec) return sec;
  return music.loop ? music.startSec + ((sec - music.startSec) % (fileSec - music.startSec)) : null;
}

export const drawMusic: DrawLane = (brush, drawing, lane, count) => {
  const { scene, ink, text } = drawing;
  const { music } = scene.document;
  if (!music) return;
  const [left, right] = [xOf(scene.view, 0), xOf(scene.view, scene.view.durationSec)];
  const selected = isSelected(drawing, 'music', 0);
  roundedBox(brush, left + 0.5, lane.topPx + 2.5, right - left - 1, lane.heightPx - 5);
  brush.fillStyle = selected ? ink.selected : ink.clip;
  brush.fill();
  brush.strokeStyle = selected ? ink['selected-edge'] : ink['phrase-edge'];
  brush.lineWidth = selected ? 1.5 : 1;
  brush.stroke();
  if (scene.music) {
    const width = scene.edgesSec.length - 1;
    const stepSec = 1 / scene.view.pxPerSec;
    const middle = lane.topPx + lane.heightPx / 2;
    const half = lane.heightPx / 2 - 5;
    brush.fillStyle = ink.music;
    brush.beginPath();
    const edges = new Float64Array(2);
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, right); x++) {
      const sec = musicSecAt(scene, secAt(scene.view, x));
      if (sec === null) break;
      edges[0] = sec;
      edges[1] = sec + stepSec;
      const { lows, highs } = columnPeaks(scene.music.peaks, edges);
      brush.rect(x, middle - highs[0] * half - 0.4, 1, (highs[0] - lows[0]) * half + 0.8);
      count.drawn++;
    }
    brush.fill();
  }
  brush.font = `${LABEL_PX}px ${ink.font}`;
  brush.textAlign = 'left';
  brush.textBaseline = 'top';
  brush.fillStyle = ink.text;
  const label = [
    music.media.name,
    text.seconds(music.startSec),
    ...(music.loop ? [text.musicLoops] : []),
  ].join(' · ');
  brush.fillText(
    fittedText(brush, label, right - Math.max(left, 0) - 12),
    Math.max(left, 0) + 6,
    lane.topPx + 5,
  );
};

/** The level that the edits add, as a line about its zero. */
export const drawEnergy: DrawLane = (brush, drawing, lane, count) => {
  const { scene, ink, point, tool } = drawing;
  const [fromSec, toSec] = [scene.edgesSec[0], scene.edgesSec[scene.edgesSec.length - 1]];
  const near = scene.edit.phrases.filter(
    ({ startSec, endSec }) => endSec > fromSec - 1 && startSec < toSec + 1,
  );
  const gain = composeGain(scene.settings.energyDb, near, scene.edit.energyCurve, scene.facts.durationSec);
  const zeroY = yOfEnergy(lane, 0);
  const clamp = (db: number): number => Math.min(ENERGY_RANGE_DB, Math.max(-ENERGY_RANGE_DB, db));
  brush.fillStyle = ink.grid;
  brush.fillRect(0, Math.round(zeroY), scene.view.widthPx, 1);
  brush.beginPath();
  const width = scene.edgesSec.length - 1;
  for (let x = 0; x <= width; x++) {
    const y = yOfEnergy(lane, clamp(sampleCurve(gain, scene.edgesSec[x])));
    if (x === 0) brush.moveTo(x, y);
    else brush.lineTo(x, y);
  }
  count.drawn += width;
  brush.strokeStyle = ink.energy;
  brush.lineWidth = 2;
  brush.stroke();
  brush.lineTo(width, zeroY);
  brush.lineTo(0, zeroY);
  brush.fillStyle = ink['energy-fill'];
  brush.fill();
  if (tool === 'select') return;
  let lastX = -Infinity;
  scene.edit.energyCurve.forEach(({ sec, value }, index) => {
    const x = xOf(scene.view, toAdjusted(scene.timeMap, sec));
    if (sec < fromSec || sec > toSec || x < lastX + 1) return;
    lastX = x;
    const held = point?.lane === 'energy' && point.point === index;
    brush.beginPath();
    brush.arc(x, yOfEnergy(lane, clamp(value)), held ? 5 : tool === 'points' ? 3.5 : 2, 0, 2 * Math.PI);
    brush.fillStyle = held ? ink.accent : ink.lane;
    brush.fill();
    brush.strokeStyle = ink.energy;
    brush.lineWidth = 1.5;
    brush.stroke();
    count.drawn++;
  });
};
