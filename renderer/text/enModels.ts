import type { LicenceUse, ModelRole, ModelState } from '../../shared/contract/models.ts';
import type { ModelWork } from '../stores/models.ts';

/** The words of the Models screen. */
export interface ModelWords {
  readonly title: string;
  readonly open: string;
  readonly lead: string;
  readonly close: string;
  readonly loading: string;
  readonly again: string;
  readonly roles: Readonly<Record<ModelRole, { readonly name: string; readonly text: string }>>;
  /** Over the choice of the model that plays a role. */
  readonly uses: (role: string) => string;
  readonly auto: string;
  readonly autoNow: (model: string) => string;
  readonly autoNone: string;
  readonly states: Readonly<Record<ModelState, string>>;
  readonly inUse: string;
  readonly partly: (done: string, total: string) => string;
  readonly licenceUses: Readonly<Record<LicenceUse, string>>;
  readonly maker: string;
  readonly licence: string;
  readonly size: string;
  readonly fingerprint: string;
  readonly pinnedHere: string;
  readonly onlyFile: string;
  readonly damagedHint: string;
  readonly install: (model: string) => string;
  readonly resume: (model: string) => string;
  readonly importFile: (model: string) => string;
  readonly verify: (model: string) => string;
  readonly remove: (model: string) => string;
  readonly actions: {
    readonly install: string;
    readonly resume: string;
    readonly importFile: string;
    readonly verify: string;
    readonly remove: string;
  };
  readonly working: Readonly<Record<ModelWork['kind'], string>>;
  readonly phases: Readonly<Record<'download' | 'copy' | 'verify', string>>;
  readonly doneOf: (done: string, total: string) => string;
  readonly speed: (bytes: string) => string;
  readonly left: (duration: string) => string;
  readonly cancel: string;
  readonly cancelling: string;
  readonly intact: string;
  readonly notice: {
    readonly title: (model: string) => string;
    readonly fullText: string;
    readonly accept: string;
    readonly install: string;
    readonly importFile: string;
    readonly notNow: string;
  };
  readonly removal: {
    readonly question: (model: string) => string;
    readonly text: string;
    readonly remove: string;
    readonly keep: string;
  };
}

export const enModels: ModelWords = {
  title: 'Models',
  open: 'Models',
  lead: 'Everything works with what comes with the program. These can do single tasks better. Nothing is downloaded until you press Install.',
  close: 'Close',
  loading: 'Looking at what is installed…',
  again: 'Try again',
  roles: {
    'face-detector': { name: 'Finding faces', text: 'Finds where faces are in the photo.' },
    'face-landmarks': { name: 'Reading the face', text: 'Places 468 points on eyes, lips and outline.' },
    person: { name: 'Finding people', text: 'Tells people from everything else; frames them well.' },
    matte: {
      name: 'Cutting the person out',
      text: 'Decides, hair by hair, what is person and what is background.',
    },
    mouth: { name: 'Built-in mouth', text: 'Turns sound into the opening, width and rounding of the lips.' },
    lipsync: {
      name: 'Drawn mouth',
      text: 'Draws the mouth anew in every frame instead of moving the one in the photo.',
    },
    speech: {
      name: 'Reading aloud',
      text: 'The network behind the Kokoro voices. Piper voices bring their own.',
    },
    voice: {
      name: 'Voices',
      text: 'Every installed voice can read your texts. Kokoro voices need a network from “Reading aloud”; Piper and Kokoro both need the free program espeak-ng, except for Japanese.',
    },
    'voice-colour': {
      name: 'Hearing the colour of a voice',
      text: 'Reads the colour of a voice from a short sample. Needed together with “Changing the colour of a voice”.',
    },
    'voice-converter': {
      name: 'Changing the colour of a voice',
      text: 'Lets a voice speak in the colour of a person who agreed to it: the words, the pace and the melody stay. Needs “Hearing the colour of a voice” as well.',
    },
  },
  uses: (role) => `Model for: ${role}`,
  auto: 'Automatic',
  autoNow: (model) => `Automatic: ${model}`,
  autoNone: 'Automatic: built-in mouth',
  states: {
    embedded: 'Comes with the program',
    installed: 'Installed',
    partial: 'Partly downloaded',
    available: 'Not installed',
    damaged: 'Damaged',
  },
  inUse: 'In use',
  partly: (done, total) => `${done} of ${total} downloaded`,
  licenceUses: {
    free: 'Free to use',
    'non-commercial': 'Non-commercial only',
    copyleft: 'Copyleft',
    unstated: 'Terms: see its page',
  },
  maker: 'Maker',
  licence: 'Licence',
  size: 'Size',
  fingerprint: 'SHA-256',
  pinnedHere:
    'No source states the fingerprint of this file, so the one of its first installation here was kept. It is checked before every use.',
  onlyFile: 'The maker offers no file for download here. Get it from the maker, then choose “Import a file”.',
  damagedHint: 'The file does not have the right contents any more. Install it again.',
  install: (model) => `Install ${model}`,
  resume: (model) => `Go on downloading ${model}`,
  importFile: (model) => `Import a file for ${model}`,
  verify: (model) => `Check ${model}`,
  remove: (model) => `Remove ${model}`,
  actions: {
    install: 'Install',
    resume: 'Go on',
    importFile: 'Import a file…',
    verify: 'Check',
    remove: 'Remove…',
  },
  working: { install: 'Installing', import: 'Importing', verify: 'Checking', remove: 'Removing' },
  phases: { download: 'Downloading', copy: 'Copying', verify: 'Checking' },
  doneOf: (done, total) => `${done} of ${total}`,
  speed: (bytes) => `${bytes}/s`,
  left: (duration) => `${duration} left`,
  cancel: 'Cancel',
  cancelling: 'Stopping…',
  intact: 'Checked: the file is intact.',
  notice: {
    title: (model) => `Before installing ${model}`,
    fullText: 'Full text of the licence:',
    accept: 'I have read this and accept it',
    install: 'Accept and install',
    importFile: 'Accept and choose a file…',
    notNow: 'Not now',
  },
  removal: {
    question: (model) => `Remove ${model}?`,
    text: 'Its file is deleted from this computer. You can install it again at any time.',
    remove: 'Remove',
    keep: 'Keep it',
  },
};
