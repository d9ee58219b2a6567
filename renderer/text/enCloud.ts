import type { DidJob, DidKeyPlace, DidProgress } from '../../shared/contract/cloud.ts';

/** Words about D-ID, the cloud backend. */
export interface CloudWords {
  readonly title: string;
  readonly open: string;
  readonly close: string;
  readonly lead: string;
  readonly enable: string;
  readonly key: string;
  readonly keyHint: string;
  readonly keyPlaces: Readonly<Record<DidKeyPlace, string>>;
  readonly noKeychain: string;
  readonly saveKey: string;
  readonly removeKey: string;
  readonly check: string;
  readonly credits: (remaining: string, total: string) => string;
  readonly unknown: string;
  readonly make: string;
  readonly show: string;
  readonly showHint: string;
  readonly notReady: string;
  readonly sheet: string;
  readonly to: (address: string, bytes: string) => string;
  readonly image: string;
  readonly imageAlt: string;
  readonly imageFacts: (bytes: string, size: string) => string;
  readonly audio: string;
  readonly audioFacts: (bytes: string, duration: string, rate: string) => string;
  readonly request: string;
  readonly andKey: string;
  readonly cost: string;
  readonly kept: string;
  readonly local: string;
  readonly agree: string;
  readonly deleteAfterwards: string;
  readonly send: string;
  readonly decline: string;
  readonly phases: Readonly<Record<DidProgress['phase'], string>>;
  readonly cancel: string;
  readonly done: (fileName: string) => string;
  readonly jobs: string;
  readonly noJobs: string;
  readonly states: Readonly<Record<DidJob['state'], string>>;
  readonly atDid: string;
  readonly resume: string;
  readonly remove: string;
  readonly forget: string;
  readonly compose: string;
  readonly composeHint: string;
  readonly compare: string;
  readonly grid: string;
  readonly folder: string;
  /** For those who have an address that D-ID can call. */
  readonly webhook: {
    readonly title: string;
    readonly lead: string;
    readonly address: string;
    readonly listen: string;
    readonly hint: string;
    readonly addressWrong: string;
    readonly listenWrong: string;
    readonly keep: string;
  };
}

export const enCloud: CloudWords = {
  title: 'D-ID, in the cloud',
  open: 'D-ID (cloud)…',
  close: 'Close',
  lead: 'Videos are made on this computer, and nothing of this page is needed for that. If you have an account at D-ID, a paid service, a video can be made there instead. It is off until you switch it on, and asks before every single video.',
  enable: 'Use D-ID',
  key: 'Key',
  keyHint: 'From the account settings of D-ID Studio.',
  keyPlaces: {
    keychain: 'A key is kept in this computer’s keychain.',
    memory: 'A key is kept until you quit.',
    none: 'No key yet.',
  },
  noKeychain:
    'This computer offers no keychain, so the key is never written down: you enter it at each start.',
  saveKey: 'Keep the key',
  removeKey: 'Remove the key',
  check: 'Test the key',
  credits: (remaining, total) => `The key works: ${remaining} of ${total} credits left.`,
  unknown: 'an unknown number',
  make: 'A video with D-ID',
  show: 'Show what would be sent',
  showHint: 'Prepares photo and voice and shows them. Nothing is sent yet.',
  notReady: 'Choose a photo and a voice first.',
  sheet: 'This would leave your computer',
  to: (address, bytes) => `To ${address}, ${bytes} in all:`,
  image: 'The photo',
  imageAlt: 'The very picture that would be sent',
  imageFacts: (bytes, size) => `${bytes}, ${size} pixels, JPEG, without metadata`,
  audio: 'The voice',
  audioFacts: (bytes, duration, rate) => `${bytes}, ${duration}, ${rate}, mono, WAV`,
  request: 'The request',
  andKey: 'and your key, as the proof of who you are.',
  cost: 'D-ID takes credits of your account for every video, even for one of a second.',
  kept: 'D-ID keeps photo and voice for one to two days, and the video until it is deleted.',
  local: 'Making the video on this computer needs none of this.',
  agree: 'I agree to sending exactly this, for this one video.',
  deleteAfterwards: 'Delete everything at D-ID once the video is here',
  send: 'Send to D-ID…',
  decline: 'Do not send',
  phases: {
    uploading: 'Sending photo and voice…',
    asking: 'Asking for the video…',
    looking: 'Looking whether the video was accepted…',
    waiting: 'D-ID is making the video…',
    downloading: 'Fetching the video…',
    finishing: 'Putting the voice to the video…',
  },
  cancel: 'Stop waiting',
  done: (fileName) => `The video is here: ${fileName}.`,
  jobs: 'Videos asked for at D-ID',
  noJobs: 'None yet.',
  states: {
    described: 'Nothing was sent',
    open: 'Not finished',
    fetched: 'The video is here',
    failed: 'D-ID could not make it',
  },
  atDid: 'D-ID still has its files',
  resume: 'Go on',
  remove: 'Delete at D-ID',
  forget: 'Remove from this list',
  compose: 'Make the video of this project with it…',
  composeHint:
    'The pictures of D-ID stand where a render of this computer would: with your background, titles, captions, music and form. The cut-out of D-ID’s pictures is coarser than that of the photo, and corrections by hand are not used.',
  compare: 'Put it beside the one of this computer…',
  grid: 'This computer and D-ID, side by side',
  folder: 'This computer and D-ID',
  webhook: {
    title: 'For those who run a public address',
    lead: 'Leave this empty unless you run a public https address that leads to this computer. D-ID then calls it when a video is done, instead of being asked every few seconds. Whoever runs that address learns where the video lies.',
    address: 'Public address',
    listen: 'Heard at',
    hint: 'The public address has to lead to this computer and port. Something listens there only while a video is being made.',
    addressWrong:
      'D-ID cannot call this. It starts with https://, is not this computer, and has nothing behind its path.',
    listenWrong: 'This computer can listen only at itself and a port, for example 127.0.0.1:8123.',
    keep: 'Keep',
  },
};
