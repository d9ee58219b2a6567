import path from 'node:path';
import type { MediaPurpose } from '../../shared/contract/media.ts';

const PHOTO_EXTENSIONS = ['jpg', 'jpeg', 'png', 'webp', 'avif', 'tif', 'tiff', 'gif'] as const;
const SOUND_EXTENSIONS = [
  'wav',
  'mp3',
  'm4a',
  'aac',
  'flac',
  'ogg',
  'oga',
  'opus',
  'aif',
  'aiff',
  'wma',
  'caf',
] as const;
const VIDEO_EXTENSIONS = ['mp4', 'm4v', 'mov', 'webm', 'mkv', 'avi'] as const;

/**
 * Extensions, without the dot, that are welcome for each purpose. A short video is a photo that moves, and a video's
 * sound is a voice.
 */
export const EXTENSIONS: Readonly<Record<MediaPurpose, readonly string[]>> = {
  photo: [...PHOTO_EXTENSIONS, ...VIDEO_EXTENSIONS],
  picture: PHOTO_EXTENSIONS,
  voice: [...SOUND_EXTENSIONS, ...VIDEO_EXTENSIONS],
  music: [...SOUND_EXTENSIONS, ...VIDEO_EXTENSIONS],
  list: ['csv', 'tsv', 'txt'],
};

const MIME_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  gif: 'image/gif',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  opus: 'audio/ogg',
  aif: 'audio/aiff',
  aiff: 'audio/aiff',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  mkv: 'video/x-matroska',
};

/** Extension in lower case, without the dot. */
export const extensionOf = (fileName: string): string => path.extname(fileName).slice(1).toLowerCase();

/** Type of a file by its extension, for the `Content-Type` header. */
export const mimeTypeOf = (fileName: string): string =>
  MIME_TYPES[extensionOf(fileName)] ?? 'application/octet-stream';

export const isWelcome = (fileName: string, purpose: MediaPurpose): boolean =>
  EXTENSIONS[purpose].includes(extensionOf(fileName));
