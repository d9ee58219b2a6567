/** Who agreed that their face or voice is used, and to what. Plain values, so that the page can use them. */

/**
 * What somebody can agree to: that their photo is made to speak, that a voice speaks in the colour of theirs, that both
 * are sent to D-ID.
 */
export const CONSENT_USES = ['photo', 'voice', 'did'] as const;
export type ConsentUse = (typeof CONSENT_USES)[number];

/** How it was said. `self`: it is the person who makes the video. */
export const CONSENT_WAYS = ['spoken', 'message', 'document', 'self', 'other'] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];

/** A consent as it is noted in reports: without the file that proves it. */
export interface ConsentNote {
  readonly name: string;
  /** Anything else about it; for people. */
  readonly note: string;
  /** ISO 8601, without the time of day. */
  readonly date: string;
  readonly uses: readonly ConsentUse[];
  readonly way: ConsentWay;
}

/** Characters of a name and of a note. */
export const CONSENT_NAME_MAX = 255;
export const CONSENT_NOTE_MAX = 4000;
export const CONSENTS_MAX = 1000;

/** A consent as reports tell of it: without the file that shows it. */
export const noteOf = ({ name, note, date, uses, way }: ConsentNote): ConsentNote => ({
  name,
  note,
  date,
  uses,
  way,
});

const sameName = (a: string, b: string): boolean =>
  a.normalize('NFC').trim().toLocaleLowerCase() === b.normalize('NFC').trim().toLocaleLowerCase();

/** The note in which a person agreed to something; undefined where there is none. */
export const consentOf = <Note extends ConsentNote>(
  consents: readonly Note[],
  person: string,
  use: ConsentUse,
): Note | undefined => consents.find(({ name, uses }) => sameName(name, person) && uses.includes(use));

/** Everybody who agreed to something, each once, as they are written. */
export function peopleWho(consents: readonly ConsentNote[], use: ConsentUse): readonly string[] {
  const names: string[] = [];
  for (const { name, uses } of consents)
    if (uses.includes(use) && !names.some((known) => sameName(known, name))) names.push(name);
  return names;
}
