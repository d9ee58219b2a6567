import { describe, expect, it } from 'vitest';
import type { PreviewMusicTrack } from '../../shared/contract/preview.ts';
import { musicFrom } from './musicLane.ts';
import { comingPieces, createMusicStore } from './musicStore.ts';

const RATE_HZ = 1000;
/** A minute of pieces of a second, the last one shorter. */
const track: PreviewMusicTrack = {
  pieceSamples: RATE_HZ,
  samples: 59_500,
  names: Float64Array.from({ length: 60 }, (_, i) => i + 1),
  settled: true,
};
const piece = [new Float32Array(RATE_HZ)];

describe('the music from a moment on', () => {
  it('is a stretch of one piece, and silence beyond the end', () => {
    expect(musicFrom(track, 2500, 10_000)).toEqual({ id: 3, offset: 500, samples: 500 });
    expect(musicFrom(track, 2500, 200)).toEqual({ id: 3, offset: 500, samples: 200 });
    expect(musicFrom(track, 59_250, 10_000)).toEqual({ id: 60, offset: 250, samples: 250 });
    expect(musicFrom(track, 59_500, 77)).toEqual({ id: 0, offset: 0, samples: 77 });
    expect(musicFrom(null, 0, 77)).toEqual({ id: 0, offset: 0, samples: 77 });
  });

  it('comes in the order in which it will be heard, round in a region', () => {
    expect(comingPieces(track, 57_200, 8000, null)).toEqual([57, 58, 59, 0]);
    expect(comingPieces(track, 6100, 3000, { from: 4900, to: 7000 })).toEqual([6, 4, 5, 6]);
  });
});

describe('the store of music', () => {
  it('asks for each piece once, nearest first, and holds a few seconds of an hour', () => {
    const store = createMusicStore();
    store.setTrack(track);
    expect(store.lacking(0.5, RATE_HZ, null)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(store.lacking(0.6, RATE_HZ, null)).toEqual([]);
    let most = 0;
    for (let sec = 0.5; sec < 59; sec += 0.25) {
      for (const id of store.lacking(sec, RATE_HZ, null)) store.put(id, piece);
      for (let id = 1; id <= 9; id++) if (sec === 0.5) store.put(id, piece);
      most = Math.max(most, [...track.names].filter((id) => store.samplesOf(id)).length);
      expect(store.samplesOf(Math.floor(sec) + 1)).not.toBeNull();
    }
    expect(most).toBeLessThanOrEqual(13);
    expect(store.samplesOf(30)).toBeNull();
  });

  it('keeps what other music has in common with it, and takes nothing that nobody waits for', () => {
    const store = createMusicStore();
    store.setTrack(track);
    for (const id of store.lacking(0, RATE_HZ, null)) store.put(id, piece);
    store.setTrack({ ...track, names: track.names.map((id) => (id === 3 ? 300 : id)) });
    expect(store.samplesOf(2)).toBe(piece);
    expect(store.samplesOf(3)).toBeNull();
    expect(store.lacking(0, RATE_HZ, null)).toEqual([300]);
    store.put(3, piece);
    expect(store.samplesOf(3)).toBeNull();
  });
});
