/**
 * The lip-sync by a network, judged with networks whose answer is known in closed form: colours, order of the inputs,
 * sound, batches, place and time are held against figures that are worked out here from the formula.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineContext } from '../../electron/engine/context.ts';
import { resolveFolders } from '../../electron/engine/folders.ts';
import { drawFrames } from '../../electron/engine/frames/drawFrames.ts';
import type { FrameFeed } from '../../electron/engine/frames/frameFeed.ts';
import { createFramePool } from '../../electron/engine/frames/framePool.ts';
import { createPixelPool } from '../../electron/engine/frames/pixelPool.ts';
import type { PixelScene } from '../../electron/engine/frames/pixelScene.ts';
import { rgbaToYuv, rgbToYuv, type YuvImage } from '../../electron/engine/frames/yuv.ts';
import { silentProgress } from '../../electron/engine/progress.ts';
import { createRgba, type RgbaImage } from '../../electron/engine/runtime/image.ts';
import { createModelStore, type ModelStore } from '../../electron/engine/runtime/modelStore.ts';
import type { StillBase } from '../../electron/engine/stages/compose/frameBase.ts';
import { createFrameDrawer } from '../../electron/engine/stages/compose/frameDrawer.ts';
import { apply, inverse, readAffine } from '../../electron/engine/stages/lipsync/engines/wav2lip/affine.ts';
import { levelFace, turned } from '../../electron/engine/stages/lipsync/engines/wav2lip/faceFixture.ts';
import { animateWithNetwork } from '../../electron/engine/stages/lipsync/engines/wav2lip/index.ts';
import type { PatchAnimation } from '../../electron/engine/stages/lipsync/engines/wav2lip/types.ts';
import type { MouthMotion } from '../../electron/engine/stages/lipsync/types.ts';
import { decodeVoice } from '../../electron/engine/stages/media/index.ts';
import { analyseSpeech } from '../../electron/engine/stages/voice/index.ts';
import type { SpeechFeatures } from '../../electron/engine/stages/voice/types.ts';
import { findFfmpeg } from '../../electron/engine/ffmpeg/locate.ts';
import { RENDER_DEFAULTS } from '../../shared/contract/render.ts';
import { frameCount } from '../../shared/timeline/frames.ts';
import { copyOf } from '../fixtures/planes.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { closedFormMouth, levelsOf } from '../fixtures/wav2lipClosedForm.ts';
import {
  CLOSED_FORM,
  closedFormNetwork,
  echoNetwork,
  EXPORTS,
  randomNetwork,
} from '../../scripts/models/wav2lipNetworks.mjs';
import { thisThreadNetwork, type ThisThreadNetwork } from '../fixtures/wav2lipPool.ts';

const SIDE = 96;
const FPS = 25;
const FRAME_PX = 480;
const OFFSET_SEC = -0.04;
/** Frame pixels from photo pixels. */
const SCALE = 1.3;
const MOVE = [-150, -160] as const;

/** Colours that change evenly across the photo, each in its own way: any shift or swap shows. */
const colourAt = (x: number, y: number): readonly [r: number, g: number, b: number] => [
  110 + 0.18 * (x - 300) + 0.1 * (y - 300),
  140 - 0.15 * (x - 300) + 0.2 * (y - 300),
  95 + 0.05 * (x - 300) - 0.22 * (y - 300),
];

function evenPhoto(): RgbaImage {
  const image = createRgba(600, 600);
  for (let y = 0; y < 600; y++)
    for (let x = 0; x < 600; x++) image.data.set([...colourAt(x + 0.5, y + 0.5), 255], (y * 600 + x) * 4);
  return image;
}

function evenFrame(): YuvImage {
  const image = createRgba(FRAME_PX, FRAME_PX);
  for (let y = 0; y < FRAME_PX; y++)
    for (let x = 0; x < FRAME_PX; x++)
      image.data.set(
        [...colourAt((x + 0.5 - MOVE[0]) / SCALE, (y + 0.5 - MOVE[1]) / SCALE), 255],
        (y * FRAME_PX + x) * 4,
      );
  return rgbaToYuv(image);
}

/** The window of a frame by its definition: 16 columns from the frame's time on, 40 ms early. */
function windowOf({ wav2lipMel: mel }: SpeechFeatures, frame: number, offsetSec = OFFSET_SEC): Float32Array {
  const wanted = Math.floor(Number((80 * (frame / FPS + offsetSec)).toFixed(6)));
  const start = Math.min(mel.frames - 16, Math.max(0, wanted));
  return Float32Array.from(
    { length: 1_280 },
    (_, i) => mel.data[(start + (i % 16)) * 80 + Math.floor(i / 16)],
  );
}

interface Drawn {
  readonly animation: PatchAnimation;
  readonly frames: readonly YuvImage[];
}

