import type { ConsentUse, ConsentWay } from '../../shared/consent/consent.ts';

export interface PeopleWords {
  readonly title: string;
  readonly close: string;
  /** Opens it. */
  readonly open: string;
  /** The same where there is little room. */
  readonly short: string;
  readonly lead: string;
  readonly none: string;
  readonly add: string;
  readonly newName: string;
  readonly person: (name: string) => string;
  readonly name: string;
  readonly date: string;
  readonly way: string;
  readonly ways: Readonly<Record<ConsentWay, string>>;
  readonly uses: string;
  readonly use: Readonly<Record<ConsentUse, string>>;
  readonly note: string;
  readonly noteHint: string;
  readonly proof: string;
  readonly attachPicture: string;
  readonly attachSound: string;
  readonly detach: (fileName: string) => string;
  readonly remove: (name: string) => string;
  /** On the sheet of what would be sent to D-ID. */
  readonly cloud: {
    readonly agreed: (names: string) => string;
    readonly nobody: string;
  };
  readonly colour: {
    readonly title: string;
    readonly lead: string;
    readonly person: string;
    readonly choosePerson: string;
    readonly noPerson: string;
    readonly sample: string;
    readonly chooseSample: string;
    readonly sampleHint: string;
    readonly apply: string;
    readonly again: string;
    readonly working: string;
    readonly cancel: string;
    readonly now: (person: string) => string;
    readonly takeOff: string;
  };
  readonly report: {
    readonly colour: string;
    readonly colourOf: (person: string, note: string, date: string) => string;
    readonly consents: string;
  };
}

export const enPeople: PeopleWords = {
  title: 'People and consent',
  close: 'Close',
  open: 'People and consent…',
  short: 'Consent…',
  lead: 'Write down who agreed that their face or voice is used, and to what. The notes are saved with the project and named in its reports; they are never sent anywhere.',
  none: 'Nobody is noted yet.',
  add: 'Add a person',
  newName: 'New person',
  person: (name) => `Consent of ${name}`,
  name: 'Name',
  date: 'Agreed on',
  way: 'How',
  ways: {
    spoken: 'In person or by phone',
    message: 'In a message',
    document: 'On paper',
    self: 'It is me',
    other: 'Otherwise',
  },
  uses: 'Agreed to',
  use: {
    photo: 'Their photo speaks',
    voice: 'A voice is made to sound like theirs',
    did: 'Photo and voice are sent to D-ID',
  },
  note: 'Note',
  noteHint: 'In which words, for which occasion, until when…',
  proof: 'What shows it',
  attachPicture: 'Picture…',
  attachSound: 'Recording…',
  detach: (fileName) => `Remove ${fileName}`,
  remove: (name) => `Remove ${name}`,
  cloud: {
    agreed: (names) => `Noted in this project as agreed to it: ${names}.`,
    nobody: 'Nobody is noted in this project as having agreed to be sent to D-ID.',
  },
  colour: {
    title: 'Voice colour',
    lead: 'Lets the voice sound like a person who agreed to it. Words, pace and melody stay.',
    person: 'Sounds like',
    choosePerson: 'Choose a person',
    noPerson: 'First note who agreed, under “Consent…”.',
    sample: 'Their voice',
    chooseSample: 'Choose a sample…',
    sampleHint: 'Three seconds or more: one voice alone, without music.',
    apply: 'Change the voice',
    again: 'Change it again',
    working: 'Changing the voice…',
    cancel: 'Cancel',
    now: (person) => `The voice sounds like ${person}.`,
    takeOff: 'Back to the own voice',
  },
  report: {
    colour: 'Converted voice',
    colourOf: (person, note, date) =>
      `In the colour of ${person} (${[note, date].filter(Boolean).join(', ')})`,
    consents: 'Consent noted for',
  },
};
