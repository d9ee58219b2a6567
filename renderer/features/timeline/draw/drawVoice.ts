import { columnPeaks } from '../../../../shared/timeline/peaks.ts';
import { isInnerPause } from '../pauses.ts';
import { isPhraseEdited } from '../phraseEdits.ts';
import { spansWithin, xsOf } from '../scene.ts';
import { isSelected, seenSpans, type DrawLane, type Drawing } from './drawing.ts';
import { fittedText, LABEL_PX, roundedBox, type Brush } from './ink.ts';
import type { Lane } from '../laneLayout.ts';

const BLOCK_INSET_PX = 2;
const LABEL_INSET_PX = 7;
const DOT_RADIUS_PX = 2.5;
/** Pauses narrower than this have no grip: they cannot be hit. */
export const GRIP_MIN_PX = 14;
const GRIP_WIDTH_PX = 7;

const asSpan = ([startSec, endSec]: readonly [number, number]) => ({ startSec, endSec });

/** The voice: phrases as blocks, the waveform through them, pauses with a grip. */
export const drawVoice: DrawLane = (brush, drawing, lane, count) => {
  drawPhraseBlocks(brush, drawing, lane, count);
  drawWave(brush, drawing, lane);
  count.drawn += drawing.scene.edgesSec.length;
  drawPauses(brush, drawing, lane, count);
  drawPhraseNames(brush, drawing, lane);
};

function drawPhraseBlocks(brush: Brush, drawing: Drawing, lane: Lane, count: { drawn: number }): void {
  const { scene, ink } = drawing;
  const xs = (span: readonly [number, number]) => xsOf(scene, asSpan(span));
  for (const { index, left, right } of seenSpans(scene.facts.phrases, scene.phrases, xs)) {
    const selected = isSelected(drawing, 'phrase', index);
    roundedBox(brush, left, lane.topPx + BLOCK_INSET_PX, right - left, lane.heightPx - 2 * BLOCK_INSET_PX);
    brush.fillStyle = selected ? ink.selected : ink.phrase;
    brush.fill();
    if (right - left > 6) {
      brush.strokeStyle = selected ? ink['selected-edge'] : ink['phrase-edge'];
      brush.lineWidth = selected ? 1.5 : 1;
      brush.stroke();
    }
    count.drawn++;
  }
}

function drawWave(brush: Brush, { scene, ink }: Drawing, lane: Lane): void {
  const { lows, highs } = columnPeaks(scene.facts.peaks, scene.edgesSec);
  const middle = lane.topPx + lane.heightPx / 2;
  const half = lane.heightPx / 2 - 5;
  brush.fillStyle = ink.wave;
  brush.beginPath();
  for (let x = 0; x < highs.length; x++) {
    const top = middle - Math.max(0.4, highs[x] * half);
    const bottom = middle + Math.max(0.4, -lows[x] * half);
    brush.rect(x, top, 1, bottom - top);
  }
  brush.fill();
}

function drawPauses(brush: Brush, drawing: Drawing, lane: Lane, count: { drawn: number }): void {
  const { scene, ink, text } = drawing;
  const { pauses } = scene.facts;
  const range = spansWithin(pauses, scene.edgesSec[0], scene.edgesSec[scene.edgesSec.length - 1]);
  const middle = lane.topPx + lane.heightPx / 2;
  brush.font = `${LABEL_PX}px ${ink.font}`;
  brush.textAlign = 'center';
  brush.textBaseline = 'alphabetic';
  for (const { index, left, right } of seenSpans(pauses, range, (span) => xsOf(scene, asSpan(span)))) {
    if (right - left < GRIP_MIN_PX || !isInnerPause(scene.facts, index)) continue;
    const selected = isSelected(drawing, 'pause', index);
    const edited = scene.edit.pauses.some(
      ({ startSec, endSec }) => startSec === pauses[index][0] && endSec === pauses[index][1],
    );
    const x = (left + right) / 2;
    if (selected) {
      roundedBox(brush, left + 2, lane.topPx + BLOCK_INSET_PX, right - left - 4, lane.heightPx - 4);
      brush.fillStyle = ink.selected;
      brush.fill();
    }
    roundedBox(brush, x - GRIP_WIDTH_PX / 2, middle - 9, GRIP_WIDTH_PX, 18, 3.5);
    brush.fillStyle = selected || edited ? ink.accent : ink.lane;
    brush.fill();
    brush.strokeStyle = selected || edited ? ink.accent : ink['phrase-edge'];
    brush.lineWidth = 1;
    brush.stroke();
    const label = text.seconds((right - left) / scene.view.pxPerSec);
    if (brush.measureText(label).width < right - left - 4) {
      brush.fillStyle = selected || edited ? ink.text : ink['text-soft'];
      brush.fillText(label, x, lane.topPx + lane.heightPx - 5);
    }
    count.drawn++;
  }
}

function drawPhraseNames(brush: Brush, drawing: Drawing, lane: Lane): void {
  const { scene, ink } = drawing;
  brush.font = `600 ${LABEL_PX}px ${ink.font}`;
  brush.textAlign = 'left';
  brush.textBaseline = 'alphabetic';
  const xs = (span: readonly [number, number]) => xsOf(scene, asSpan(span));
  for (const { index, left, right } of seenSpans(scene.facts.phrases, scene.phrases, xs)) {
    // A phrase that begins to the left of the window still tells its name.
    const from = Math.max(left, 0) + LABEL_INSET_PX;
    if (right - from < 2 * LABEL_PX) continue;
    const phrase = asSpan(scene.facts.phrases[index]);
    const edited = isPhraseEdited(scene.edit, phrase);
    const name = [String(index + 1), ...changesOf(drawing, index)].join(' · ');
    const shown = fittedText(brush, name, right - from - LABEL_INSET_PX - (edited ? 10 : 0));
    brush.fillStyle = ink.text;
    const y = lane.topPx + LABEL_PX + 4;
    brush.fillText(shown, from + (edited ? 9 : 0), y);
    if (!edited) continue;
    brush.beginPath();
    brush.arc(from + DOT_RADIUS_PX, y - 4, DOT_RADIUS_PX, 0, 2 * Math.PI);
    brush.fillStyle = ink.accent;
    brush.fill();
  }
}

/** What the person has asked of a phrase, in a word each. */
function changesOf({ scene, text }: Drawing, index: number): readonly string[] {
  const [startSec, endSec] = scene.facts.phrases[index];
  const edit = scene.edit.phrases.find((phrase) => phrase.startSec === startSec && phrase.endSec === endSec);
  if (!edit) return [];
  const { pitchSemitones, range, tempo, energyDb } = edit.settings;
  return [
    ...(pitchSemitones === 0 ? [] : [text.semitones(pitchSemitones)]),
    ...(range === 1 ? [] : [`↕${text.factor(range)}`]),
    ...(tempo === 1 ? [] : [`↔${text.factor(tempo)}`]),
    ...(energyDb === 0 ? [] : [text.decibels(energyDb)]),
  ];
}
