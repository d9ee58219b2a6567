/** Whether an encoder of a graphics chip writes what it is given: tried with pictures, not taken from its name. */
import { throwIfCancelled } from '../../../../shared/errors.ts';
import type { EngineContext } from '../../context.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import { writeFrame } from './output.ts';
import { segmentArgs, type PicturePlan } from './encodeArgs.ts';

/** Enough to see pictures that are lost, doubled or out of order. */
const FRAMES = 12;
/** Luma and chroma together; wrong colours, a shifted picture or a picture too late stay far below it. */
const MIN_PSNR_DB = 32;
/** A driver that hangs must not hold up a render. */
const DEADLINE_SEC = 20;

/** What trying an encoder came to. */
export interface EncoderTrial {
  readonly isRight: boolean;
  /** Of the worst picture; null where none came back. */
  readonly psnrDb: number | null;
  /** Why it is not used, in a few words; null when it is right. */
  readonly why: string | null;
}

/**
 * One picture of the test pattern, planar 4:2:0: ramps in every direction, colours, and a bright square that is
 * somewhere else in every picture, so that pictures cannot be mistaken for each other.
 */
export function testPattern(frameIndex: number, widthPx: number, heightPx: number): Uint8Array<ArrayBuffer> {
  const picture = new Uint8Array((widthPx * heightPx * 3) / 2);
  const side = Math.floor(Math.min(widthPx, heightPx) / 4);
  const left = Math.floor(((widthPx - side) * frameIndex) / FRAMES);
  const top = Math.floor(((heightPx - side) * ((frameIndex * 5) % FRAMES)) / FRAMES);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const isSquare = x >= left && x < left + side && y >= top && y < top + side;
      const ramp = 40 + (120 * x) / widthPx + (50 * y) / heightPx;
      picture[y * widthPx + x] = isSquare ? 225 : ramp;
    }
  const [halfWidth, halfHeight] = [widthPx / 2, heightPx / 2];
  const luma = widthPx * heightPx;
  for (let y = 0; y < halfHeight; y++)
    for (let x = 0; x < halfWidth; x++) {
      const at = luma + y * halfWidth + x;
      picture[at] = 80 + (96 * x) / halfWidth;
      picture[at + luma / 4] = 176 - (96 * y) / halfHeight;
    }
  return picture;
}

/** @returns dB against a peak of 255, over all three planes */
function psnrDb(seen: Uint8Array, shown: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < shown.length; i++) sum += (seen[i] - shown[i]) ** 2;
  return sum === 0 ? 100 : 10 * Math.log10((255 ** 2 * shown.length) / sum);
}

/**
 * Encodes a test pattern as a render would, decodes it and compares. Never throws but for a cancel: whatever goes wrong
 * is a reason not to use the encoder.
 * @param plan size, rate and encoder of the render
 * @throws KotohogiError kind `cancelled`
 */
export async function tryEncoder(
  plan: PicturePlan,
  context: Pick<EngineContext, 'ffmpegPath' | 'signal'>,
): Promise<EncoderTrial> {
  const { widthPx, heightPx } = plan;
  const options = { ...context, deadlineSec: DEADLINE_SEC };
  const refused = (why: string, db: number | null = null): EncoderTrial => ({
    isRight: false,
    psnrDb: db,
    why,
  });
  let coded: Buffer;
  try {
    const { stdout } = await runFfmpeg(segmentArgs(plan), {
      ...options,
      stdin: async (pipe) => {
        for (let frame = 0; frame < FRAMES; frame++)
          if (!(await writeFrame(pipe, Buffer.from(testPattern(frame, widthPx, heightPx))))) return;
      },
    });
    coded = stdout;
  } catch {
    throwIfCancelled(context.signal);
    return refused('it does not start');
  }
  try {
    const { frames, psnrDb: worstDb } = await compare(coded, plan, options);
    if (frames !== FRAMES) return refused(`${frames} of ${FRAMES} pictures came back`);
    if (worstDb < MIN_PSNR_DB) return refused(`its pictures are wrong (${worstDb.toFixed(1)} dB)`, worstDb);
    return { isRight: true, psnrDb: worstDb, why: null };
  } catch {
    throwIfCancelled(context.signal);
    return refused('its pictures cannot be read');
  }
}

/** Decodes what was coded, one picture in memory at a time. @returns pictures that came back, and the worst of them */
async function compare(
  coded: Buffer,
  { widthPx, heightPx }: PicturePlan,
  options: Parameters<typeof runFfmpeg>[1],
): Promise<{ readonly frames: number; readonly psnrDb: number }> {
  const picture = new Uint8Array((widthPx * heightPx * 3) / 2);
  let [filled, frames, worstDb] = [0, 0, Infinity];
  await runFfmpeg(
    [
      ...['-protocol_whitelist', 'pipe', '-f', 'mp4', '-i', 'pipe:0', '-vsync', '0'],
      ...['-pix_fmt', 'yuv420p', '-f', 'rawvideo', 'pipe:1'],
    ],
    {
      ...options,
      stdin: async (pipe) => {
        await writeFrame(pipe, coded);
      },
      onStdout: (chunk) => {
        for (let at = 0; at < chunk.length;) {
          const count = Math.min(chunk.length - at, picture.length - filled);
          picture.set(chunk.subarray(at, at + count), filled);
          at += count;
          filled += count;
          if (filled < picture.length) return;
          worstDb = Math.min(worstDb, psnrDb(picture, testPattern(frames, widthPx, heightPx)));
          [filled, frames] = [0, frames + 1];
        }
      },
    },
  );
  return { frames, psnrDb: worstDb };
}
