/** A made voice, in memory and in a file: what tests compare sample for sample. */
import { createAudioClip, type AudioClip } from './runtime/audio.ts';
import { seededRandom } from './runtime/random.ts';
import type { SoundFile, SoundFolder } from './runtime/spooledSound.ts';

export const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Float64Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

/** Phrases of a gliding buzz, a second each, in a little noise, another mixture on each side. */
export function voiceClip(sampleRateHz: number, channelCount: number, durationSec: number): AudioClip {
  const clip = createAudioClip(sampleRateHz, channelCount, Math.round(durationSec * sampleRateHz));
  const random = seededRandom(7);
  let phase = 0;
  for (let i = 0; i < clip.length; i++) {
    const sec = i / sampleRateHz;
    phase += (120 + 30 * Math.sin(3 * sec)) / sampleRateHz;
    const isSpoken = sec % 1.5 < 1;
    let buzz = 0;
    for (let k = 1; k <= 12; k++) buzz += Math.sin(2 * Math.PI * k * phase) / k;
    clip.channels.forEach((samples, channel) => {
      samples[i] = (isSpoken ? 0.2 * buzz * (1 - 0.3 * channel) : 0) + 0.0005 * (random() - 0.5);
    });
  }
  return clip;
}

/** The clip in a file, written in uneven pieces. */
export function clipInFile(sounds: SoundFolder, clip: AudioClip): SoundFile {
  const channelCount = clip.channels.length;
  const writer = sounds.create(clip.sampleRateHz, channelCount);
  for (let start = 0; start < clip.length; start += 7_777) {
    const frames = Math.min(7_777, clip.length - start);
    writer.append(
      Float32Array.from(
        { length: frames * channelCount },
        (_, i) => clip.channels[i % channelCount][start + Math.floor(i / channelCount)],
      ),
    );
  }
  return writer.finish();
}
