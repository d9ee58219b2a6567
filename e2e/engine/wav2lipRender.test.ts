/** Whole renders with a network of the person's own: installed, drawn in workers, encoded, and held against the sound. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameCount } from '../../shared/timeline/frames.ts';
import { wav2lipMel } from '../../electron/engine/stages/voice/wav2lipMel.ts';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import { decodePlanes } from '../fixtures/planes.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { prepareScene } from '../fixtures/scene.ts';
import { correlation, cutVoice, decodeSound } from '../fixtures/sound.ts';
import { levelsOf } from '../fixtures/wav2lipClosedForm.ts';
import { closedFormNetwork, echoNetwork, EXPORTS } from '../../scripts/models/wav2lipNetworks.mjs';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

const FPS = 25;
const SIDE_PX = 256;
const STILL = ['--idle-motion', '0', '--blink', '0'];

interface Report {
  readonly lipsync: string;
  readonly frames: number;
  readonly models: readonly { readonly id: string; readonly role: string }[];
  readonly warnings: readonly string[];
}

describe.skipIf(missingForRenders !== null)('a render with a network that draws the mouth', () => {
  let place: Workplace;
  let voice = '';
  /** Mean blue-difference chroma of the mouth, frame by frame, as the network of this id draws it. */
  const mouthBlue = async (id: string): Promise<{ blue: number[]; report: Report }> => {
    const out = path.join(place.out, `${id}.mp4`);
    const report = path.join(place.out, `${id}.json`);
    const choice = ['--lipsync', 'wav2lip', '--lipsync-model', id, '--report', report];
    const words = renderWords(voice, out, ...STILL, ...choice);
    expect(await place.run(...words)).toMatchObject({ code: 0 });
    const { landmarks } = await prepareScene({
      voicePath: voice,
      size: { widthPx: SIDE_PX, heightPx: SIDE_PX },
      idleMotion: 0,
      blink: 0,
    });
    const [x, y] = [13 * 3, 13 * 3 + 1].map((at) => Math.round(landmarks[at] / 2));
    const blue: number[] = [];
    await decodePlanes(out, SIDE_PX, SIDE_PX, ({ u }) => {
      let sum = 0;
      for (let dy = -2; dy <= 4; dy++)
        for (let dx = -3; dx <= 3; dx++) sum += u[(y + dy) * (SIDE_PX / 2) + x + dx];
      blue.push(sum / 49);
    });
    return { blue, report: JSON.parse(readFileSync(report, 'utf8')) as Report };
  };

  const install = async (id: string, bytes: Uint8Array): Promise<void> => {
    const file = path.join(place.materials, `${id}.onnx`);
    writeFileSync(file, bytes);
    const outcome = await place.run('models', 'import', id, '--file', file, '--accept-licence');
    expect(outcome).toMatchObject({ code: 0 });
  };

  beforeAll(async () => {
    place = createWorkplace();
    voice = await cutVoice(place.materials, 'speech.wav', { startSec: 0.5, durationSec: 3 });
    await install('wav2lip', closedFormNetwork(EXPORTS.faceFusion));
    await install('wav2lip-own', echoNetwork(EXPORTS.hq));
  });
  afterAll(() => place.remove());

  it('moves the mouth with the sound, frame by frame', async () => {
    const { blue, report } = await mouthBlue('wav2lip');
    const [samples] = await decodeSound(voice, 1);
    expect(report).toMatchObject({ lipsync: 'wav2lip', frames: frameCount(samples.length, 16_000, FPS) });
    expect(report.models).toContainEqual(expect.objectContaining({ id: 'wav2lip', role: 'lipsync' }));
    expect(report.warnings.join(' ')).toContain('"wav2lip" may not be used commercially');
    expect(blue).toHaveLength(report.frames);
    const mel = wav2lipMel(samples);
    const heard = blue.map((_, frame) => {
      const start = Math.min(mel.frames - 16, Math.max(0, Math.floor(3.2 * (frame - 1) + 1e-6)));
      const window = Float32Array.from(
        { length: 1_280 },
        (_unused, i) => mel.data[(start + (i % 16)) * 80 + Math.floor(i / 16)],
      );
      return levelsOf(window).high;
    });
    const agreement = [-2, -1, 0, 1, 2].map((lag) =>
      correlation(Float32Array.from(heard), Float32Array.from(blue), lag),
    );
    console.log(
      'agreement of mouth and sound at -2..2 frames:',
      agreement.map((r) => r.toFixed(3)).join(' '),
    );
    expect(agreement[2]).toBeGreaterThan(0.97);
    for (const lag of [0, 1, 3, 4]) expect(agreement[lag]).toBeLessThan(agreement[2] - 0.03);
  });

  it('shows the photo where the network returns the face that it was shown', async () => {
    const frames = async (name: string, ...more: string[]): Promise<Buffer[]> => {
      const out = path.join(place.out, `${name}.mp4`);
      const words = renderWords(
        voice,
        out,
        '--lipsync',
        'wav2lip',
        '--lipsync-model',
        'wav2lip-own',
        ...more,
      );
      expect(await place.run(...words)).toMatchObject({ code: 0 });
      const luma: Buffer[] = [];
      await decodePlanes(out, SIDE_PX, SIDE_PX, ({ y }) => void luma.push(Buffer.from(y)));
      return luma;
    };
    // Blinking, swaying, and encoded: the same bytes as without any mouth laid on.
    const echoed = await frames('echo');
    const own = await frames('own', '--mouth-strength', '0');
    expect(echoed).toHaveLength(own.length);
    echoed.forEach((frame, index) => expect(frame.equals(own[index])).toBe(true));
  });

  it('draws the mouths of several presets side by side, out of one pool', async () => {
    const out = path.join(place.out, 'compared');
    const words = ['compare', '--photo', SAMPLE_PHOTO, '--voice', voice, '--presets', 'calm,new-year'];
    const choice = ['--lipsync-model', 'wav2lip', '--size', '128x128', '--out', out];
    expect(await place.run(...words, ...choice)).toMatchObject({ code: 0 });
    const report = JSON.parse(readFileSync(path.join(out, 'report.json'), 'utf8')) as {
      readonly lipsync: string;
      readonly presets: readonly { readonly out: string; readonly frames: number }[];
    };
    expect(report.lipsync).toBe('wav2lip');
    for (const { out: video, frames } of report.presets) {
      let drawn = 0;
      await decodePlanes(video, 128, 128, () => {
        drawn++;
      });
      expect(drawn).toBe(frames);
    }
  });
});
