/** Whose something is: this process's, that of another one which runs, or nobody's any more. */
import { isAbandoned, ownMark, ownName } from '../engine/runtime/ownFiles.ts';

export { ownName };

export const isOwnMark = (name: string): boolean => name.startsWith(ownMark());

/**
 * @param name as {@link ownName} made it, in whatever process on whatever computer
 * @param isFresh whether it was seen to be alive lately: all that can be known of other computers
 */
export const isOwnedElsewhere = (name: string, isFresh: boolean): boolean =>
  name !== '' && !isOwnMark(name) && !isAbandoned(name) && (isFresh || isOfThisComputer(name));

/** The computer stands at the beginning of a mark. */
const isOfThisComputer = (name: string): boolean =>
  name.slice(0, COMPUTER_LENGTH) === ownMark().slice(0, COMPUTER_LENGTH);
const COMPUTER_LENGTH = 'kthg-00000000-'.length;
