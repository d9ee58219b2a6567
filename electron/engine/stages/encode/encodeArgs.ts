import { fileUrl, ownWavArgs } from '../../ffmpeg/run.ts';
import { codecArgs, DEFAULT_CODEC, deviceArgs, type VideoCodec } from './videoCodec.ts';

export interface EncodePlan {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fps: number;
  /** Without it {@link DEFAULT_CODEC}. */
  readonly codec?: VideoCodec;
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

/** What decides how pictures are coded. */
export type PicturePlan = Pick<EncodePlan, 'widthPx' | 'heightPx' | 'fps' | 'codec'>;

/** Raw frames on standard input: planar 4:2:0, BT.709, limited range. */
const rawVideoInput = (plan: PicturePlan): string[] => [
  ...deviceArgs(plan.codec ?? DEFAULT_CODEC),
  ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p'],
  ...['-s', `${plan.widthPx}x${plan.heightPx}`, '-r', String(plan.fps)],
  ...['-i', 'pipe:0'],
];

/**
 * The number of frames is that of the frames on standard input: a limit here (`-frames:v`) would make ffmpeg end the
 * sound with the last frame, before it has encoded what the voice still has.
 */
const videoCodec = (plan: PicturePlan, keyframeEvery: number): string[] =>
  codecArgs(plan.codec ?? DEFAULT_CODEC, plan, keyframeEvery);

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
    ...ownWavArgs(plan.voiceFile),
    ...['-map', '0:v:0', '-map', '1:a:0'],
    ...videoCodec(plan, Math.round(plan.fps * 2)),
    ...audioCodec(plan),
    ...['-movflags', '+faststart', '-f', 'mp4', '-y', fileUrl(plan.outFile)],
  ];
}

/** What a part of a video is coded with, the same on every computer: x264 codes otherwise with other threads. */
const SEGMENT_THREADS = 4;

/** More frames than a part has: it begins with a whole picture and needs no other. The same for short last parts. */
const NO_FURTHER_KEYFRAME = 600;

/**
 * A part of a video that can be decoded on its own: raw frames from standard input, fragmented MP4 to standard output.
 * Its pictures do not depend on what was coded before.
 */
export function segmentArgs(plan: PicturePlan): string[] {
  return [
    ...rawVideoInput(plan),
    ...videoCodec(plan, NO_FURTHER_KEYFRAME),
    ...['-threads', String(SEGMENT_THREADS)],
    ...['-movflags', 'frag_keyframe+empty_moov+default_base_moof', '-f', 'mp4', 'pipe:1'],
  ];
}

/** Parts of a video from standard input, as they are; the voice from a file, coded here; one MP4 out. */
export function muxArgs(plan: Omit<EncodePlan, keyof PicturePlan>): string[] {
  return [
    ...['-protocol_whitelist', 'pipe', '-f', 'mp4', '-i', 'pipe:0'],
    ...ownWavArgs(plan.voiceFile),
    ...['-map', '0:v:0', '-map', '1:a:0', '-c:v', 'copy'],
    ...audioCodec(plan),
    ...['-movflags', '+faststart', '-f', 'mp4', '-y', fileUrl(plan.outFile)],
  ];
}
