import type { Box } from '../../runtime/image.ts';

/** A person somewhere in the photo. */
export interface Person {
  /** The whole visible person, photo pixels, inside the photo. */
  readonly box: Box;
  /** 0..1, comparable only within one model. */
  readonly score: number;
}

export interface PersonResult {
  /** Largest first. Empty when the photo shows no person. */
  readonly persons: readonly Person[];
  /** Id of the model that looked. */
  readonly model: string;
}
