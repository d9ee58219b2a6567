/** Short moving pictures for messages: GIF and animated WebP. */
import type { ExportForm } from '../../../shared/contract/export.ts';
import type { RenderRequest } from '../../../shared/contract/render.ts';
import type { EngineContext } from '../context.ts';
import { fileUrl, runFfmpeg } from '../ffmpeg/run.ts';
import type { RgbaImage } from '../runtime/image.ts';
import { writeWhole } from '../runtime/writeWhole.ts';
import { writeFrame } from '../stages/encode/index.ts';
import type { WantedFrames } from './pictures.ts';

export type Sticker = Extract<ExportForm, { kind: 'sticker' }>;

const even = (px: number): number => Math.max(2, 2 * Math.round(px / 2));

/** The size of a sticker: the shape of the video, its longer side as long as asked. */
export function stickerSize(
  { widthPx, heightPx }: RenderRequest['size'],
  sidePx: number,
): RenderRequest['size'] {
  const scale = Math.min(1, sidePx / Math.max(widthPx, heightPx));
  return { widthPx: even(widthPx * scale), heightPx: even(heightPx * scale) };
}

/** The stretch that is shown: at least one frame, within the video. */
export function stickerFrames({ startSec, lengthSec, fps }: Sticker, frames: number): WantedFrames {
  const from = Math.min(frames - 1, Math.round(startSec * fps));
  return { from, to: Math.min(frames, from + Math.max(1, Math.round(lengthSec * fps))) };
}

/**
 * A GIF has 256 colours for all its pictures: they are chosen from what moves, and shades are dithered in a pattern that
 * stands still. One of them is "nothing": what is less than half opaque.
 */
const GIF_ARGS = [
  '-filter_complex',
  '[0:v]split[shown][counted];[counted]palettegen=stats_mode=diff:reserve_transparent=1[colours];' +
    '[shown][colours]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle:alpha_threshold=128',
  ...['-loop', '0', '-f', 'gif'],
];
const WEBP_ARGS = [
  ...[
    '-c:v',
    'libwebp_anim',
    '-pix_fmt',
    'yuva420p',
    '-lossless',
    '0',
    '-q:v',
    '80',
    '-compression_level',
    '5',
  ],
  ...['-loop', '0', '-f', 'webp'],
];

/**
 * Writes pictures as a sticker that begins again and again; the file is whole or not there.
 * @param ending `.gif` or `.webp`
 * @returns number of pictures written
 */
export async function writeSticker(
  pictures: AsyncIterable<RgbaImage>,
  { outPath, size, fps }: Pick<RenderRequest, 'outPath' | 'size' | 'fps'>,
  ending: string,
  onPicture: (done: number) => void,
  context: Pick<EngineContext, 'signal' | 'ffmpegPath'>,
): Promise<number> {
  let done = 0;
  await writeWhole(outPath, async (partial) => {
    const input = ['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', `${size.widthPx}x${size.heightPx}`];
    const args = [
      ...[...input, '-r', String(fps), '-i', 'pipe:0'],
      ...(ending === '.gif' ? GIF_ARGS : WEBP_ARGS),
      ...['-y', fileUrl(partial)],
    ];
    await runFfmpeg(args, {
      ...context,
      stdin: async (pipe) => {
        for await (const { data } of pictures) {
          if (!(await writeFrame(pipe, Buffer.from(data.buffer, data.byteOffset, data.byteLength)))) return;
          onPicture(++done);
        }
      },
    });
  });
  return done;
}
