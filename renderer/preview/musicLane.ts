/**
 * The music beside the voice, on the same clock. The voice leads: each stretch of it that is handed to the sound card
 * says which samples of the voice are heard when, and the music of the same samples is laid under it.
 *
 * What plays is compared with what should play, each time anew: a jump, a region, an edit and another volume are all the
 * same to it. Music that has not come yet is waited for by nobody; what played before goes on until it is there.
 */
import type { PreviewMusicTrack } from '../../shared/contract/preview.ts';
import { endOf, type Span } from './schedule.ts';
import type { SamplesOf, Sound } from './soundLane.ts';

/** So much is handed to the sound card ahead, and no later than this. */
const AHEAD_SEC = 0.4;
const LEAD_SEC = 0.02;
/** Where one music gives way to another, or begins in its middle. */
const CROSS_FADE_SEC = 0.008;
/** Far less than a sample: times are sums of fractions. */
const TOLERANCE_SEC = 1e-7;

/** A stretch of music that plays without a break. */
interface Chunk {
  readonly id: number;
  /** Where in the voice it begins, samples. */
  readonly position: number;
  readonly startSec: number;
  /** When it ends, or gives way. */
  endSec: number;
  givesWay: boolean;
  /** The music that it is right for. */
  track: PreviewMusicTrack;
  readonly source: AudioBufferSourceNode;
  readonly gain: GainNode;
}

/** What should be heard from a position on. */
interface Stretch {
  /** 0: silence. */
  readonly id: number;
  /** Where in the piece it begins. */
  readonly offset: number;
  readonly samples: number;
}

/**
 * The music from a position of the voice on, to the end of its piece.
 * @param most samples at most
 */
export function musicFrom(track: PreviewMusicTrack | null, position: number, most: number): Stretch {
  if (!track || position >= track.samples) return { id: 0, offset: 0, samples: most };
  const piece = Math.floor(position / track.pieceSamples);
  const end = Math.min(track.samples, (piece + 1) * track.pieceSamples);
  return {
    id: track.names[piece] ?? 0,
    offset: position - piece * track.pieceSamples,
    samples: Math.min(most, end - position),
  };
}

export interface MusicLane {
  /** Other music from now on; null: none. */
  setTrack(track: PreviewMusicTrack | null): void;
  /**
   * Lays the music under the voice; to be called whenever the voice was handed on, and often.
   * @param spans of the voice, in the order in which they play
   */
  follow(spans: readonly Span[], sampleRateHz: number): void;
  silence(): void;
}

/**
 * @param out where it is heard
 * @param samplesOf left and right of a piece
 */
