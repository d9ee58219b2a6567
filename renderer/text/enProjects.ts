import type { MissingMedia } from '../../shared/contract/projects.ts';

/** Words about projects as files, and of the screen that begins one. */
export interface ProjectWords {
  /** Where a project has no name yet. */
  readonly untitled: string;
  readonly state: {
    readonly saved: string;
    readonly edited: string;
    readonly saving: string;
    readonly notKept: string;
    readonly editedHint: string;
    readonly notKeptHint: string;
    readonly savedHint: (folder: string) => string;
  };
  readonly save: string;
  readonly start: {
    readonly title: string;
    readonly lead: string;
    readonly templates: string;
    readonly blank: string;
    readonly recents: string;
    readonly gone: string;
    readonly forget: (name: string) => string;
    readonly open: string;
    readonly drop: string;
    readonly opening: string;
    readonly beginTitle: string;
    readonly beginText: string;
    readonly choosePhoto: string;
  };
  readonly template: {
    readonly lead: string;
    readonly name: string;
    readonly namePlaceholder: string;
    readonly create: string;
  };
  /** Texts that could be said. */
  readonly suggestions: string;
  readonly unsaved: {
    readonly title: (name: string) => string;
    readonly text: string;
    readonly save: string;
    readonly discard: string;
    readonly cancel: string;
  };
  readonly changed: {
    readonly title: (name: string) => string;
    readonly text: string;
    readonly replace: string;
    readonly elsewhere: string;
    readonly cancel: string;
  };
  readonly recovery: {
    readonly title: string;
    readonly text: (name: string) => string;
    readonly kept: (when: string) => string;
    readonly restore: string;
    readonly discard: string;
  };
  readonly missing: {
    readonly title: (count: number) => string;
    readonly text: (name: string) => string;
    readonly purposes: Readonly<Record<MissingMedia['purpose'], string>>;
    readonly gone: (folder: string) => string;
    readonly goneAnywhere: string;
    readonly changed: (folder: string) => string;
    readonly find: (name: string) => string;
    readonly findShort: string;
    readonly without: string;
    readonly withoutNote: string;
    readonly cancel: string;
  };
}

const plural = new Intl.PluralRules('en');

export const enProjects: ProjectWords = {
  untitled: 'Untitled',
  state: {
    saved: 'Saved',
    edited: 'Edited',
    saving: 'Saving…',
    notKept: 'Not kept',
    editedHint: 'There are changes that are not in the project file yet. They survive a crash.',
    notKeptHint: 'The last changes could not be kept safe. Save the project now.',
    savedHint: (folder) => `Saved in ${folder}`,
  },
  save: 'Save',
  start: {
    title: 'What are we celebrating?',
    lead: 'Choose an occasion. One photo and one voice do the rest.',
    templates: 'Occasions',
    blank: 'Blank',
    recents: 'Recent',
    gone: 'no longer there',
    forget: (name) => `Take ${name} off this list`,
    open: 'Open a project…',
    drop: 'Photos, voices and projects can be dropped anywhere in this window.',
    opening: 'Opening…',
    beginTitle: 'Who will speak?',
    beginText: 'Drop a photo here: one person, facing the camera, in good light.',
    choosePhoto: 'Choose a photo…',
  },
  template: {
    lead: 'Everything can be changed later.',
    name: 'Who is it for?',
    namePlaceholder: 'A name, if you like',
    create: 'Begin',
  },
  suggestions: 'For example',
  unsaved: {
    title: (name) => `Save the changes to “${name}”?`,
    text: 'Otherwise they are lost.',
    save: 'Save',
    discard: 'Don’t save',
    cancel: 'Cancel',
  },
  changed: {
    title: (name) => `“${name}” was changed by another program`,
    text: 'If you replace it, what the other program has saved is lost.',
    replace: 'Replace it',
    elsewhere: 'Save under another name…',
    cancel: 'Cancel',
  },
  recovery: {
    title: 'Kotohogi Studio ended unexpectedly',
    text: (name) => `Your work on “${name}” is still here.`,
    kept: (when) => `Last change: ${when}`,
    restore: 'Restore it',
    discard: 'Discard it',
  },
  missing: {
    title: (count) => (plural.select(count) === 'one' ? 'A file is missing' : `${count} files are missing`),
    text: (name) => `The project “${name}” uses files that lie outside it.`,
    purposes: { photo: 'Photo', voice: 'Voice', picture: 'Background picture', music: 'Music' },
    gone: (folder) => `It is no longer in ${folder}.`,
    goneAnywhere: 'It is no longer there.',
    changed: (folder) => `In ${folder} there is another file of this name.`,
    find: (name) => `Find ${name}…`,
    findShort: 'Find it…',
    without: 'Go on without',
    withoutNote: 'What is missing can be chosen anew at any time.',
    cancel: 'Cancel',
  },
};
