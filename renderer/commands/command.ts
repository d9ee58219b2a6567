import type { Session } from '../session/session.ts';
import type { Words } from '../text/words.ts';

/** Headings of the list of keys, in its order; also the small print of the palette. */
export const COMMAND_SECTIONS = [
  'project',
  'edit',
  'go',
  'play',
  'timeline',
  'cutout',
  'look',
  'window',
] as const;
export type CommandSection = (typeof COMMAND_SECTIONS)[number];

/** A key as it is written: `Mod` stands for ⌘ on a Mac and Ctrl elsewhere. */
export type Keys = readonly string[];

/** Something a person can ask for by name: in the palette, and with its keys in the list of keys. */
export interface Command {
  readonly id: string;
  readonly section: CommandSection;
  readonly name: (words: Words) => string;
  readonly keys?: Keys;
  /** False while it would do nothing; such commands are not offered. */
  readonly available?: () => boolean;
  readonly run: (session: Session) => unknown;
}

/** Keys that work in one place only, told in the list of keys. */
export interface LocalKeys {
  readonly section: CommandSection;
  readonly name: (words: Words) => string;
  readonly keys: Keys;
}
