import type { ProsodyEdit } from './edits.ts';

/** What an edit asks of a voice as a whole; what it says about moments of one voice is left out. */
export const sameForAnyVoice = (edit: ProsodyEdit): ProsodyEdit => ({
  ...edit,
  phrases: [],
  pitchCurves: [],
  tempoCurve: [],
  energyCurve: [],
  pauses: [],
});
