/** Arguments of ffmpeg for video loops; no process here. */
import { inputFileArgs } from '../../ffmpeg/run.ts';
import type { LoopStream } from './loopStream.ts';

/** The part of the upright picture that is shown, and the size of the frame. Whole pixels. */
export interface LoopCrop {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Where in the frame it is shown, even pixels; what it leaves free is black. */
  readonly into: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Pictures `from` up to `from + count - 1` of those that stand `1 / fps` seconds apart. */
export interface LoopRange {
  readonly fps: number;
  readonly from: number;
  readonly count: number;
}

/** Containers of moving pictures. Playlists and scripts, which name other files, are left out on purpose. */
const DEMUXERS = 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,asf,mpegts,mpeg,mpegvideo,flv,ogg';
/** Containers whose index leads to a picture that can be decoded on its own, at or before the wanted time. */
const EXACT_SEEK = /^(mov|matroska)\b/;
/** Seeking goes by the time of decoding, which lies before that of showing by a few pictures. */
const SEEK_MARGIN_SEC = 1;

const input = (path: string, before: readonly string[] = []): string[] =>
  inputFileArgs(path, DEMUXERS, before);

/** Cover pictures are no video (`V`). Raw frames go out as they come: nobody repeats or drops any. */
const rawOutput = (pixelFormat: string): string[] => [
  ...['-an', '-sn', '-dn', '-vsync', '0'],
  ...['-pix_fmt', pixelFormat, '-f', 'rawvideo', 'pipe:1'],
];

/** The first picture, and what ffmpeg says about the file. */
export const probeArgs = (path: string): string[] => [
  ...['-loglevel', 'info'],
  ...input(path),
  ...['-map', '0:V:0', '-an', '-sn', '-dn', '-frames:v', '1'],
  ...['-vf', 'scale=iw*sar:ih,setsar=1', '-pix_fmt', 'rgba', '-c:v', 'pam', '-f', 'image2pipe', 'pipe:1'],
];

/**
 * Pictures at a steady rate, counted from the start of the file: picture n is the one that stands at n / fps, also
 * when decoding starts in the middle (time stamps are kept). A picture that comes late at the start is shown from 0.
 */
const steadyRate = (fps: number): string => `fps=fps=${fps}:start_time=0:round=near`;

/** Untagged pictures of 720 lines and more are BT.709 by custom; ffmpeg takes them for BT.601. */
const matrixOf = ({ isTagged, height }: LoopStream): string =>
  !isTagged && height >= 720 ? 'bt709' : 'auto';

const upright = ({ width, height }: LoopStream): string => `scale=${width}:${height}:flags=bicubic,setsar=1`;

export const analysisArgs = (
  loop: LoopStream & { readonly path: string },
  size: { readonly width: number; readonly height: number },
  fps: number,
): string[] => [
  ...['-copyts', '-start_at_zero'],
  ...input(loop.path),
  ...['-map', '0:V:0'],
  ...[
    '-vf',
    `${steadyRate(fps)},scale=${size.width}:${size.height}:flags=area+accurate_rnd:in_color_matrix=${matrixOf(loop)}`,
  ],
  ...rawOutput('rgba'),
];

export function pictureArgs(
  loop: LoopStream & { readonly path: string },
  crop: LoopCrop,
  { fps, from, count }: LoopRange,
  pixelFormat: 'yuv420p' | 'rgba',
): string[] {
  const seekSec = from / fps - SEEK_MARGIN_SEC;
  const seek =
    seekSec > 0 && EXACT_SEEK.test(loop.container) ? ['-noaccurate_seek', '-ss', seekSec.toFixed(3)] : [];
  const cut = `crop=${crop.width}:${crop.height}:${crop.left}:${crop.top}:exact=1`;
  const coded = pixelFormat === 'yuv420p' ? ':out_color_matrix=bt709:out_range=tv' : '';
  const colours = `in_color_matrix=${matrixOf(loop)}${coded}`;
  const { into } = crop;
  const scale = `scale=${into.width}:${into.height}:flags=lanczos+accurate_rnd+full_chroma_int:${colours}`;
  const isPadded = into.width !== crop.widthPx || into.height !== crop.heightPx;
  const pad = isPadded ? [`pad=${crop.widthPx}:${crop.heightPx}:${into.left}:${into.top}`] : [];
  return [
    ...['-copyts', '-start_at_zero'],
    ...input(loop.path, seek),
    ...['-map', '0:V:0'],
    ...[
      '-vf',
      [
        steadyRate(fps),
        `trim=start_pts=${from}:end_pts=${from + count}`,
        upright(loop),
        cut,
        scale,
        ...pad,
      ].join(','),
    ],
    ...['-frames:v', String(count)],
    ...rawOutput(pixelFormat),
  ];
}
