import type { AudioClip } from '../../runtime/audio.ts';
import type { RgbaImage } from '../../runtime/image.ts';
import type { SoundSource } from '../../runtime/soundSource.ts';
import type { SpokenFacts } from '../../runtime/spokenFacts.ts';

/** A photo as the other rooms see it: upright, sRGB, 8 bits. */
export interface Photo {
  readonly path: string;
  /** SHA-256 of the file's bytes, hex. */
  readonly sha256: string;
  readonly image: RgbaImage;
  /** True when the file carried transparency (some pixel has alpha below 255). */
  readonly hasAlpha: boolean;
  /** Plain sentences about what was changed on the way in (first GIF frame, 16 bits to 8, ...). */
  readonly warnings: readonly string[];
}

/** A voice at its own sample rate and channel count; its sound lies in memory, or in a file. */
export interface Voice<Sound extends AudioClip | SoundSource = AudioClip> {
  readonly path: string;
  /** SHA-256 of the file's bytes, hex. */
  readonly sha256: string;
  readonly clip: Sound;
  readonly durationSec: number;
  /** What the file tells of its own making; null or absent: it is a recording. */
  readonly spoken?: SpokenFacts | null;
  readonly warnings: readonly string[];
}
