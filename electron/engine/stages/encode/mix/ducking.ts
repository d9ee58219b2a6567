/** When music makes way for speech, and how it does so without being noticed. */

/** The music is down when the first sound is spoken: it starts to go down this long before. */
const ATTACK_SEC = 0.3;
/** It stays down for the decay of the last word and a short breath. */
const HOLD_SEC = 0.4;
const RELEASE_SEC = 1;
/** In shorter gaps it would only pump: up it comes, and down it goes again. */
const MIN_GAP_SEC = ATTACK_SEC + HOLD_SEC + RELEASE_SEC + 0.3;

/** Speech and silence in steps; see SpeechFeatures. */
export interface SpeechActivity {
  readonly activity: Uint8Array;
  readonly stepSec: number;
}

/** Stretches of speech in seconds, joined across gaps that are too short for the music to come back. */
export function spokenStretches({ activity, stepSec }: SpeechActivity): [startSec: number, endSec: number][] {
  const stretches: [number, number][] = [];
  for (let i = 0; i < activity.length; i++) {
    if (activity[i] === 0) continue;
    const [startSec, endSec] = [Math.max(0, i - 0.5) * stepSec, (i + 0.5) * stepSec];
    const last = stretches.at(-1);
    if (last && startSec - last[1] < MIN_GAP_SEC) last[1] = endSec;
    else stretches.push([startSec, endSec]);
  }
  return stretches;
}

/** From 0 to 1 without a corner. @param share 0..1 of the way */
const smoothStep = (share: number): number => 0.5 - 0.5 * Math.cos(Math.PI * share);

/**
 * How far the music is down: 0 where nobody speaks, 1 under speech. Asked in rising order of time.
 * @param stretches as {@link spokenStretches} finds them
 */
export function createDucking(
  stretches: readonly (readonly [startSec: number, endSec: number])[],
): (sec: number) => number {
  let next = 0;
  return (sec) => {
    while (next < stretches.length && sec >= stretches[next][1] + HOLD_SEC + RELEASE_SEC) next++;
    if (next === stretches.length) return 0;
    const [startSec, endSec] = stretches[next];
    if (sec < startSec) return smoothStep(Math.max(0, 1 - (startSec - sec) / ATTACK_SEC));
    return smoothStep(1 - Math.max(0, sec - endSec - HOLD_SEC) / RELEASE_SEC);
  };
}
