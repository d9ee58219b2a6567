import { STEP_SEC } from './mel.ts';

/** Syllables are compared with the loudest around them within this many seconds. */
const PHRASE_SEC = 1.5;
/** Level is read over about a syllable's nucleus. */
const SYLLABLE_SEC = 0.07;
/** This far below the phrase's loudest syllable the mouth moves least. */
const WEAK_DB = 26;
/** Share of the articulated opening that the weakest and the strongest syllables keep. */
const WEAKEST = 0.3;
const STRONGEST = 1.12;

function movingMean(values: Float32Array, reach: number): Float32Array {
  const result = new Float32Array(values.length);
  let sum = 0;
  let count = 0;
  for (let t = -reach; t < values.length; t++) {
    if (t + reach < values.length) {
      sum += values[t + reach];
      count++;
    }
    if (t - reach - 1 >= 0) {
      sum -= values[t - reach - 1];
      count--;
    }
    if (t >= 0) result[t] = sum / count;
  }
  return result;
}

/**
 * How much of the articulated opening to show, every 10 ms: stressed syllables open wider, weak ones less.
 * People open wider when they speak up, which articulation alone does not say.
 * @param energyDb level every 10 ms
 * @param speech 1 in speech; silence does not count as a quiet syllable
 */
export function stressScale(energyDb: Float32Array, speech: Uint8Array): Float32Array {
  const level = movingMean(energyDb, Math.round(SYLLABLE_SEC / 2 / STEP_SEC));
  const reach = Math.round(PHRASE_SEC / STEP_SEC);
  const block = Math.round(0.1 / STEP_SEC);
  const loudest = Array.from({ length: Math.ceil(level.length / block) }, (_, b) => {
    let peak = -120;
    for (let t = b * block; t < Math.min(level.length, (b + 1) * block); t++)
      if (speech[t]) peak = Math.max(peak, level[t]);
    return peak;
  });
  const blocksAround = Math.ceil(reach / block);
  const phrase = loudest.map((_, b) =>
    Math.max(...loudest.slice(Math.max(0, b - blocksAround), b + blocksAround + 1)),
  );
  return level.map((value, t) => {
    const strength = Math.min(1, Math.max(0, 1 + (value - phrase[Math.floor(t / block)]) / WEAK_DB));
    return WEAKEST + (STRONGEST - WEAKEST) * strength;
  });
}
