/** What a video's first picture and ffmpeg's description of the file say about it. */
export interface LoopStream {
  /** Upright, square pixels. */
  readonly width: number;
  readonly height: number;
  /** Name of the container, as ffmpeg calls it. */
  readonly container: string;
  /** null where the file does not say. */
  readonly durationSec: number | null;
  /** True when the file names the matrix that its colours are coded with. */
  readonly isTagged: boolean;
  readonly isHdr: boolean;
}

/** The matrices that ffmpeg names in brackets after the pixel format. */
const MATRIX = /\b(bt709|bt470bg|smpte170m|fcc|smpte240m|bt2020nc|bt2020c|bt2020_ncl|bt2020_cl)\b/;
const HDR_TRANSFER = /\b(smpte2084|arib-std-b67)\b/;

/**
 * @param described what ffmpeg wrote at log level `info`
 * @param header the first lines of the first picture as PAM
 * @returns null when there is no picture
 */
export function readLoopStream(described: string, header: string): LoopStream | null {
  const width = /^WIDTH (\d+)$/m.exec(header);
  const height = /^HEIGHT (\d+)$/m.exec(header);
  if (!width || !height) return null;
  // The part on the input: the output is described alike, further down.
  const source = described.slice(0, Math.max(0, described.indexOf('Output #0')));
  const video = source
    .split('\n')
    .find((line) => line.includes(': Video: ') && !line.includes('(attached pic)'));
  const duration = /Duration: (\d+):(\d+):(\d+(?:\.\d+)?)/.exec(source);
  return {
    width: Number(width[1]),
    height: Number(height[1]),
    container: /Input #0, ([^\s]+), from/.exec(source)?.[1] ?? '',
    durationSec: duration
      ? Number(duration[1]) * 3600 + Number(duration[2]) * 60 + Number(duration[3])
      : null,
    isTagged: video !== undefined && MATRIX.test(video),
    isHdr: video !== undefined && HDR_TRANSFER.test(video),
  };
}
