/**
 * The player: sound, frames and playhead on one clock. The sound card keeps the time; each refresh of the screen asks
 * which moment is heard and shows the frame of that moment. Nothing else counts time.
 *
 * It knows the outside as a line (a message port) and a few functions, so that it can be tried without either.
 */
import type { PreviewMusicTrack, PreviewNews, PreviewTrack } from '../../shared/contract/preview.ts';
import { toAdjusted, toOriginal, type TimeMap } from '../../shared/prosody/timeMap.ts';
import type { PreviewLine } from '../api/previewLine.ts';
import { frameAt, type LoopRegion } from '../stores/playback.ts';
import { createFrameCount, type PlayStatistics } from './frameCount.ts';
import { createFrameStore, type Outlook } from './frameStore.ts';
import { createMusicStore, type MusicStore } from './musicStore.ts';
import type { Painter } from './painter.ts';
import { createSoundLane, type Sound, type SoundLane } from './soundLane.ts';

/** A clock with sound for voices of this sample rate: without resampling, joins are exact. */
export type OpenSound = (sampleRateHz: number) => Sound;

/** What the player is told and asked by whoever owns the playhead. */
export interface PlayheadView {
  readonly playing: boolean;
  readonly positionSec: number;
  readonly scrubbing: boolean;
  readonly loop: LoopRegion | null;
}

export interface PlayerSurroundings {
  readonly openSound: OpenSound;
  readonly nowMs: () => number;
  /** The playhead as it is now. */
  readonly playhead: () => PlayheadView;
  /** The clock has moved the playhead. */
  readonly onPosition: (positionSec: number) => void;
  /** The voice has been played to its end. */
  readonly onEnd: () => void;
  /** Of the voice that is heard; comes before anything of it is shown. */
  readonly onTrack: (track: PreviewTrack) => void;
  readonly onScene: (scene: Extract<PreviewNews, { type: 'scene' }>) => void;
  readonly onProblem: (problem: Extract<PreviewNews, { type: 'problem' }>) => void;
  readonly onWaiting: (isWaiting: boolean) => void;
}

export interface PreviewPlayer {
  /** Where a variant is shown. @returns a function that takes it away */
  show(variant: number, painter: Painter): () => void;
  /** The variant whose sound is heard; all others show the same word at the same time. */
  hear(variant: number): void;
  /** The playhead was moved, started or stopped, or its region changed. */
  obey(change: 'play' | 'pause' | 'jump' | 'region' | 'scrub'): void;
  setVolume(volume: number): void;
  /** A refresh of the screen. */
  refresh(): void;
  readonly statistics: PlayStatistics;
  close(): void;
}

/** What is told and asked of the other side at most this often while nothing jumps. */
const ASK_INTERVAL_MS = 40;
/** Sound that is asked for ahead. */
const SOUND_AHEAD_SEC = 30;
const MOST_PIECES = 16;

const mapOf = ({ timeMap }: PreviewTrack): TimeMap => ({
  originalSec: timeMap.map(([original]) => original),
  adjustedSec: timeMap.map(([, adjusted]) => adjusted),
});

