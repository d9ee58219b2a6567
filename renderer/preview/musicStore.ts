/** The pieces of music that are about to be heard: an hour of it never lies in the page as a whole. */
import type { PreviewMusicTrack } from '../../shared/contract/preview.ts';
import type { LoopRegion } from '../stores/playback.ts';

/** Music that is asked for ahead. */
const AHEAD_SEC = 8;
/** Pieces behind the playhead that stay, for small steps back. */
const KEPT_BEHIND = 2;

export interface MusicStore {
  /** Other music; pieces that it shares with the one before stay. */
  setTrack(track: PreviewMusicTrack | null): void;
  put(id: number, channels: readonly Float32Array[]): void;
  /** Left and right; null while it has not come. */
  samplesOf(id: number): readonly Float32Array[] | null;
  /**
   * Lets go of what is far from the playhead.
   * @returns names of pieces that are to be asked for, in the order in which they will be heard; each once
   */
  lacking(positionSec: number, sampleRateHz: number, loop: LoopRegion | null): number[];
  clear(): void;
}

/** Indices of the pieces from one sample to another. */
function indices({ pieceSamples, names }: PreviewMusicTrack, from: number, to: number): number[] {
  const first = Math.max(0, Math.floor(from / pieceSamples));
  const end = Math.min(names.length, Math.ceil(to / pieceSamples));
  return Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
}

/** What will be heard next: on from the playhead, round in the region; and the beginning, where what has ended begins again. */
export function comingPieces(
  track: PreviewMusicTrack,
  position: number,
  aheadSamples: number,
  region: { readonly from: number; readonly to: number } | null,
): number[] {
  const end = position + aheadSamples;
  if (!region || position >= region.to) return [...indices(track, position, end), ...indices(track, 0, 1)];
  const again = Math.min(region.to, region.from + aheadSamples);
  return [...indices(track, position, Math.min(end, region.to)), ...indices(track, region.from, again)];
}

export function createMusicStore(): MusicStore {
  const pieces = new Map<number, readonly Float32Array[]>();
  const asked = new Set<number>();
  let track: PreviewMusicTrack | null = null;

  function keepOnly(names: ReadonlySet<number>): void {
    for (const id of pieces.keys()) if (!names.has(id)) pieces.delete(id);
    for (const id of asked) if (!names.has(id)) asked.delete(id);
  }

  return {
    setTrack(next) {
      track = next;
      keepOnly(new Set(next?.names ?? []));
    },
    put(id, channels) {
      // What was let go of meanwhile is not taken up again.
      if (asked.delete(id)) pieces.set(id, channels);
    },
    samplesOf: (id) => pieces.get(id) ?? null,
    lacking(positionSec, sampleRateHz, loop) {
      if (!track) return [];
      const { names, pieceSamples } = track;
      const position = positionSec * sampleRateHz;
      const region = loop && { from: loop.startSec * sampleRateHz, to: loop.endSec * sampleRateHz };
      const coming = comingPieces(track, position, AHEAD_SEC * sampleRateHz, region);
      const behind = indices(track, position - KEPT_BEHIND * pieceSamples, position);
      const wanted = coming.map((piece) => names[piece]);
      keepOnly(new Set([...wanted, ...behind.map((piece) => names[piece])]));
      const lacks = [...new Set(wanted)].filter((id) => id !== 0 && !pieces.has(id) && !asked.has(id));
      for (const id of lacks) asked.add(id);
      return lacks;
    },
    clear() {
      pieces.clear();
      asked.clear();
      track = null;
    },
  };
}
