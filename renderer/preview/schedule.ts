/** Which sound is played when: plain arithmetic on samples, so that an hour of it is exact. */
import type { SoundPiece } from '../../shared/contract/preview.ts';
import type { LoopRegion } from '../stores/playback.ts';

/** What there is to play. */
export interface Track {
  readonly sampleRateHz: number;
  readonly pieces: readonly SoundPiece[];
}

/** A stretch of a piece that plays without a break. */
export interface Span {
  /** Name of the piece. */
  readonly id: number;
  /** Where in the piece it begins, samples. */
  readonly offset: number;
  /** Where in the voice it begins, samples. */
  readonly position: number;
  readonly samples: number;
  /** When it begins, seconds of the clock. */
  readonly startSec: number;
}

export const endOf = ({ startSec, samples }: Span, sampleRateHz: number): number =>
  startSec + samples / sampleRateHz;

const lengthOf = ({ pieces }: Track): number => {
  const last = pieces.at(-1);
  return last ? last.startSample + last.samples : 0;
};

/** The region in samples; null where it holds nothing. */
function regionOf(track: Track, loop: LoopRegion | null): { from: number; to: number } | null {
  if (!loop) return null;
  const from = Math.max(0, Math.round(loop.startSec * track.sampleRateHz));
  const to = Math.min(lengthOf(track), Math.round(loop.endSec * track.sampleRateHz));
  return to > from ? { from, to } : null;
}

/** Where the sound goes on after a position: behind the end of the region it begins again. */
export function nextPosition(track: Track, position: number, loop: LoopRegion | null): number | null {
  const region = regionOf(track, loop);
  if (region && position >= region.to) return region.from;
  return position < lengthOf(track) ? position : null;
}

/**
 * The stretch that is played from a position on.
 * @returns null at the end of the voice
 */
export function spanFrom(
  track: Track,
  position: number,
  startSec: number,
  loop: LoopRegion | null,
): Span | null {
  const from = nextPosition(track, position, loop);
  if (from === null) return null;
  const piece = track.pieces.find(({ startSample, samples }) => from < startSample + samples);
  if (!piece) return null;
  const region = regionOf(track, loop);
  const pieceEnd = piece.startSample + piece.samples;
  const end = region && from < region.to ? Math.min(pieceEnd, region.to) : pieceEnd;
  return {
    id: piece.id,
    offset: from - piece.startSample,
    position: from,
    samples: end - from,
    startSec,
  };
}

/**
 * The position that is heard at a moment.
 * @param spans in the order in which they play
 * @returns null while nothing is heard: before the first and after the last
 */
export function positionAt(spans: readonly Span[], sampleRateHz: number, sec: number): number | null {
  for (const span of spans) {
    if (sec < span.startSec) return null;
    const samples = (sec - span.startSec) * sampleRateHz;
    if (samples < span.samples) return span.position + samples;
  }
  return null;
}

/** Spans of a track that has changed under them: where they lie now, as long as their pieces are still in it. */
export function movedSpan(span: Span, track: Track): Span | null {
  const pieces = track.pieces.filter(({ id }) => id === span.id);
  // The same sound may occur twice: the one that is nearest to where it was.
  const here = pieces.reduce<SoundPiece | null>((best, piece) => {
    const off = Math.abs(piece.startSample + span.offset - span.position);
    return best && Math.abs(best.startSample + span.offset - span.position) <= off ? best : piece;
  }, null);
  return here && { ...span, position: here.startSample + span.offset };
}
