/**
 * From speech sounds with times to mouth movement. Movement between the aims follows Cohen and Massaro's dominance
 * functions (Modeling coarticulation in synthetic visual speech, 1993): each sound pulls each articulator with a
 * strength that decays with the distance in time.
 */
import type { SpeechTimings } from '../../../../../runtime/spokenFacts.ts';
import type { Articulation } from './forward.ts';
import { STEP_SEC } from './mel.ts';
import { isNasal, shapesOf, type MouthShape } from './phonemeShapes.ts';

/** Time constants: the jaw is quick, lip rounding spreads far ahead. */
const DECAY_SEC = { open: 0.024, width: 0.034, protrusion: 0.04, teeth: 0.02 } as const;
type Channel = keyof typeof DECAY_SEC;
const CHANNELS = Object.keys(DECAY_SEC) as readonly Channel[];
/** Beyond this a sound no longer moves anything: ten time constants of the slowest articulator. */
const REACH_SEC = 0.4;
/** Share of a sound at either end in which it already gives way to its neighbours. */
const EDGE_SHARE = 0.25;
/** A stop is released before its sound ends; its burst and its breath belong to opening lips. */
const STOP_CLOSED_SHARE = 0.75;
/** Lips come together and part within this time. */
const CLOSING_SEC = 0.05;
/** A closed m, b or p lets its neighbours decide how open the mouth is on either side. */
const CLOSED_OPEN_PULL = 0.05;

interface Segment {
  readonly shape: MouthShape;
  readonly startSec: number;
  readonly endSec: number;
  /** Until when the lips are together. */
  readonly releasedSec: number;
}

function segmentsOf({ alphabet, phonemes }: SpeechTimings): readonly Segment[] {
  return phonemes.flatMap(({ symbol, startSec, endSec }, i) => {
    const length = endSec - startSec;
    let from = startSec;
    return shapesOf(symbol, phonemes.at(i + 1)?.symbol ?? '', alphabet).map(({ shape, share }) => {
      const segment = {
        shape,
        startSec: from,
        endSec: from + share * length,
        releasedSec: from + share * length * (isNasal(symbol) ? 1 : STOP_CLOSED_SHARE),
      };
      from = segment.endSec;
      return segment;
    });
  });
}

/** How strongly an articulator follows a segment at a moment. */
function dominance({ shape, startSec, endSec }: Segment, channel: Channel, sec: number): number {
  const edge = EDGE_SHARE * (endSec - startSec);
  const distance = Math.max(0, startSec + edge - sec, sec - (endSec - edge));
  const pull = shape.closed && channel === 'open' ? CLOSED_OPEN_PULL : shape.pull;
  return pull * Math.exp(-distance / DECAY_SEC[channel]);
}

/**
 * The mouth of a voice whose sounds and their times are known.
 * @param frames steps of 10 ms; value i belongs to i * 0.01 s
 */
export function timedArticulation(timings: SpeechTimings, frames: number): Articulation {
  const segments = segmentsOf(timings);
  const curve = (): Float32Array => new Float32Array(frames);
  const result = { open: curve(), width: curve(), protrusion: curve(), closure: curve(), teeth: curve() };
  let first = 0;
  let last = 0;
  for (let frame = 0; frame < frames; frame++) {
    const sec = frame * STEP_SEC;
    while (first < segments.length && segments[first].endSec < sec - REACH_SEC) first++;
    while (last < segments.length && segments[last].startSec <= sec + REACH_SEC) last++;
    let closing = 0;
    for (const channel of CHANNELS) {
      let sum = 0;
      // What nobody says anything about is at rest.
      let weights = 1e-9;
      for (let i = first; i < last; i++) {
        const weight = dominance(segments[i], channel, sec);
        sum += weight * segments[i].shape[channel];
        weights += weight;
      }
      result[channel][frame] = sum / weights;
    }
    for (let i = first; i < last; i++) {
      const { shape, startSec, releasedSec } = segments[i];
      if (!shape.closed) continue;
      const gap = Math.max(0, startSec - sec, sec - releasedSec);
      closing = Math.max(closing, 1 - gap / CLOSING_SEC);
      if (gap < STEP_SEC / 2) result.closure[frame] = 1;
    }
    result.open[frame] *= 1 - Math.max(0, closing) ** 1.5;
  }
  return { frames, ...result };
}
