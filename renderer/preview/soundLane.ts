/**
 * Plays a track on the clock of the sound card, piece after piece, with its music beside it, and says which moment of it
 * is heard.
 */
import type { PreviewMusicTrack } from '../../shared/contract/preview.ts';
import type { LoopRegion } from '../stores/playback.ts';
import { createMusicLane } from './musicLane.ts';
import { endOf, movedSpan, positionAt, spanFrom, type Span, type Track } from './schedule.ts';

/** What of an audio context is used. */
export type Sound = Pick<
  AudioContext,
  | 'currentTime'
  | 'createBuffer'
  | 'createBufferSource'
  | 'createGain'
  | 'destination'
  | 'resume'
  | 'suspend'
  | 'close'
> & { readonly outputLatency?: number; readonly baseLatency?: number };

/** The samples of a piece by its name, one array per channel; null while they have not come. */
export type SamplesOf = (id: number) => readonly Float32Array[] | null;

/** Sound begins this long after it is asked for: the sound card takes blocks. */
const LEAD_SEC = 0.02;
/** So much is handed to the sound card ahead. */
const AHEAD_SEC = 0.4;
/** Where a phrase changes in the middle, the old sound gives way to the new one in this time. */
const CROSS_FADE_SEC = 0.008;
/** A sound card that has nothing to play is kept awake for this long: to wake it takes a moment. */
const AWAKE_MS = 10_000;

interface Playing {
  span: Span;
  readonly source: AudioBufferSourceNode;
  readonly gain: GainNode;
}

export interface SoundLane {
  /** Begins at a position, samples; what played before ends. */
  start(track: Track, position: number, loop: LoopRegion | null): void;
  stop(): void;
  /** The track or the region has changed: what is unchanged plays on, the rest is replaced without a gap. */
  replace(track: Track, mapPosition: (position: number) => number, loop: LoopRegion | null): void;
  setVolume(volume: number): void;
  /** Other music under the voice; the voice plays on. */
  setMusic(music: PreviewMusicTrack | null): void;
  /**
   * Hands the next pieces to the sound card; to be called often.
   * @returns what is heard now
   */
  advance(): {
    readonly position: number | null;
    readonly state: 'starting' | 'playing' | 'waiting' | 'ended';
  };
  close(): void;
}

