/** After an edit of one phrase only what it changed is drawn anew, and the video is the one that would be made anew. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyzeVoice, render } from '../../electron/engine/index.ts';
import { analyseVoiceProsody } from '../../electron/engine/stages/prosody/analysis/index.ts';
import type { ProsodyAnalysis } from '../../electron/engine/stages/prosody/types.ts';
import { RENDER_DEFAULTS, type RenderReport } from '../../shared/contract/render.ts';
import { NEUTRAL_EDIT, withPhrase, withSettings, type ProsodyEdit } from '../../shared/prosody/edits.ts';
import { SAMPLE_PHOTO, SAMPLE_VOICE } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { runOf } from '../fixtures/previewDesk.ts';
import { createWorkplace, type Workplace } from '../fixtures/workplace.ts';

const SIZE = { widthPx: 180, heightPx: 180 };
/** Frames of 40 ms. */
const MOVED_SEC = 0.12;

interface Made {
  readonly report: RenderReport;
  readonly bytes: Buffer;
}

describe.skipIf(missingForRenders !== null)('a render after an edit of one phrase', () => {
  let place: Workplace;
  let analysis: ProsodyAnalysis;
  let first: Made;
  let made = 0;

  /** @param home remembers what was made there before */
  async function make(home: string, prosody: ProsodyEdit | null): Promise<Made> {
    const outPath = path.join(place.out, `video-${++made}.mp4`);
    const files = { photoPath: SAMPLE_PHOTO, voicePath: SAMPLE_VOICE, outPath };
    const report = await render(
      { ...RENDER_DEFAULTS, ...files, size: SIZE, lipsync: 'builtin', prosody },
      await runOf(home, new AbortController().signal),
    );
    return { report, bytes: readFileSync(outPath) };
  }
  const elsewhere = (): string => path.join(place.home, `other-${made}`);

  beforeAll(async () => {
    place = createWorkplace();
    const { voice } = await analyzeVoice(SAMPLE_VOICE, await runOf(place.home, new AbortController().signal));
    analysis = analyseVoiceProsody(voice);
    first = await make(place.home, null);
    expect(first.report.segments?.known).toBe(0);
    expect(first.report.segments?.total).toBeGreaterThanOrEqual(5);
  });
  afterAll(() => place.remove());

  /** One phrase in the middle, higher and louder. */
  function edited(edit: ProsodyEdit): ProsodyEdit {
    const [startSec, endSec] = analysis.phrases[2];
    return withPhrase(edit, { startSec, endSec }, { pitchSemitones: 1.5, energyDb: 2 });
  }

  it('draws and codes the parts of that phrase alone, and gives what a first render gives', async () => {
    const again = await make(place.home, edited(NEUTRAL_EDIT));
    expect(again.report.segments).toEqual({
      total: first.report.segments?.total,
      known: (first.report.segments?.total ?? 0) - 1,
    });
    const anew = await make(elsewhere(), edited(NEUTRAL_EDIT));
    expect(anew.report.segments?.known).toBe(0);
    expect(again.bytes.equals(anew.bytes)).toBe(true);
    expect(again.bytes.equals(first.bytes)).toBe(false);
  });

  it('does so where the loudness of the whole is set as well, which the edit changes', async () => {
    const preset = withSettings(NEUTRAL_EDIT, { loudnessLu: 1, brightnessDb: 1, energyDb: -3 });
    const before = await make(place.home, preset);
    const again = await make(place.home, edited(preset));
    expect(again.report.segments?.known).toBe((before.report.segments?.total ?? 0) - 1);
  });

  it('finds again what was moved by whole frames, and draws what was moved by less', async () => {
    const [before, after] = [analysis.phrases[1][1], analysis.phrases[2][0]];
    const longer = (bySec: number): ProsodyEdit => ({
      ...NEUTRAL_EDIT,
      pauses: [{ startSec: before, endSec: after, lengthSec: after - before + bySec }],
    });
    const whole = await make(place.home, longer(MOVED_SEC));
    expect(whole.report.frames).toBe(first.report.frames + MOVED_SEC * RENDER_DEFAULTS.fps);
    expect(whole.report.segments?.known).toBeGreaterThanOrEqual((first.report.segments?.total ?? 0) - 2);
    expect(whole.bytes.equals((await make(elsewhere(), longer(MOVED_SEC))).bytes)).toBe(true);
    const less = await make(place.home, longer(MOVED_SEC + 0.017));
    expect(less.report.segments?.known).toBe(1);
  });
});
