import { describe, expect, it } from 'vitest';
import { NEUTRAL_EDIT } from '../../../shared/prosody/edits.ts';
import { NEUTRAL_PHRASE } from '../../../shared/prosody/settings.ts';
import { fakeProsodyView } from '../../api/fakeTimeline.ts';
import { useTimeline } from '../../stores/timeline.ts';
import { laneNamed, type DrawLane } from './draw/drawing.ts';
import { drawPitchCurve, drawPitchGround } from './draw/drawPitch.ts';
import { drawMinimap, drawRuler } from './draw/drawTime.ts';
import { drawCaptions, drawEnergy } from './draw/drawTracks.ts';
import { drawVoice } from './draw/drawVoice.ts';
import type { Brush } from './draw/ink.ts';
import type { LaneName } from './laneLayout.ts';
import { openTestVoice, testDrawing, WIDTH_PX } from './testScene.ts';

/** A brush that draws nothing and counts what it is asked for. */
function countingBrush(): { readonly brush: Brush; readonly strokes: () => number } {
  let strokes = 0;
  const brush = new Proxy(
    {},
    {
      get: (_target, name) =>
        name === 'measureText'
          ? (text: string) => ({ width: 6 * text.length })
          : () => {
              strokes++;
            },
      set: () => true,
    },
  ) as Brush;
  return { brush, strokes: () => strokes };
}

const LANES: readonly (readonly [LaneName, DrawLane])[] = [
  ['minimap', drawMinimap],
  ['ruler', drawRuler],
  ['voice', drawVoice],
  ['pitch', drawPitchGround],
  ['pitch', drawPitchCurve],
  ['energy', drawEnergy],
  ['captions', drawCaptions],
];

/** A voice with an edit, a pause, a drawn curve and a caption in every phrase. */
function openBusyVoice(durationSec: number): void {
  const view = fakeProsodyView(durationSec);
  const phrases = view.phrases.map(([startSec, endSec]) => ({
    startSec,
    endSec,
    settings: { ...NEUTRAL_PHRASE, pitchSemitones: 1, energyDb: 2, tempo: 1.1 },
  }));
  const items = view.phrases.map(([startSec, endSec], i) => ({ startSec, endSec, text: `Caption ${i}` }));
  const pitchCurves = view.phrases.map(([startSec, endSec]) => ({
    mode: 'absolute' as const,
    span: [startSec, endSec] as const,
    microProsody: 0.3,
    points: Array.from({ length: 20 }, (_, i) => ({
      sec: startSec + ((endSec - startSec) * i) / 20,
      value: i / 4,
    })),
  }));
  openTestVoice(view, {
    prosody: { ...NEUTRAL_EDIT, phrases, pitchCurves },
    captions: { items, burnIn: true },
  });
}

/** Shapes, points and lines that each lane takes for one picture. */
function workOfLanes(): readonly number[] {
  const drawing = testDrawing();
  return LANES.map(([name, draw]) => {
    const lane = laneNamed(drawing.lanes, name);
    if (!lane) throw new Error(`There is no lane ${name}.`);
    const { brush, strokes } = countingBrush();
    const count = { drawn: 0 };
    draw(brush, drawing, lane, count);
    return Math.max(strokes(), count.drawn);
  });
}

describe('what a picture of the lanes takes', () => {
  it.each([20, 600])(
    'is bounded by its pixels for %i seconds of voice, however much of it is seen',
    (durationSec) => {
      openBusyVoice(durationSec);
      for (const pxPerSec of [null, 20, 100, 600]) {
        useTimeline.setState({ window: { startSec: durationSec / 2, pxPerSec } });
        // A handful of strokes for each pixel: a block, its frame, its name, a column, a point.
        for (const work of workOfLanes()) expect(work).toBeLessThan(9 * WIDTH_PX);
      }
    },
  );

  it('does not grow with a voice that is seen from afar', () => {
    openBusyVoice(1200);
    const short = workOfLanes();
    openBusyVoice(3600);
    const long = workOfLanes();
    long.forEach((work, i) => expect(work).toBeLessThanOrEqual(1.5 * short[i]));
  });
});
