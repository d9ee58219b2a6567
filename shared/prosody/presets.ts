import calm from './presets/calm.json';
import celebration from './presets/celebration.json';
import birthday from './presets/birthday.json';
import congratulations from './presets/congratulations.json';
import formal from './presets/formal.json';
import graduation from './presets/graduation.json';
import neutral from './presets/neutral.json';
import newBaby from './presets/new-baby.json';
import newYear from './presets/new-year.json';
import retirement from './presets/retirement.json';
import seasonal from './presets/seasonal.json';
import thankYou from './presets/thank-you.json';
import wedding from './presets/wedding.json';
import type { ProsodySettings } from './settings.ts';

/** A way of speaking with a name. Those of the program are data files in presets/, checked by a test. */
export interface ProsodyPreset {
  /** Lower-case words joined by hyphens; presets of users begin with `user-`. */
  readonly id: string;
  /** Raised whenever the same preset would sound different. */
  readonly version: number;
  readonly name: { readonly en: string; readonly ja: string };
  readonly description: { readonly en: string; readonly ja: string };
  readonly settings: ProsodySettings;
  /** Why these numbers. */
  readonly rationale: string;
}

/** The presets of the program in the order in which people see them. */
export const PRESETS: readonly ProsodyPreset[] = [
  neutral,
  celebration,
  birthday,
  wedding,
  graduation,
  newYear,
  congratulations,
  thankYou,
  retirement,
  newBaby,
  seasonal,
  calm,
  formal,
];

/** @param userPresets presets of the user's own; the program's come first */
export const findPreset = (
  id: string,
  userPresets: readonly ProsodyPreset[] = [],
): ProsodyPreset | undefined => [...PRESETS, ...userPresets].find((preset) => preset.id === id);
