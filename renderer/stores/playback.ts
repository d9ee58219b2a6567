import { create } from 'zustand';
import { toAdjusted, toOriginal, type TimeMap } from '../../shared/prosody/timeMap.ts';

/** `draft`: a small picture that any machine draws in time; `full`: the pixels of the finished video. */
export type PlaybackQuality = 'draft' | 'full';

/** A stretch that is played over and over, seconds of the voice that is heard; the end is after the start. */
export interface LoopRegion {
  readonly startSec: number;
  readonly endSec: number;
}

/** A time map as pairs, ascending; no pairs: both voices have the same times. */
export type TimePairs = readonly (readonly [originalSec: number, adjustedSec: number])[];

/** The voice that is heard, as far as the playhead is concerned. */
export interface HeardVoice {
  readonly durationSec: number;
  readonly fps: number;
  /** From times of the voice as it was recorded to times of the voice that is heard. */
  readonly timeMap: TimePairs;
}

interface PlaybackStore {
  /** What the person wants; sound and picture follow as soon as they are there. */
  readonly playing: boolean;
  /** The playhead, seconds of the voice that is heard (after tempo and pauses were changed), 0..durationSec. */
  readonly positionSec: number;
  /** 0 while no voice is ready to be heard. */
  readonly durationSec: number;
  readonly fps: number;
  readonly timeMap: TimePairs;
  readonly loop: LoopRegion | null;
  readonly quality: PlaybackQuality;
  /** 0..1. */
  readonly volume: number;
  /** The playhead is being dragged: nothing is played meanwhile, the picture follows. */
  readonly scrubbing: boolean;
  /** Grows with every jump of the playhead, so that the player tells a jump from its own running. */
  readonly jumps: number;

  readonly play: () => void;
  readonly pause: () => void;
  readonly toggle: () => void;
  /** Pauses and goes back to the beginning, or to the start of the loop region. */
  readonly stop: () => void;
  /** Puts the playhead somewhere, also while it runs. Moments outside the voice become its ends. */
  readonly seek: (positionSec: number) => void;
  /** Moves by whole frames from the frame that is shown; pauses. */
  readonly step: (frames: number) => void;
  readonly setScrubbing: (scrubbing: boolean) => void;
  /** A region that is empty or turned round is none. */
  readonly setLoop: (loop: LoopRegion | null) => void;
  readonly setQuality: (quality: PlaybackQuality) => void;
  readonly setVolume: (volume: number) => void;
  /** The player alone: where its clock is. */
  readonly arrive: (positionSec: number) => void;
  /** The player alone: another voice, or the same one changed; the playhead stays at the same word. */
  readonly hear: (voice: HeardVoice) => void;
}

/** The playhead may reach beyond the start of a frame by less than this and still belong to it. */
const FRAME_TOLERANCE = 1e-6;
const EMPTY_VOICE: HeardVoice = { durationSec: 0, fps: 25, timeMap: [] };

const mapOf = (pairs: TimePairs): TimeMap | null =>
  pairs.length < 2
    ? null
    : {
        originalSec: pairs.map(([original]) => original),
        adjustedSec: pairs.map(([, adjusted]) => adjusted),
      };

/** Where a moment of the voice as it was recorded is heard. */
export function heardAt(pairs: TimePairs, originalSec: number): number {
  const map = mapOf(pairs);
  return map ? toAdjusted(map, originalSec) : originalSec;
}

/** Which moment of the voice as it was recorded is heard at a moment. */
export function recordedAt(pairs: TimePairs, heardSec: number): number {
  const map = mapOf(pairs);
  return map ? toOriginal(map, heardSec) : heardSec;
}

/** The frame that is on screen at a moment. */
export const frameAt = (positionSec: number, fps: number): number =>
  Math.max(0, Math.floor(positionSec * fps + FRAME_TOLERANCE));

const within = (sec: number, durationSec: number): number => Math.min(durationSec, Math.max(0, sec));

/**
 * The playhead: one for sound, picture and timeline. Wishes come from anywhere (`play`, `seek`, `setLoop`, ...); the
 * player carries them out and tells where it is with `arrive`.
 */
export const usePlayback = create<PlaybackStore>((set) => ({
  playing: false,
  positionSec: 0,
  ...EMPTY_VOICE,
  loop: null,
  quality: 'draft',
  volume: 1,
  scrubbing: false,
  jumps: 0,

  play: () =>
    set(({ positionSec, durationSec, loop, jumps }) => {
      const endSec = loop?.endSec ?? durationSec;
      const atEnd = durationSec > 0 && positionSec >= endSec - FRAME_TOLERANCE;
      // What has ended begins again; a playhead outside the region goes into it.
      const outside = loop !== null && (atEnd || positionSec < loop.startSec);
      return atEnd || outside
        ? { playing: true, positionSec: loop?.startSec ?? 0, jumps: jumps + 1 }
        : { playing: true };
    }),
  pause: () => set({ playing: false }),
  toggle: () => {
    const { playing, play, pause } = usePlayback.getState();
    if (playing) pause();
    else play();
  },
  stop: () =>
    set(({ loop, jumps }) => ({ playing: false, positionSec: loop?.startSec ?? 0, jumps: jumps + 1 })),
  seek: (sec) =>
    set(({ durationSec, jumps }) => ({ positionSec: within(sec, durationSec), jumps: jumps + 1 })),
  step: (frames) =>
    set(({ positionSec, durationSec, fps, jumps }) => ({
      playing: false,
      positionSec: within((frameAt(positionSec, fps) + frames) / fps, durationSec),
      jumps: jumps + 1,
    })),
  setScrubbing: (scrubbing) => set({ scrubbing }),
  setLoop: (loop) => set({ loop: loop && loop.endSec > loop.startSec ? loop : null }),
  setQuality: (quality) => set({ quality }),
  setVolume: (volume) => set({ volume: Math.min(1, Math.max(0, volume)) }),
  arrive: (positionSec) => set({ positionSec }),
  hear: ({ durationSec, fps, timeMap }) =>
    set((before) => {
      const moved = (sec: number): number =>
        within(heardAt(timeMap, recordedAt(before.timeMap, sec)), durationSec);
      const loop = before.loop && {
        startSec: moved(before.loop.startSec),
        endSec: moved(before.loop.endSec),
      };
      return {
        durationSec,
        fps,
        timeMap,
        positionSec: moved(before.positionSec),
        loop: loop && loop.endSec > loop.startSec ? loop : null,
      };
    }),
}));
