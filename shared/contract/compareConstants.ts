/** Plain values of comparing voices, without the schema library, so that the page can use them. */

/** Voices that can be compared at once. */
export const COMPARED_RANGE = { min: 2, max: 4 } as const;
