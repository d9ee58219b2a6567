/** Plain values of the recording contract, without the schema library, so that the page can use them. */

/** About four seconds at the highest rate; pieces are a quarter of a second. */
export const PIECE_MAX_SAMPLES = 1_000_000;
export const VOICE_CLIPS_MAX = 1000;
