import { fileUrl, inputFileArgs } from '../../ffmpeg/run.ts';

export interface EncodePlan {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fps: number;
  readonly voiceFile: string;
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly outFile: string;
}

/** Sample rates that AAC can carry (ISO/IEC 14496-3, table 1.16). */
const AAC_SAMPLE_RATES_HZ = [
  7350, 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000,
];

/** The voice's own rate where AAC has it, otherwise the next higher one, at most 96 kHz. */
export const aacSampleRateHz = (voiceRateHz: number): number =>
  AAC_SAMPLE_RATES_HZ.find((rate) => rate >= voiceRateHz) ?? 96_000;

/** Raw frames on standard input: planar 4:2:0, BT.709, limited range. */
const rawVideoInput = (plan: EncodePlan): string[] => [
  ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p'],
  ...['-s', `${plan.widthPx}x${plan.heightPx}`, '-r', String(plan.fps)],
  ...['-i', 'pipe:0'],
];

/**
 * H.264 that plays everywhere; CRF 18 keeps the still parts of the picture above 40 dB. The number of frames is that
 * of the frames on standard input: a limit here (`-frames:v`) would make ffmpeg end the sound with the last frame,
 * before it has encoded what the voice still has.
 */
const videoCodec = (plan: EncodePlan): string[] => [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
  ...['-g', String(Math.round(plan.fps * 2))],
  ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
];

/** AAC at up to 128 kbit/s for the first channel and 64 for each further one, within what the rate allows. */
export const audioCodec = (plan: Pick<EncodePlan, 'sampleRateHz' | 'channels'>): string[] => {
  const rateHz = aacSampleRateHz(plan.sampleRateHz);
  const bitsPerSec = Math.min(64_000 * (1 + plan.channels), 6 * rateHz * plan.channels);
  return ['-c:a', 'aac', '-b:a', String(bitsPerSec), '-ar', String(rateHz)];
};

/** The complete argument list: frames from standard input, the voice from a file, one MP4 out. */
export function encodeArgs(plan: EncodePlan): string[] {
  return [
    ...rawVideoInput(plan),
    ...inputFileArgs(plan.voiceFile),
    ...['-map', '0:v:0', '-map', '1:a:0'],
    ...videoCodec(plan),
    ...audioCodec(plan),
    ...['-movflags', '+faststart', '-f', 'mp4', '-y', fileUrl(plan.outFile)],
  ];
}
