import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rgbToYuv, type YuvColor, type YuvImage } from '../../electron/engine/frames/yuv.ts';
import type { PixelRect } from '../../electron/engine/stages/lipsync/engines/builtin/draw/idle.ts';
import { copyOf, decodePlanes, lumaDifference } from '../fixtures/planes.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { drawScene, prepareScene, type Scene } from '../fixtures/scene.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

const SIDE_PX = 256;
/** The upper corners of the sample show no person. */
const CORNERS: Readonly<Record<'left' | 'right', PixelRect>> = {
  left: { left: 0, top: 0, right: 32, bottom: 32 },
  right: { left: SIDE_PX - 32, top: 0, right: SIDE_PX, bottom: 32 },
};

function meanColor(frame: YuvImage, rect: PixelRect): YuvColor {
  const meanOf = (plane: Uint8ClampedArray, scale: number): number => {
    const width = frame.width / scale;
    let sum = 0;
    let count = 0;
    for (let y = rect.top / scale; y < rect.bottom / scale; y++)
      for (let x = rect.left / scale; x < rect.right / scale; x++, count++) sum += plane[y * width + x];
    return sum / count;
  };
  return { y: meanOf(frame.y, 1), u: meanOf(frame.u, 2), v: meanOf(frame.v, 2) };
}

/** Largest difference of any of the three means. */
const distance = (a: YuvColor, b: YuvColor): number =>
  Math.max(Math.abs(a.y - b.y), Math.abs(a.u - b.u), Math.abs(a.v - b.v));

/** Mean step of luma from a pixel to its right neighbour: how much detail there is. */
const detail = ({ y, width }: YuvImage, rect: PixelRect): number =>
  lumaDifference(y, y.subarray(1), width, { ...rect, right: rect.right - 1 });

describe.skipIf(missingForRenders !== null)('backgrounds', () => {
  let place: Workplace;
  let voice = '';
  let wishes: Parameters<typeof prepareScene>[0];
  let scene: Scene;
  let plain: YuvImage[] = [];
  let faceRect: PixelRect;

  /** Renders with a background and decodes every frame. */
  async function frames(name: string, background: string): Promise<YuvImage[]> {
    const out = path.join(place.out, `${name}.mp4`);
    const still = ['--idle-motion', '0', '--blink', '0', '--background', background];
    expect(await place.here(...renderWords(voice, out, ...still))).toMatchObject({ code: 0 });
    const decoded: YuvImage[] = [];
    await decodePlanes(out, SIDE_PX, SIDE_PX, (frame) => void decoded.push(copyOf(frame)));
    expect(decoded).toHaveLength(25);
    return decoded;
  }

  /** The face speaks as it does before the photo's own background, within what two encodings differ by. */
  function expectSameFace(decoded: readonly YuvImage[]): void {
    const differences = decoded.map(({ y }, i) => lumaDifference(y, plain[i].y, SIDE_PX, faceRect));
    expect(Math.max(...differences)).toBeLessThan(4);
  }

  beforeAll(async () => {
    place = createWorkplace();
    voice = await cutVoice(place.materials, 'voice.wav', { startSec: 0.5, durationSec: 1 });
    const size = { widthPx: SIDE_PX, heightPx: SIDE_PX };
    wishes = { voicePath: voice, size, background: { kind: 'blur' }, idleMotion: 0, blink: 0 };
    scene = await prepareScene(wishes);
    const xs = scene.landmarks.filter((_, i) => i % 3 === 0);
    const ys = scene.landmarks.filter((_, i) => i % 3 === 1);
    // Eyes, nose and mouth, well inside the outline, whose colours are estimated anew before another background.
    const inset = (Math.max(...xs) - Math.min(...xs)) * 0.25;
    faceRect = {
      left: Math.ceil(Math.min(...xs) + inset),
      right: Math.floor(Math.max(...xs) - inset),
      top: Math.ceil(Math.min(...ys) + inset),
      bottom: Math.floor(Math.max(...ys) - inset),
    };
    plain = await frames('none', 'none');
  });
  afterAll(() => place.remove());

  it('has nobody in the upper corners of the sample', () => {
    for (const { left, right, top, bottom } of Object.values(CORNERS))
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++)
          expect(scene.layers.personAlpha?.[y * SIDE_PX + x]).toBeLessThanOrEqual(2);
  });

  it('draws the same face before every background, to one step of luma', async () => {
    const own = await prepareScene({ ...wishes, background: { kind: 'none' } });
    const before: YuvImage[] = [];
    await drawScene(own, 2, (frame) => void before.push(copyOf(frame)));
    let largest = 0;
    await drawScene(scene, 2, ({ y }, frameIndex) => {
      for (let row = faceRect.top; row < faceRect.bottom; row++)
        for (let at = row * SIDE_PX + faceRect.left; at < row * SIDE_PX + faceRect.right; at++)
          largest = Math.max(largest, Math.abs(y[at] - before[frameIndex].y[at]));
    });
    expect(largest).toBeLessThanOrEqual(1);
    // The same comparison does see the face move.
    expect(lumaDifference(before[0].y, before[12].y, SIDE_PX, scene.movingRects[0])).toBeGreaterThan(1.5);
  });

  it('a colour is that colour', async () => {
    const decoded = await frames('color', 'color:#1e90ff');
    const wanted = rgbToYuv(0x1e, 0x90, 0xff);
    for (const frame of decoded) {
      for (const corner of Object.values(CORNERS)) {
        expect(distance(meanColor(frame, corner), wanted)).toBeLessThan(1.5);
        expect(detail(frame, corner)).toBeLessThan(0.3);
      }
    }
    expectSameFace(decoded);
  });

  it('a picture is that picture, right way round and filling the frame', async () => {
    const picture = path.join(place.materials, 'flag.png');
    const half = { width: 200, height: 300, channels: 3 } as const;
    const red = await sharp({ create: { ...half, background: '#c01020' } })
      .png()
      .toBuffer();
    await sharp({ create: { ...half, width: 400, background: '#109030' } })
      .composite([{ input: red, left: 0, top: 0 }])
      .png()
      .toFile(picture);
    const decoded = await frames('picture', picture);
    for (const frame of decoded) {
      expect(distance(meanColor(frame, CORNERS.left), rgbToYuv(0xc0, 0x10, 0x20))).toBeLessThan(1.5);
      expect(distance(meanColor(frame, CORNERS.right), rgbToYuv(0x10, 0x90, 0x30))).toBeLessThan(1.5);
    }
    expectSameFace(decoded);
  });

  it('blur keeps the colours of the place and takes its detail', async () => {
    const decoded = await frames('blur', 'blur');
    for (const corner of Object.values(CORNERS)) {
      expect(distance(meanColor(decoded[0], corner), meanColor(plain[0], corner))).toBeLessThan(30);
    }
    const sharpDetail = detail(plain[0], CORNERS.left);
    console.log(
      `detail in the corner: ${sharpDetail.toFixed(2)} sharp, ${detail(decoded[0], CORNERS.left).toFixed(2)} blurred`,
    );
    expect(detail(decoded[0], CORNERS.left)).toBeLessThan(sharpDetail * 0.6);
    expectSameFace(decoded);
  });
});
