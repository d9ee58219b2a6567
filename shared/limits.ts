/** Named limits of the inputs and outputs, with their units. */

/** Photos: largest number of decoded pixels. */
export const PHOTO_MAX_PIXELS = 100_000_000;
/** Photos: smallest side in pixels. */
export const PHOTO_MIN_SIDE_PX = 64;
/** Video loops: longest duration in seconds. */
export const LOOP_MAX_DURATION_SEC = 60;
/** Voices: longest duration in seconds. */
export const VOICE_MAX_DURATION_SEC = 60 * 60;
/** Voices: shortest duration in seconds that can carry a syllable. */
export const VOICE_MIN_DURATION_SEC = 0.2;
export const VOICE_MIN_SAMPLE_RATE_HZ = 8_000;
export const VOICE_MAX_SAMPLE_RATE_HZ = 192_000;
export const VOICE_MAX_CHANNELS = 8;
/** Frames: sides must be even (4:2:0 chroma) and within these bounds, in pixels. */
export const FRAME_MIN_SIDE_PX = 128;
export const FRAME_MAX_SIDE_PX = 4096;
export const FRAME_RATE_MIN_FPS = 12;
export const FRAME_RATE_MAX_FPS = 60;
/** Photos: largest file that is read into memory, in bytes. */
export const PHOTO_MAX_FILE_BYTES = 1024 ** 3;
/** Voices: largest decoded size in bytes (4 per sample and channel); 60 min of 96 kHz stereo fit. */
export const VOICE_MAX_DECODED_BYTES = 3 * 1024 ** 3;
/** Voices: a recording that never rises above this level carries no sound, in dB relative to full scale. */
export const VOICE_SILENCE_DBFS = -70;
/** Photos: longest side of a part that can be looked at pixel by pixel. */
export const CLOSE_UP_MAX_SIDE_PX = 2048;