interface PreparedDrawing {
  readonly scene: Omit<PixelScene, 'frameBuffer' | 'base' | 'mouth'> & {
    readonly base: StillBase;
    readonly mouth: MouthMotion & { readonly kind: 'patch' };
  };
  readonly patchFeed: FrameFeed | null;
}

describe.skipIf(missingForRenders !== null)('lip-sync by a network', () => {
  let folder = '';
  let models: ModelStore;
  let context: EngineContext;
  let speech: SpeechFeatures;
  const file = (name: string): string => path.join(folder, `${name}.onnx`);

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-wav2lip-'));
    for (const [name, form] of Object.entries(EXPORTS)) {
      writeFileSync(file(`closed-${name}`), closedFormNetwork(form));
      writeFileSync(file(`echo-${name}`), echoNetwork(form));
    }
    const folders = resolveFolders();
    models = createModelStore(folders.models);
    context = {
      folders,
      ffmpegPath: (await findFfmpeg()).path,
      models,
      log: { info: () => undefined, warn: () => undefined },
      signal: new AbortController().signal,
      progress: silentProgress,
    };
    speech = await speechOf(2);
  });
  afterAll(async () => {
    await models.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function speechOf(durationSec: number): Promise<SpeechFeatures> {
    const cut = await cutVoice(folder, 'voice.wav', { startSec: 0.4, durationSec });
    return analyseSpeech(await decodeVoice(cut, context), context);
  }

  interface Wishes {
    readonly mouthStrength?: number;
    readonly idleMotion?: number;
    readonly blink?: number;
  }

  /** The even photo with a network's mouth, ready to be drawn. */
  async function prepare(
    network: ThisThreadNetwork,
    landmarks: Float32Array,
    wishes: Wishes,
    heard = speech,
  ): Promise<PreparedDrawing> {
    const frames = frameCount(heard.mono16k.length, 16_000, FPS);
    const still = evenFrame();
    const { mouth, patchFeed } = await animateWithNetwork(
      {
        landmarks: [landmarks],
        picture: () => evenPhoto(),
        toFrame: [SCALE, 0, MOVE[0], 0, SCALE, MOVE[1]],
        pictureOfFrame: new Int32Array(frames),
        still: {
          landmarks: landmarks.map((value, i) => (i % 3 === 2 ? 0 : value * SCALE + MOVE[i % 3])),
          photoScale: SCALE,
        },
      },
      heard,
      { ...RENDER_DEFAULTS, fps: FPS, frames, mouthSharpness: 0, blink: 0, idleMotion: 0, ...wishes },
      network,
      context,
    );
    if (mouth.kind !== 'patch') throw new Error('A network draws patches.');
    return {
      scene: {
        base: { kind: 'still', layers: { person: still, personAlpha: null, background: null }, still },
        mouth,
        baseBuffer: null,
        patchBuffer: patchFeed?.buffer ?? null,
        captionBuffer: null,
      },
      patchFeed,
    };
  }

  /** Draws every frame of the even photo with a network, in this thread. */
  async function draw(
    network: ThisThreadNetwork,
    landmarks: Float32Array,
    wishes: Wishes = {},
    heard = speech,
  ): Promise<Drawn> {
    const { scene, patchFeed } = await prepare(network, landmarks, wishes, heard);
    const { animation } = scene.mouth;
    const drawer = createFrameDrawer({ ...scene, frameBuffer: new SharedArrayBuffer(0) });
    const drawn: YuvImage[] = [];
    for (let frame = 0; frame < animation.cropOfFrame.length; frame++) {
      const patchOffset = patchFeed ? await patchFeed.take(frame) : null;
      const target = copyOf(scene.base.still);
      drawer.draw(frame, { baseOffset: null, patchOffset, captionOffset: null }, target);
      if (patchOffset !== null) patchFeed?.release(patchOffset);
      drawn.push(target);
    }
    await patchFeed?.close();
    await network.pool.close();
    return { animation, frames: drawn };
  }

  /** Where the mouth covers the photo wholly, well away from its rim: (u, v) there is (0..96, 0..96). */
  function isWhollyCovered({ masks }: PatchAnimation, u: number, v: number): boolean {
    if (v < 55) return false;
    for (let dv = -3; dv <= 3; dv++)
      for (let du = -3; du <= 3; du++)
        if (masks[(Math.floor(v) + dv) * SIDE + Math.floor(u) + du] !== 255) return false;
    return true;
  }

  /** Largest difference between the frames and what the formula says, in levels, and how many samples were held. */
  function worstError(
    { animation, frames: drawn }: Drawn,
    offsetSec = OFFSET_SEC,
  ): { error: number; samples: number } {
    const crop = readAffine(animation.crops, 0);
    const toPatch = inverse(crop);
    let [error, samples] = [0, 0];
    drawn.forEach((frame, index) => {
      const { low, high } = levelsOf(windowOf(speech, index, offsetSec));
      const expected = (x: number, y: number): ReturnType<typeof rgbToYuv> => {
        const [u, v] = apply(toPatch, x, y);
        const whole = colourOfFrame(x, y);
        const moved = colourOfFrame(...apply(crop, u, v - CLOSED_FORM.shiftRows));
        const [r, g, b] = whole.map(
          (value, i) => value + low * (moved[i] - value) + high * 255 * CLOSED_FORM.gains[2 - i],
        );
        return rgbToYuv(r, g, b);
      };
      const hold = (plane: 'y' | 'u' | 'v', size: number): void => {
        const width = FRAME_PX / size;
        for (let i = index % 3; i < frame[plane].length; i += 3) {
          const x = ((i % width) + 0.5) * size;
          const y = (Math.floor(i / width) + 0.5) * size;
          const [u, v] = apply(toPatch, x, y);
          if (u < 4 || u > 92 || v > 92 || !isWhollyCovered(animation, u, v)) continue;
          error = Math.max(error, Math.abs(frame[plane][i] - expected(x, y)[plane]));
          samples++;
        }
      };
      hold('y', 1);
      hold('u', 2);
      hold('v', 2);
    });
    return { error, samples };
  }
  const colourOfFrame = (x: number, y: number): readonly [number, number, number] =>
    colourAt((x - MOVE[0]) / SCALE, (y - MOVE[1]) / SCALE);

  it.each([
    ['faceFusion', 1, 0],
    ['faceFusion', 16, 0.25],
    ['hq', 16, 0],
    ['hq', 5, -0.3],
  ] as const)(
    'draws what the formula says, to the pixel, in every frame: %s export, %i rows a call, head tilted %f rad',
    async (form, batchSize, tilt) => {
      const network = await thisThreadNetwork(file(`closed-${form}`), { batchSize });
      const drawn = await draw(network, turned(levelFace(), tilt));
      const { error, samples } = worstError(drawn);
      console.log(
        `${form}, ${batchSize} rows, ${tilt} rad: worst ${error.toFixed(2)} levels of ${samples} samples`,
      );
      expect(drawn.frames).toHaveLength(50);
      expect(samples).toBeGreaterThan(50_000);
      expect(error).toBeLessThan(1.6);
      expect(Math.max(...network.calls)).toBe(batchSize);
      // The sound one frame later or earlier does not pass for it.
      expect(worstError(drawn, OFFSET_SEC + 1 / FPS).error).toBeGreaterThan(8);
      expect(worstError(drawn, OFFSET_SEC - 1 / FPS).error).toBeGreaterThan(8);
    },
  );

  it('draws the same bytes whatever the batch, the export and the order of the calls', async () => {
    const landmarks = turned(levelFace(), 0.1);
    const [one, ...others] = await Promise.all(
      (
        [
          ['hq', 1, 1],
          ['hq', 16, 1],
          ['hq', 7, 3],
          ['faceFusion', 16, 2],
        ] as const
      ).map(async ([form, batchSize, concurrency]) =>
        draw(await thisThreadNetwork(file(`closed-${form}`), { batchSize, concurrency }), landmarks),
      ),
    );
    for (const other of others)
      other.frames.forEach((frame, i) => {
        for (const plane of ['y', 'u', 'v'] as const)
          expect(Buffer.compare(Buffer.from(frame[plane]), Buffer.from(one.frames[i][plane]))).toBe(0);
      });
  });

  it('leaves the photo as it is, to the byte, where the network returns the face that it was shown', async () => {
    const still = evenFrame();
    for (const form of ['faceFusion', 'hq'] as const) {
      const drawn = await draw(await thisThreadNetwork(file(`echo-${form}`), { batchSize: 8 }), levelFace());
      for (const frame of drawn.frames)
        for (const plane of ['y', 'u', 'v'] as const)
          expect(Buffer.compare(Buffer.from(frame[plane]), Buffer.from(still[plane]))).toBe(0);
    }
  });

  it('moves the mouth with the head', async () => {
    const life = { idleMotion: 1, blink: 1 };
    const [still, echoed, talking] = await Promise.all([
      draw(await thisThreadNetwork(file('echo-hq'), { batchSize: 8 }), levelFace(), {
        ...life,
        mouthStrength: 0,
      }),
      draw(await thisThreadNetwork(file('echo-hq'), { batchSize: 8 }), levelFace(), life),
      draw(await thisThreadNetwork(file('closed-hq'), { batchSize: 8 }), levelFace(), life),
    ]);
    echoed.frames.forEach((frame, i) =>
      expect(Buffer.compare(Buffer.from(frame.y), Buffer.from(still.frames[i].y))).toBe(0),
    );
    const differs = (a: YuvImage, b: YuvImage): boolean =>
      Buffer.compare(Buffer.from(a.y), Buffer.from(b.y)) !== 0;
    expect(differs(still.frames[25], evenFrame())).toBe(true);
    expect(differs(talking.frames[25], echoed.frames[25])).toBe(true);
  });

  it('draws the same bytes with one drawing worker and with three', async () => {
    const inWorkers = async (workers: number): Promise<string> => {
      const network = await thisThreadNetwork(file('closed-hq'), { batchSize: 4 });
      const { scene, patchFeed } = await prepare(network, turned(levelFace(), 0.15), {
        idleMotion: 1,
        blink: 1,
      });
      const framePool = createFramePool(scene.base.still, scene.base.still, workers + 3);
      const pixelPool = createPixelPool({ ...scene, frameBuffer: framePool.buffer }, workers);
      const tools = { framePool, pixelPool, baseFeed: null, patchFeed, captionFeed: null };
      const hash = createHash('sha256');
      for await (const frame of drawFrames(scene.mouth.animation.cropOfFrame.length, tools, context.signal)) {
        hash.update(frame.bytes);
        frame.release();
      }
      await pixelPool.close();
      await patchFeed?.close();
      await network.pool.close();
      return hash.digest('hex');
    };
    expect(await inWorkers(3)).toBe(await inWorkers(1));
  });

  it('does not ask the network when the photo keeps its own mouth', async () => {
    const network = await thisThreadNetwork(file('closed-hq'), { batchSize: 8 });
    const drawn = await draw(network, levelFace(), { mouthStrength: 0 });
    expect(network.calls).toEqual([]);
    expect(Buffer.compare(Buffer.from(drawn.frames[20].y), Buffer.from(evenFrame().y))).toBe(0);
  });

  it('would notice swapped colours, swapped halves, turned sound, and a mouth from another row', () => {
    const plane = SIDE * SIDE;
    const face = Float32Array.from({ length: 6 * plane }, (_, i) => {
      const [u, v] = [(i % SIDE) + 0.5, Math.floor((i % plane) / SIDE) + 0.5];
      const channel = Math.floor(i / plane);
      return channel < 3 && v > 48 ? 0 : colourAt(250 + u, 250 + v)[2 - (channel % 3)] / 255;
    });
    const swappedColours = face.map((_, i) => {
      const channel = Math.floor(i / plane);
      return face[(channel < 3 ? 2 - channel : 8 - channel) * plane + (i % plane)];
    });
    const swappedHalves = face.map((_, i) => face[(i + 3 * plane) % (6 * plane)]);
    const unmasked = face.map((value, i) => (i < 3 * plane ? face[i + 3 * plane] : value));
    const worst = new Map<string, number>();
    for (let frame = 5; frame < 45; frame += 3) {
      const heard = windowOf(speech, frame);
      const right = closedFormMouth(face, heard);
      const turnedSound = heard.map((_, i) => heard[(i % 80) * 16 + Math.floor(i / 80)]);
      for (const [what, wrong] of Object.entries({
        colours: closedFormMouth(swappedColours, heard),
        halves: closedFormMouth(swappedHalves, heard),
        mask: closedFormMouth(unmasked, heard),
        sound: closedFormMouth(face, turnedSound),
        row: closedFormMouth(face, windowOf(speech, frame + 1)),
      })) {
        const most = right.reduce((max, value, i) => Math.max(max, 255 * Math.abs(wrong[i] - value)), 0);
        worst.set(what, Math.max(most, worst.get(what) ?? 0));
      }
    }
    console.log(Object.fromEntries([...worst].map(([what, levels]) => [what, Math.round(levels)])));
    for (const levels of worst.values()) expect(levels).toBeGreaterThan(8);
  });

  describe('the true layers with random weights', () => {
    it('have as many weights as the original, stay sane, and draw the same alone and in company', async () => {
      const { bytes, parameters } = randomNetwork(EXPORTS.hq);
      expect(parameters).toBe(36_275_283);
      writeFileSync(file('random'), bytes);
      const alone = await thisThreadNetwork(file('random'), { batchSize: 1 });
      const together = await thisThreadNetwork(file('random'), { batchSize: 16 });
      const short = await speechOf(0.24);
      const one = await draw(alone, levelFace(), {}, short);
      const many = await draw(together, levelFace(), {}, short);
      // Frames share a window at both ends, and what is shared is drawn once.
      const mouths = alone.calls.length;
      expect(mouths).toBeGreaterThan(1);
      expect([alone.calls, together.calls]).toEqual([Array.from({ length: mouths }, () => 1), [mouths]]);
      one.frames.forEach((frame, i) =>
        expect(Buffer.compare(Buffer.from(frame.y), Buffer.from(many.frames[i].y))).toBe(0),
      );
      expect(new Set(one.frames[3].y).size).toBeGreaterThan(40);
    });
  });
});
