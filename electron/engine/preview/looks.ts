import { POSE_LENGTH } from '../stages/lipsync/engines/builtin/draw/pose.ts';
import { ContentName } from './contentName.ts';
import type { PreviewScene, VoiceMotion } from './scene.ts';
import type { HeardVoice } from './variantVoice.ts';

const codesOf = (text: string): number[] => Array.from(text, (letter) => letter.codePointAt(0) ?? 0);

/**
 * An edit of one phrase changes measures of the whole voice a little, and with them every pose. Until the whole is
 * made anew, phrases that stay as they are and where they are keep the poses that are on screen.
 * @param poses of `heard`; changed
 * @param before what was on screen, and of which voice
 */
export function keepPoses(
  poses: Float32Array,
  heard: HeardVoice,
  before: { readonly poses: Float32Array; readonly heard: HeardVoice },
  framesPerSample: number,
): void {
  heard.phrases.forEach(({ startSample, samples, name }, i) => {
    const old = before.heard.phrases.at(i);
    if (name === 0 || old?.name !== name || old.startSample !== startSample) return;
    const from = Math.ceil(startSample * framesPerSample) * POSE_LENGTH;
    const to = Math.ceil((startSample + samples) * framesPerSample) * POSE_LENGTH;
    const end = Math.min(to, poses.length, before.poses.length);
    if (end > from) poses.set(before.poses.subarray(from, end), from);
  });
}

/** The first and one past the last frame that show something of a stretch, samples. */
const framesOf = (
  startSample: number,
  samples: number,
  framesPerSample: number,
): readonly [number, number] => [
  Math.floor(startSample * framesPerSample),
  Math.ceil((startSample + samples) * framesPerSample),
];

/**
 * Names every frame by all that it is drawn from: the scene, the pose, the mouth, the picture of a loop, the words.
 * Frames that look the same in two voices, or before and after an edit, have one name.
 * @returns 0 for frames whose sound is not known yet
 */
export function looksOf(
  heard: HeardVoice,
  { frames, poses, mouths, words }: VoiceMotion,
  scene: Pick<PreviewScene, 'pictureOf'>,
  sceneNumber: number,
  fps: number,
): Float64Array<ArrayBuffer> {
  const looks = new Float64Array(frames);
  const framesPerSample = (fps * heard.curves.speech.durationSec) / heard.samples;
  const unknown = new Uint8Array(frames);
  for (const { startSample, samples, name } of heard.phrases) {
    if (name !== 0) continue;
    const [first, end] = framesOf(startSample, samples, framesPerSample);
    unknown.fill(1, first, end);
  }
  for (let frame = 0; frame < frames; frame++) {
    if (unknown[frame]) continue;
    const name = new ContentName().numbers([sceneNumber, scene.pictureOf(frame)]);
    if (poses) name.floats(poses, frame * POSE_LENGTH, (frame + 1) * POSE_LENGTH);
    if (mouths) name.numbers([mouths.nameOf(frame)]);
    name.numbers(codesOf(words.identify(frame)));
    looks[frame] = name.value;
  }
  return looks;
}
