/** The two files that D-ID gets: made for its limits, and with nothing in them that it does not need. */
import { readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { inputError } from '../../../../shared/errors.ts';
import { createAudioClip, durationSecOf, type AudioClip } from '../../runtime/audio.ts';
import type { RgbaImage } from '../../runtime/image.ts';
import { writeWavFile } from '../../runtime/wavFile.ts';
import { resampleToMono } from '../../stages/voice/resample.ts';
import type { DidSettings } from './settings.ts';

/** D-ID keeps sound at this rate, whatever it is sent. */
export const SENT_SAMPLE_RATE_HZ = 16_000;
/** Tried in order until the file is small enough. */
const JPEG_QUALITIES = [92, 85, 75];

export interface PreparedImage {
  readonly bytes: Buffer;
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * The size at which a picture is sent: its own where that is within the limits.
 * @throws KotohogiError `did-image-shape` when no size is: a strip of more than about 150 : 1
 */
export function sentSize(
  width: number,
  height: number,
  { maxPixels, minSidePx }: Pick<DidSettings['image'], 'maxPixels' | 'minSidePx'>,
): { readonly widthPx: number; readonly heightPx: number } {
  const shrink = Math.min(1, Math.sqrt(maxPixels / (width * height)));
  const scale = Math.max(shrink, minSidePx / Math.min(width, height));
  // What was scaled down stays below the limit, what was scaled up reaches it.
  const round = scale < 1 ? Math.floor : Math.ceil;
  const [widthPx, heightPx] = scale === 1 ? [width, height] : [round(width * scale), round(height * scale)];
  if (widthPx * heightPx <= maxPixels && Math.min(widthPx, heightPx) >= minSidePx)
    return { widthPx, heightPx };
  throw inputError(
    'did-image-shape',
    `A photo of ${width} x ${height} pixels has no size that D-ID takes.`,
    'Cut it to the person, or render on this computer.',
  );
}

/**
 * An upright JPEG without any metadata; what is transparent becomes white.
 * @throws KotohogiError `did-image-shape`, `did-image-size`
 */
export async function prepareImage(image: RgbaImage, limits: DidSettings['image']): Promise<PreparedImage> {
  const { widthPx, heightPx } = sentSize(image.width, image.height, limits);
  const raw = { width: image.width, height: image.height, channels: 4 } as const;
  const pixels = Buffer.from(image.data.buffer, image.data.byteOffset, image.data.byteLength);
  for (const quality of JPEG_QUALITIES) {
    const bytes = await sharp(pixels, { raw, limitInputPixels: false })
      .flatten({ background: '#ffffff' })
      .resize(widthPx, heightPx, { fit: 'fill' })
      .jpeg({ quality, chromaSubsampling: '4:4:4' })
      .toBuffer();
    if (bytes.length <= limits.maxBytes) return { bytes, widthPx, heightPx };
  }
  throw inputError(
    'did-image-size',
    `The photo is larger than ${limits.maxBytes / 1e6} MB at ${widthPx} x ${heightPx} pixels.`,
    'Choose a smaller photo, or render on this computer.',
  );
}

/**
 * Mono, 16 kHz, 16 bits, as a WAV file.
 * @param file is written
 * @returns its bytes
 * @throws KotohogiError `did-audio-length` beyond the limits, before anything is written
 */
export async function prepareAudio(
  clip: AudioClip,
  file: string,
  limits: DidSettings['audio'],
  signal: AbortSignal,
): Promise<Buffer> {
  const durationSec = durationSecOf(clip);
  if (durationSec > limits.maxSec || durationSec * SENT_SAMPLE_RATE_HZ * 2 > limits.maxBytes)
    throw inputError(
      'did-audio-length',
      `The message takes ${Math.ceil(durationSec)} seconds; D-ID takes ${limits.maxSec} seconds and ${limits.maxBytes / 1e6} MB at most.`,
      'Shorten it, or render on this computer, where an hour is possible.',
    );
  const samples = resampleToMono(clip, SENT_SAMPLE_RATE_HZ);
  const mono = createAudioClip(SENT_SAMPLE_RATE_HZ, 1, samples.length);
  mono.channels[0].set(samples);
  await writeWavFile(mono, file, 'pcm16', signal);
  return readFile(file);
}

/** Puts the picture beside the sound. */
export const writeImage = (file: string, { bytes }: PreparedImage): Promise<void> =>
  writeFile(file, bytes, { flush: true });
