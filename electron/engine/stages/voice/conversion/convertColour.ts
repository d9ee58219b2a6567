/** Gives a voice another colour, window by window, so that memory does not grow with its length. */
import { missingError, throwIfCancelled } from '../../../../../shared/errors.ts';
import type { OpenModel } from '../../../runtime/modelStore.ts';
import { BINS, frameCountOf, HOP, linearSpectrogram, SILENT_MAGNITUDE } from './spectrogram.ts';
import { converterPorts, embeddingFor, floatsFor, floatsOf, spectrogramFor, wholeFor } from './tensors.ts';

/** How much of the voice's own chance variation is drawn anew; what the makers of the network use. */
const TAU = 0.3;
/** Frames that are converted at once: 5.9 s. */
const WINDOW_FRAMES = 512;
/** Neighbouring windows share so many: what lies near the end of a window was heard without what follows. */
const OVERLAP_FRAMES = 64;
/** One window gives way to the next over this share of what they have in common, in its middle. */
const FADE_SHARE = 0.25;

export interface ColourWindow {
  readonly firstFrame: number;
  readonly frames: number;
}

/** Exports of short windows share less. */
const overlapOf = (windowFrames: number): number => Math.min(OVERLAP_FRAMES, Math.floor(windowFrames / 4));

/** Windows that cover all frames, each beginning in the one before. */
export function planWindows(frames: number, windowFrames: number = WINDOW_FRAMES): readonly ColourWindow[] {
  if (frames <= windowFrames) return [{ firstFrame: 0, frames }];
  const overlap = overlapOf(windowFrames);
  const step = windowFrames - overlap;
  const count = Math.ceil((frames - overlap) / step);
  return Array.from({ length: count }, (_, i) => ({
    firstFrame: Math.min(i * step, frames - windowFrames),
    frames: windowFrames,
  }));
}

/** Sample at which one window gives way to the next. */
const seam = (before: ColourWindow, after: ColourWindow): number =>
  Math.round(((before.firstFrame + before.frames + after.firstFrame) / 2) * HOP);

/** Share of a window in the sample at `index` of the whole. */
function weightAt(
  index: number,
  startSeam: number | null,
  endSeam: number | null,
  fadeSamples: number,
): number {
  const rise = startSeam === null ? 1 : (index - startSeam) / fadeSamples + 0.5;
  const fall = endSeam === null ? 1 : (endSeam - index) / fadeSamples + 0.5;
  return Math.min(1, Math.max(0, rise)) * Math.min(1, Math.max(0, fall));
}

/** Magnitudes of a window, made up to the frames that the network always wants. */
function padded(data: Float32Array, frames: number): Float32Array {
  const full = new Float32Array(frames * BINS).fill(SILENT_MAGNITUDE);
  full.set(data);
  return full;
}

/**
 * @param converter a network of the family `openvoice-converter`
 * @param samples mono at 22 050 Hz
 * @param colours of the voice as it is, and of the one to become
 * @returns as many samples at the same times
 * @throws KotohogiError `conversion-tensors`, `conversion-hop`, `cancelled`
 */
export async function convertColour(
  converter: OpenModel,
  samples: Float32Array,
  colours: { readonly source: Float32Array; readonly target: Float32Array },
  room: { readonly signal: AbortSignal; readonly progress: { report(fraction: number): void } },
): Promise<Float32Array<SharedArrayBuffer>> {
  const ports = converterPorts(converter.session, converter);
  const windowFrames = ports.fixedFrames ?? WINDOW_FRAMES;
  const windows = planWindows(frameCountOf(samples.length), windowFrames);
  const fadeSamples = Math.max(1, FADE_SHARE * overlapOf(windowFrames) * HOP);
  const result = new Float32Array(new SharedArrayBuffer(samples.length * 4));
  for (const [i, window] of windows.entries()) {
    throwIfCancelled(room.signal);
    const { data } = linearSpectrogram(samples, window.firstFrame, window.frames);
    const frames = ports.fixedFrames ?? window.frames;
    const outputs = await converter.session.run({
      [ports.spectrogram.name]: spectrogramFor(
        ports.spectrogram,
        ports.layout,
        frames,
        frames === window.frames ? data : padded(data, frames),
      ),
      [ports.length.name]: wholeFor(ports.length, window.frames),
      [ports.source.name]: embeddingFor(ports.source, colours.source),
      [ports.target.name]: embeddingFor(ports.target, colours.target),
      ...(ports.tau
        ? {
            [ports.tau.name]: floatsFor(
              ports.tau,
              ports.tau.dims.length === 0 ? [] : [1],
              Float32Array.of(TAU),
            ),
          }
        : {}),
    });
    const sound = floatsOf(outputs, ports.output);
    // Some exports leave out, or add, what the last hop needs.
    if (Math.abs(sound.length - frames * HOP) > HOP) throw wrongHop(converter.path, sound.length / frames);
    const before = windows.at(i - 1);
    const after = windows.at(i + 1);
    const startSeam = i > 0 && before ? seam(before, window) : null;
    const endSeam = after ? seam(window, after) : null;
    const first = window.firstFrame * HOP;
    const last = Math.min(samples.length, first + Math.min(sound.length, window.frames * HOP));
    for (let at = first; at < last; at++)
      result[at] += sound[at - first] * weightAt(at, startSeam, endSeam, fadeSamples);
    room.progress.report((i + 1) / windows.length);
  }
  return result;
}

const wrongHop = (path: string, hop: number): Error =>
  missingError(
    'conversion-hop',
    `The model file ${path} makes ${hop.toFixed(1)} samples of a frame instead of ${HOP}.`,
    'Import an export of the OpenVoice V2 tone colour converter; that of another version does not fit.',
  );