export function createMusicLane(sound: Sound, out: AudioNode, samplesOf: SamplesOf): MusicLane {
  let track: PreviewMusicTrack | null = null;
  let chunks: Chunk[] = [];

  function end({ source, gain }: Chunk): void {
    source.stop();
    source.disconnect();
    gain.disconnect();
  }

  function drop(isGone: (chunk: Chunk) => boolean): void {
    chunks.filter(isGone).forEach(end);
    chunks = chunks.filter((chunk) => !isGone(chunk));
  }

  /** Lets a chunk fall silent in the time up to a moment. */
  function fade({ gain }: Chunk, fromSec: number): void {
    gain.gain.setValueAtTime(1, fromSec);
    gain.gain.linearRampToValueAtTime(0, fromSec + CROSS_FADE_SEC);
  }

  function giveWay(chunk: Chunk, atSec: number): void {
    fade(chunk, atSec);
    chunk.source.stop(atSec + CROSS_FADE_SEC);
    chunk.endSec = atSec;
    chunk.givesWay = true;
  }

  /** Whether a chunk plays this sample of the voice at this moment; edits round to whole samples. */
  const plays = ({ position, startSec }: Chunk, wanted: number, sec: number, sampleRateHz: number): boolean =>
    Math.abs(position + (sec - startSec) * sampleRateHz - wanted) <= 1;

  function play(
    of: PreviewMusicTrack,
    stretch: Stretch,
    samples: readonly Float32Array[],
    position: number,
    startSec: number,
    sampleRateHz: number,
  ): void {
    const before = chunks.find((chunk) => Math.abs(chunk.endSec - startSec) < TOLERANCE_SEC);
    const goesOn = before?.track === of && plays(before, position, startSec, sampleRateHz);
    // The end of a region in the middle of a sound would click.
    if (before && !goesOn && !before.givesWay) fade(before, startSec - CROSS_FADE_SEC);
    const length = stretch.samples;
    const buffer = sound.createBuffer(samples.length, length, sampleRateHz);
    samples.forEach((side, i) =>
      buffer.getChannelData(i).set(side.subarray(stretch.offset, stretch.offset + length)),
    );
    const source = sound.createBufferSource();
    const gain = sound.createGain();
    source.buffer = buffer;
    source.connect(gain).connect(out);
    if (!goesOn && position > 0) {
      gain.gain.setValueAtTime(0, startSec);
      gain.gain.linearRampToValueAtTime(1, startSec + CROSS_FADE_SEC);
    }
    source.start(startSec, 0, length / sampleRateHz);
    const endSec = startSec + length / sampleRateHz;
    chunks.push({ id: stretch.id, position, startSec, endSec, givesWay: false, track: of, source, gain });
  }

  /** What sounds at a moment. */
  const at = (sec: number): Chunk | undefined =>
    chunks.find(({ startSec, endSec }) => startSec <= sec + TOLERANCE_SEC && endSec > sec + TOLERANCE_SEC);

  /** Brings a span in order from its n-th sample on, as far ahead as is needed. */
  function layUnder(span: Span, first: number, untilSec: number, sampleRateHz: number): void {
    let n = first;
    while (n < span.samples) {
      const sec = span.startSec + n / sampleRateHz;
      if (sec > untilSec) return;
      const position = span.position + n;
      const stretch = musicFrom(track, position, span.samples - n);
      const endSec = sec + stretch.samples / sampleRateHz;
      const playing = at(sec);
      if (playing && track && playing.id === stretch.id && plays(playing, position, sec, sampleRateHz)) {
        playing.track = track;
        if (playing.endSec > endSec + TOLERANCE_SEC) {
          playing.source.stop(endSec);
          playing.endSec = endSec;
        }
        n += Math.max(1, Math.round((playing.endSec - sec) * sampleRateHz));
        continue;
      }
      const samples = stretch.id === 0 ? null : samplesOf(stretch.id);
      if (samples || stretch.id === 0) {
        if (playing) giveWay(playing, sec);
        // What was to begin here was meant for something else.
        drop(({ startSec }) => startSec > sec - TOLERANCE_SEC && startSec < endSec - TOLERANCE_SEC);
      }
      if (samples && track) play(track, stretch, samples, position, sec, sampleRateHz);
      n += stretch.samples;
    }
  }

  return {
    setTrack(next) {
      track = next;
    },
    follow(spans, sampleRateHz) {
      const now = sound.currentTime;
      chunks = chunks.filter((chunk) => {
        const isOver = chunk.endSec + CROSS_FADE_SEC < now;
        if (isOver) {
          chunk.source.disconnect();
          chunk.gain.disconnect();
        }
        return !isOver;
      });
      const soonSec = now + LEAD_SEC;
      let coveredSec = soonSec;
      for (const span of spans) {
        const endSec = endOf(span, sampleRateHz);
        if (endSec <= soonSec) continue;
        const first = Math.ceil((soonSec - span.startSec) * sampleRateHz - 1e-6);
        layUnder(span, Math.max(0, first), now + AHEAD_SEC, sampleRateHz);
        coveredSec = endSec;
      }
      // Where the voice waits or has ended there is no music either.
      drop(({ startSec }) => startSec > coveredSec - TOLERANCE_SEC && startSec > soonSec);
      for (const chunk of chunks) if (chunk.endSec > coveredSec + TOLERANCE_SEC) giveWay(chunk, coveredSec);
    },
    silence() {
      chunks.forEach(end);
      chunks = [];
    },
  };
}
