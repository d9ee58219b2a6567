import type { Encoding } from '../../../../shared/contract/export.ts';
import { SOFTWARE_ENCODER } from '../../../../shared/contract/exportConstants.ts';

/** H.264 by graphics chips, by the names of their encoders in ffmpeg. */
export const HARDWARE_ENCODERS = [
  'h264_nvenc',
  'h264_qsv',
  'h264_amf',
  'h264_videotoolbox',
  'h264_vaapi',
] as const;
export type HardwareEncoder = (typeof HARDWARE_ENCODERS)[number];
export type VideoEncoder = typeof SOFTWARE_ENCODER | HardwareEncoder;

/** How pictures are coded. */
export interface VideoCodec {
  readonly encoder: VideoEncoder;
  readonly quality: Encoding['quality'];
}

export const DEFAULT_CODEC: VideoCodec = { encoder: SOFTWARE_ENCODER, quality: 'standard' };

type ByQuality<T> = Readonly<Record<Encoding['quality'], T>>;

/** CRF 18 keeps the still parts of the picture above 40 dB. */
const X264: ByQuality<readonly string[]> = {
  draft: ['-preset', 'ultrafast', '-crf', '26'],
  standard: ['-preset', 'veryfast', '-crf', '18'],
  high: ['-preset', 'medium', '-crf', '14'],
};
/** Quantisers of graphics chips that look like the settings above; their own scales are all made after x264's. */
const QUANTISER: ByQuality<string> = { draft: '28', standard: '20', high: '16' };
/** VideoToolbox has no such scale on every Mac: bits per pixel that do the same. */
const BITS_PER_PIXEL: ByQuality<number> = { draft: 0.05, standard: 0.14, high: 0.28 };

/** The device that VAAPI is asked of; machines with more than one name another with this variable. */
const vaapiDevice = (): string => process.env['KOTOHOGI_VAAPI_DEVICE'] ?? '/dev/dri/renderD128';

/** What has to stand before the inputs. */
export const deviceArgs = ({ encoder }: VideoCodec): string[] =>
  encoder === 'h264_vaapi' ? ['-vaapi_device', vaapiDevice()] : [];

/** The encoder and its settings. Presets have names that old and new versions of ffmpeg share. */
function ownArgs(
  { encoder, quality }: VideoCodec,
  { widthPx, heightPx, fps }: { readonly widthPx: number; readonly heightPx: number; readonly fps: number },
): string[] {
  const quantiser = QUANTISER[quality];
  // No pictures out of their order: parts of a video are joined by their times.
  switch (encoder) {
    case 'libx264':
      return [...X264[quality], '-profile:v', 'high', '-pix_fmt', 'yuv420p'];
    case 'h264_nvenc':
      return ['-preset', 'medium', '-rc', 'vbr', '-cq', quantiser, '-b:v', '0', ...HIGH_PROFILE];
    case 'h264_qsv':
      return ['-preset', 'medium', '-global_quality', quantiser, '-bf', '0', '-profile:v', 'high', ...NV12];
    case 'h264_amf':
      return ['-quality', 'balanced', '-rc', 'cqp', '-qp_i', quantiser, '-qp_p', quantiser, ...HIGH_PROFILE];
    case 'h264_videotoolbox': {
      const bitsPerSec = Math.round(widthPx * heightPx * fps * BITS_PER_PIXEL[quality]);
      return ['-allow_sw', '0', '-b:v', String(bitsPerSec), ...HIGH_PROFILE];
    }
    case 'h264_vaapi':
      return ['-vf', 'format=nv12,hwupload', '-qp', quantiser, '-bf', '0', '-profile:v', 'high'];
  }
}

const HIGH_PROFILE = ['-bf', '0', '-profile:v', 'high', '-pix_fmt', 'yuv420p'];
const NV12 = ['-pix_fmt', 'nv12'];

/** H.264 that plays everywhere, BT.709 in limited range. @param keyframeEvery frames */
export function codecArgs(
  codec: VideoCodec,
  picture: { readonly widthPx: number; readonly heightPx: number; readonly fps: number },
  keyframeEvery: number,
): string[] {
  return [
    ...['-c:v', codec.encoder],
    ...ownArgs(codec, picture),
    ...['-g', String(keyframeEvery)],
    ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
  ];
}
