/**
 * A seeded generator of numbers in [0, 1): the same seed gives the same video on every machine.
 * Mulberry32 (Tommy Ettinger, public domain): 32-bit state, passes gjrand's tests, needs no tables.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
