/** Plain values of the spoken contract, without the schema library, so that the page can use them. */

/** An hour of speech, the longest voice that is taken, has about 50 000 characters. */
export const TEXT_MAX_CHARS = 50_000;
export const SPEED_RANGE = { min: 0.5, max: 2, step: 0.05 } as const;