export function createPreviewPlayer(line: PreviewLine, around: PlayerSurroundings): PreviewPlayer {
  const frames = createFrameStore();
  const painters = new Map<number, Set<Painter>>();
  const shownLook = new Map<Painter, number>();
  const samples = new Map<number, readonly Float32Array[]>();
  const asked = new Set<number>();
  /** Of the voice that is heard; others have theirs. */
  const music: MusicStore = createMusicStore();
  const musicTracks = new Map<number, PreviewMusicTrack | null>();
  const count = createFrameCount();
  let sound: Sound | null = null;
  let lane: SoundLane | null = null;
  let heard = 0;
  let volume = 1;
  let isRunning = false;
  let received = 0;
  let askedMs = -Infinity;
  let lastAsked = '';
  let scene: Extract<PreviewNews, { type: 'scene' }> | null = null;
  let toldPlayhead = -1;
  let lastPosition = 0;

  const trackOf = (variant: number): PreviewTrack | null => frames.tracks.get(variant) ?? null;

  /** The moment of another variant at which it says the same. */
  function momentIn(variant: number, positionSec: number): number {
    const [own, other] = [trackOf(heard), trackOf(variant)];
    if (variant === heard || !own || !other) return positionSec;
    return toAdjusted(mapOf(other), toOriginal(mapOf(own), positionSec));
  }

  const frameOf = (track: PreviewTrack, positionSec: number): number =>
    Math.min(track.looks.length - 1, frameAt(positionSec, track.fps));

  function outlooks(): Map<number, Outlook> {
    const { positionSec, scrubbing, loop } = around.playhead();
    const mode = scrubbing ? 'scrubbing' : isRunning ? 'playing' : 'resting';
    return new Map(
      [...painters.keys()].flatMap((variant): [number, Outlook][] => {
        const track = trackOf(variant);
        if (!track) return [];
        const frame = frameOf(track, momentIn(variant, positionSec));
        return [[variant, { frame, mode, loop: variant === heard ? loop : null }]];
      }),
    );
  }

  /** Asks for what is lacking; the same question is asked again only when frames have come. */
  function ask(isUrgent: boolean): void {
    const nowMs = around.nowMs();
    if (!isUrgent && nowMs - askedMs < ASK_INTERVAL_MS) return;
    const wanted = frames.lacking(outlooks());
    const question = `${received} ${wanted.join(' ')}`;
    if (question !== lastAsked) {
      line.send({ type: 'frames', received, wanted });
      lastAsked = question;
    }
    askedMs = nowMs;
    const { positionSec } = around.playhead();
    if (Math.abs(positionSec - toldPlayhead) > 0.1) {
      line.send({ type: 'playhead', variant: heard, positionSec });
      toldPlayhead = positionSec;
    }
    askSound(positionSec);
    askMusic(positionSec);
  }

  function askSound(positionSec: number): void {
    const track = trackOf(heard);
    if (!track) return;
    const from = positionSec * track.sampleRateHz;
    const coming = track.pieces.filter(
      ({ startSample, samples: length }) =>
        startSample + length > from && startSample < from + SOUND_AHEAD_SEC * track.sampleRateHz,
    );
    // Behind the end comes the beginning: what was stopped or repeated starts there.
    const pieces = [...coming, ...track.pieces.slice(0, 2)]
      .map(({ id }) => id)
      .filter((id, i, all) => id !== 0 && !samples.has(id) && !asked.has(id) && all.indexOf(id) === i)
      .slice(0, MOST_PIECES);
    if (pieces.length === 0) return;
    for (const id of pieces) asked.add(id);
    line.send({ type: 'sound', variant: heard, pieces });
  }

  function askMusic(positionSec: number): void {
    const track = trackOf(heard);
    const { scrubbing, loop } = around.playhead();
    if (!track || scrubbing) return;
    const pieces = music.lacking(positionSec, track.sampleRateHz, loop);
    if (pieces.length > 0) line.send({ type: 'musicSound', variant: heard, pieces });
  }

  /** The music of the voice that is heard has changed. */
  function takeMusic(): void {
    const track = musicTracks.get(heard) ?? null;
    music.setTrack(track);
    lane?.setMusic(track);
  }

  /** Shows every variant at the playhead. @returns whether the frame of the heard one is there */
  function paint(positionSec: number): boolean {
    let isThere = false;
    for (const [variant, set] of painters) {
      const track = trackOf(variant);
      if (!track) continue;
      const frame = frameOf(track, momentIn(variant, positionSec));
      const picture = frames.pictureOf(variant, frame);
      const isShown = picture !== null && picture.scene === scene?.scene;
      if (variant === heard) isThere = isShown;
      if (!isShown) continue;
      const look = track.looks[frame];
      for (const painter of set) {
        if (shownLook.get(painter) === look) continue;
        painter.paint(picture);
        shownLook.set(painter, look);
      }
    }
    return isThere;
  }

  function ensureSound(track: PreviewTrack): SoundLane {
    if (lane) return lane;
    sound = around.openSound(track.sampleRateHz);
    lane = createSoundLane(
      sound,
      (id) => samples.get(id) ?? null,
      (id) => music.samplesOf(id),
    );
    lane.setVolume(volume);
    lane.setMusic(musicTracks.get(heard) ?? null);
    return lane;
  }

  function begin(): void {
    const track = trackOf(heard);
    if (!track) return;
    const { positionSec, loop } = around.playhead();
    ensureSound(track).start(track, positionSec * track.sampleRateHz, loop);
    isRunning = true;
    count.jump();
  }

  function rest(): void {
    lane?.stop();
    isRunning = false;
    around.onWaiting(false);
  }

  function takeTrack(track: PreviewTrack): void {
    const before = trackOf(track.variant);
    frames.setTrack(track);
    const used = new Set([...frames.tracks.values()].flatMap(({ pieces }) => pieces.map(({ id }) => id)));
    for (const id of samples.keys()) if (!used.has(id)) samples.delete(id);
    for (const id of asked) if (!used.has(id)) asked.delete(id);
    if (track.variant === heard) {
      // The sound card is awake before anything is to be played.
      ensureSound(track);
      around.onTrack(track);
      if (isRunning && before) {
        const [from, to] = [mapOf(before), mapOf(track)];
        const moved = (position: number): number =>
          toAdjusted(to, toOriginal(from, position / before.sampleRateHz)) * track.sampleRateHz;
        lane?.replace(track, moved, around.playhead().loop);
        count.jump();
      } else if (around.playhead().playing && !isRunning) begin();
    }
    ask(true);
  }

  line.listen((news) => {
    switch (news.type) {
      case 'scene': {
        scene = news;
        for (const set of painters.values())
          for (const painter of set) {
            painter.setScene(news.widthPx, news.heightPx, news.still);
            shownLook.delete(painter);
          }
        around.onScene(news);
        return;
      }
      case 'track':
        takeTrack(news.track);
        return;
      case 'frame':
        received++;
        frames.put(news);
        ask(false);
        return;
      case 'sound':
        samples.set(news.id, news.channels);
        return;
      case 'music':
        musicTracks.set(news.variant, news.music);
        if (news.variant !== heard) return;
        takeMusic();
        ask(true);
        return;
      case 'musicSound':
        music.put(news.id, news.channels);
        return;
      case 'problem':
        around.onProblem(news);
    }
  });

  return {
    show(variant, painter) {
      const set = painters.get(variant) ?? new Set<Painter>();
      painters.set(variant, set.add(painter));
      if (scene) painter.setScene(scene.widthPx, scene.heightPx, scene.still);
      ask(true);
      return () => {
        set.delete(painter);
        shownLook.delete(painter);
        if (set.size === 0) painters.delete(variant);
      };
    },
    hear(variant) {
      if (variant === heard) return;
      const { positionSec } = around.playhead();
      const moment = momentIn(variant, positionSec);
      const before = trackOf(heard);
      heard = variant;
      const track = trackOf(variant);
      if (!track) return;
      takeMusic();
      around.onTrack(track);
      around.onPosition(moment);
      if (isRunning && before) {
        const [from, to] = [mapOf(before), mapOf(track)];
        lane?.replace(
          track,
          (position) => toAdjusted(to, toOriginal(from, position / before.sampleRateHz)) * track.sampleRateHz,
          around.playhead().loop,
        );
      }
      ask(true);
    },
    obey(change) {
      switch (change) {
        case 'play':
          count.begin(around.nowMs());
          begin();
          break;
        case 'pause':
          rest();
          break;
        case 'jump':
          if (isRunning) begin();
          count.jump();
          break;
        case 'scrub':
          if (around.playhead().scrubbing) rest();
          else if (around.playhead().playing) begin();
          break;
        case 'region': {
          const track = trackOf(heard);
          if (isRunning && track) lane?.replace(track, (position) => position, around.playhead().loop);
          break;
        }
      }
      ask(true);
    },
    setVolume(value) {
      volume = value;
      lane?.setVolume(value);
    },
    refresh() {
      const track = trackOf(heard);
      if (isRunning && lane && track) {
        const { position, state } = lane.advance();
        around.onWaiting(state === 'waiting');
        if (state === 'ended') {
          rest();
          around.onEnd();
        } else if (position !== null) {
          const positionSec = position / track.sampleRateHz;
          // Back at the start of the region.
          if (position < lastPosition) count.jump();
          lastPosition = position;
          around.onPosition(positionSec);
          const isThere = paint(positionSec);
          if (state === 'playing')
            count.refresh(frameOf(track, positionSec), positionSec, track.fps, isThere, around.nowMs());
        }
      } else paint(around.playhead().positionSec);
      ask(false);
    },
    get statistics() {
      return count.statistics;
    },
    close() {
      rest();
      lane?.close();
      frames.clear();
      samples.clear();
      music.clear();
      line.close();
    },
  };
}