/** @param musicOf left and right of a piece of music */
export function createSoundLane(sound: Sound, samplesOf: SamplesOf, musicOf: SamplesOf): SoundLane {
  const volume = sound.createGain();
  volume.connect(sound.destination);
  const music = createMusicLane(sound, volume, musicOf);
  const buffers = new Map<number, AudioBuffer>();
  let track: Track | null = null;
  let loop: LoopRegion | null = null;
  let playing: Playing[] = [];
  /** Where the sound goes on and when; null: nothing is to be played. */
  let next: { position: number; startSec: number } | null = null;
  let isWaiting = false;
  let lastPosition: number | null = null;
  let sleep = setTimeout(() => void sound.suspend(), AWAKE_MS);

  function bufferOf(id: number, sampleRateHz: number): AudioBuffer | null {
    const known = buffers.get(id);
    if (known) return known;
    const channels = samplesOf(id);
    const length = channels?.[0]?.length ?? 0;
    if (!channels || length === 0) return null;
    const buffer = sound.createBuffer(channels.length, length, sampleRateHz);
    channels.forEach((samples, i) => buffer.getChannelData(i).set(samples));
    buffers.set(id, buffer);
    return buffer;
  }

  const end = ({ source, gain }: Playing): void => {
    source.stop();
    source.disconnect();
    gain.disconnect();
  };

  function silence(): void {
    playing.forEach(end);
    playing = [];
    music.silence();
  }

  /** Plays a stretch at its time. */
  function play(span: Span, buffer: AudioBuffer, sampleRateHz: number, fadeIn: boolean): void {
    const source = sound.createBufferSource();
    const gain = sound.createGain();
    source.buffer = buffer;
    source.connect(gain).connect(volume);
    if (fadeIn) {
      gain.gain.setValueAtTime(0, span.startSec);
      gain.gain.linearRampToValueAtTime(1, span.startSec + CROSS_FADE_SEC);
    }
    source.start(span.startSec, span.offset / sampleRateHz, span.samples / sampleRateHz);
    playing.push({ span, source, gain });
  }

  /** Hands over stretches until enough lies ahead. */
  function fill(fadeIn = false): void {
    if (!track) return;
    const now = sound.currentTime;
    let isFirst = fadeIn;
    while (next && next.startSec < now + AHEAD_SEC) {
      const startSec = isWaiting ? Math.max(next.startSec, now + LEAD_SEC) : next.startSec;
      const span = spanFrom(track, next.position, startSec, loop);
      if (!span) {
        next = null;
        return;
      }
      const buffer = span.id === 0 ? null : bufferOf(span.id, track.sampleRateHz);
      if (!buffer) {
        // Late sound is not thrown away: everything waits for it.
        isWaiting = next.startSec < now + LEAD_SEC;
        return;
      }
      isWaiting = false;
      play(span, buffer, track.sampleRateHz, isFirst);
      isFirst = false;
      next = { position: span.position + span.samples, startSec: endOf(span, track.sampleRateHz) };
    }
  }

  /** Hands on what is due: of the voice, and under it of the music. */
  function handOn(fadeIn = false): void {
    fill(fadeIn);
    if (!track) return;
    music.follow(
      playing.map(({ span }) => span),
      track.sampleRateHz,
    );
  }

  /** What plays may have to end sooner, where a region ends now; and then the sound goes on as the region says. */
  function cutToRegion(current: Playing, { sampleRateHz, pieces }: Track): void {
    const { span } = current;
    const wished = spanFrom({ sampleRateHz, pieces }, span.position, span.startSec, loop);
    const isInside = wished?.position === span.position;
    const samples = Math.min(span.samples, isInside ? wished.samples : 0);
    const earliest = Math.round((sound.currentTime + LEAD_SEC - span.startSec) * sampleRateHz);
    const kept = Math.min(span.samples, Math.max(samples, earliest));
    if (kept < span.samples) {
      current.span = { ...span, samples: kept };
      current.source.stop(endOf(current.span, sampleRateHz));
    }
    next = { position: span.position + kept, startSec: endOf(current.span, sampleRateHz) };
  }

  const heardSec = (): number => sound.currentTime - (sound.outputLatency ?? sound.baseLatency ?? 0);

  return {
    start(newTrack, position, newLoop) {
      silence();
      track = newTrack;
      loop = newLoop;
      lastPosition = position;
      isWaiting = false;
      clearTimeout(sleep);
      void sound.resume();
      next = { position: Math.round(position), startSec: sound.currentTime + LEAD_SEC };
      handOn();
    },
    stop() {
      clearTimeout(sleep);
      sleep = setTimeout(() => void sound.suspend(), AWAKE_MS);
      silence();
      next = null;
      lastPosition = null;
    },
    replace(newTrack, mapPosition, newLoop) {
      const old = track;
      track = newTrack;
      loop = newLoop;
      const used = new Set(newTrack.pieces.map(({ id }) => id));
      for (const id of buffers.keys()) if (!used.has(id)) buffers.delete(id);
      if (!old || (playing.length === 0 && !next)) return;
      const now = sound.currentTime;
      const current = playing.find(({ span }) => endOf(span, old.sampleRateHz) > now);
      // What has not begun is planned anew in any case.
      playing.filter((one) => one !== current && one.span.startSec > now).forEach(end);
      playing = playing.filter((one) => one === current || one.span.startSec <= now);
      const moved = current && movedSpan(current.span, newTrack);
      if (current && moved) {
        current.span = moved;
        cutToRegion(current, newTrack);
        handOn();
        return;
      }
      const joinSec = now + LEAD_SEC;
      const at = current
        ? current.span.position + (joinSec - current.span.startSec) * old.sampleRateHz
        : (next?.position ?? 0);
      if (current) {
        current.gain.gain.setValueAtTime(1, joinSec);
        current.gain.gain.linearRampToValueAtTime(0, joinSec + CROSS_FADE_SEC);
        current.source.stop(joinSec + CROSS_FADE_SEC);
        current.span = {
          ...current.span,
          position: mapPosition(current.span.position),
          samples: Math.max(0, Math.round((joinSec - current.span.startSec) * old.sampleRateHz)),
        };
      }
      const startSec = current ? joinSec : Math.max(next?.startSec ?? joinSec, joinSec);
      next = { position: Math.round(mapPosition(at)), startSec };
      handOn(current !== undefined);
    },
    setVolume(value) {
      volume.gain.setTargetAtTime(value, sound.currentTime, 0.01);
    },
    setMusic(next) {
      music.setTrack(next);
    },
    advance() {
      if (!track) return { position: null, state: 'ended' };
      handOn();
      const sec = heardSec();
      const { sampleRateHz } = track;
      const position = positionAt(
        playing.map(({ span }) => span),
        sampleRateHz,
        sec,
      );
      // What was heard to its end is forgotten.
      const over = playing.filter(({ span }) => endOf(span, sampleRateHz) < sec);
      playing = playing.filter((one) => !over.includes(one));
      over.forEach(({ source, gain }) => {
        source.disconnect();
        gain.disconnect();
      });
      if (position !== null) lastPosition = position;
      const isOver = playing.length === 0 && !next;
      if (isOver) return { position: null, state: 'ended' };
      if (position !== null) return { position, state: 'playing' };
      // Between two pieces, or before the first: the moment that was heard last is the one that is shown.
      const state = isWaiting && playing.length === 0 ? 'waiting' : 'starting';
      return { position: lastPosition, state };
    },
    close() {
      clearTimeout(sleep);
      silence();
      next = null;
      buffers.clear();
      void sound.close();
    },
  };
}
