/** Plain values of the contract about batches, without the schema library, so that the page can use them. */

export const BATCH_ROW_STATES = ['waiting', 'running', 'done', 'failed', 'refused', 'cancelled'] as const;
export type BatchRowState = (typeof BATCH_ROW_STATES)[number];

/** `interrupted`: the program ended in the middle, and the person has not said to go on. */
export const BATCH_STATES = ['running', 'paused', 'interrupted', 'ended'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

export const BATCH_MARKS = ['fine', 'redo'] as const;
export type BatchMark = (typeof BATCH_MARKS)[number];

/** Videos at once, at most: the memory decides below that. */
export const AT_ONCE_RANGE = { min: 1, max: 8 } as const;

export const NAMING_MAX_CHARS = 200;
