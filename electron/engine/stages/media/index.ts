/** Sound and picture in: files of the user become a photo and a voice that every other room can rely on. */

/** Raised whenever the same file would decode to something different. */
export const MEDIA_VERSION = 1;

export { decodePhoto } from './photo.ts';
export { decodeVoice, spoolVoice } from './voice.ts';
export type { Photo, Voice } from './types.ts';
