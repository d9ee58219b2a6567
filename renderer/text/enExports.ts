import type { NativeWords } from '../../shared/contract/app.ts';
import type { Encoding, ExportForm } from '../../shared/contract/export.ts';
import type { MarkLanguage } from '../../shared/contract/provenance.ts';
import type { CaptionsWish } from '../stores/exports.ts';

/** Words of everything around making: its options, the line of waiting jobs, the report. */
export interface ExportWords {
  readonly open: string;
  readonly title: string;
  readonly close: string;
  readonly lead: string;
  readonly form: string;
  readonly forms: Readonly<Record<ExportForm['kind'], { readonly name: string; readonly hint: string }>>;
  readonly format: string;
  readonly endings: Readonly<Record<string, string>>;
  readonly name: string;
  readonly size: string;
  readonly sizes: Readonly<Record<'720' | '1080' | '1440' | '2160', string>>;
  readonly fps: string;
  readonly quality: string;
  readonly qualities: Readonly<Record<Encoding['quality'], string>>;
  readonly qualityHints: Readonly<Record<Encoding['quality'], string>>;
  readonly encoder: string;
  readonly encoders: Readonly<Record<Encoding['encoder'], string>>;
  readonly encoderHints: Readonly<Record<Encoding['encoder'], string>>;
  readonly captions: string;
  readonly captionWishes: Readonly<Record<CaptionsWish, string>>;
  readonly noCaptions: string;
  readonly at: string;
  readonly from: string;
  readonly length: string;
  readonly side: string;
  readonly cutOut: string;
  readonly cutOutHint: string;
  readonly more: string;
  readonly origin: string;
  readonly tellsOrigin: string;
  readonly tellsOriginHint: string;
  readonly mark: string;
  readonly marks: Readonly<Record<'none' | MarkLanguage, string>>;
  readonly estimate: string;
  readonly notMeasured: string;
  readonly notMeasuredHint: string;
  readonly time: (from: string, to: string) => string;
  readonly bytes: (from: string, to: string) => string;
  readonly both: (time: string, bytes: string) => string;
  readonly about: (value: string) => string;
  /** Under the big button: an estimate, which may begin with "about". */
  readonly takes: (estimate: string) => string;
  readonly make: Readonly<Record<ExportForm['kind'], string>>;
  readonly cancel: string;
  /** On the big button while another one is being made. */
  readonly enqueue: string;
  readonly queued: (name: string) => string;
  readonly queue: {
    readonly title: string;
    readonly states: Readonly<
      Record<'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted', string>
    >;
    readonly show: (name: string) => string;
    readonly up: (name: string) => string;
    readonly down: (name: string) => string;
    readonly cancel: (name: string) => string;
    readonly remove: (name: string) => string;
    readonly left: (time: string) => string;
  };
  readonly report: {
    readonly open: string;
    readonly title: string;
    readonly close: string;
    readonly file: string;
    readonly models: string;
    readonly noModels: string;
    readonly settings: string;
    readonly remarks: string;
    readonly noRemarks: string;
    readonly times: string;
    readonly copy: string;
    readonly copied: string;
    readonly save: string;
    readonly yes: string;
    readonly no: string;
    readonly names: Readonly<
      Record<
        | 'photo'
        | 'voice'
        | 'form'
        | 'size'
        | 'fps'
        | 'background'
        | 'lipsync'
        | 'device'
        | 'preset'
        | 'confidence'
        | 'quality'
        | 'encoder'
        | 'music'
        | 'captions'
        | 'speaker'
        | 'seed'
        | 'bytes'
        | 'took',
        string
      >
    >;
    readonly backgrounds: Readonly<Record<string, string>>;
    readonly none: string;
    readonly count: (count: number) => string;
  };
  /** What is written below a result that is no video. */
  readonly results: Readonly<Record<ExportForm['kind'], string>>;
}

/** Words of the music under the voice. */
export interface MusicWords {
  readonly title: string;
  readonly dropHere: string;
  readonly choose: string;
  readonly replace: string;
  readonly remove: string;
  readonly formats: string;
  readonly note: string;
  readonly listen: string;
  readonly pause: string;
  readonly gain: string;
  readonly duck: string;
  readonly duckHint: string;
  readonly noDuck: string;
  readonly start: string;
  readonly fadeIn: string;
  readonly fadeOut: string;
  readonly loop: string;
  readonly cannotPlay: string;
  readonly decibels: (value: string) => string;
}

export const enExports: ExportWords = {
  open: 'More ways to export',
  title: 'Export',
  close: 'Close',
  lead: 'Everything is set for a video that plays anywhere. Change what you like.',
  form: 'What to make',
  forms: {
    video: { name: 'Video', hint: 'With sound, for every device' },
    still: { name: 'Picture', hint: 'One moment of the video' },
    sticker: { name: 'Sticker', hint: 'Short, silent, begins again' },
    sound: { name: 'Sound', hint: 'The voice with its music' },
    captions: { name: 'Captions', hint: 'A subtitle file' },
  },
  format: 'Format',
  endings: {
    '.mp4': 'MP4',
    '.png': 'PNG',
    '.jpg': 'JPEG',
    '.gif': 'GIF',
    '.webp': 'WebP',
    '.m4a': 'M4A',
    '.wav': 'WAV',
    '.srt': 'SubRip (SRT)',
    '.vtt': 'WebVTT',
  },
  name: 'File name',
  size: 'Size',
  sizes: { '720': '720p', '1080': '1080p', '1440': '1440p', '2160': '4K' },
  fps: 'Frames a second',
  quality: 'Quality',
  qualities: { draft: 'Draft', standard: 'Standard', high: 'High' },
  qualityHints: {
    draft: 'Quick and small, to have a look',
    standard: 'Looks like the original, plays anywhere',
    high: 'For further editing: larger, and slower to make',
  },
  encoder: 'Encoded by',
  encoders: { auto: 'Automatic', software: 'Processor', hardware: 'Graphics chip' },
  encoderHints: {
    auto: 'A graphics chip where a try was right on this computer, else the processor',
    software: 'The same file on every computer',
    hardware: 'Says so when there is no chip that writes the video correctly',
  },
  captions: 'Captions',
  captionWishes: { burned: 'In the picture', file: 'As a file', none: 'None' },
  noCaptions: 'This project has no captions yet. Add them under “Words”.',
  at: 'Moment',
  from: 'Begins at',
  length: 'Length',
  side: 'Longer side',
  cutOut: 'Person only',
  cutOutHint: 'Cut out, before a transparent background',
  more: 'More options',
  origin: 'How it was made',
  tellsOrigin: 'Write down how it was made',
  tellsOriginHint:
    'Saves a record beside the file: the photo and voice it came from, the models, the settings, who agreed, and that it was made by a program. A video also says so in itself, signed (C2PA) where this computer has a certificate.',
  mark: 'A mark that is seen',
  marks: { none: 'None', en: 'Made with AI', ja: 'AIで合成' },
  estimate: 'Estimate',
  notMeasured: 'Not measured yet',
  notMeasuredHint: 'Time and size are known once something like it was made on this computer.',
  time: (from, to) => `${from} to ${to}`,
  bytes: (from, to) => `${from} to ${to}`,
  both: (time, bytes) => `${time}, ${bytes}`,
  about: (value) => `about ${value}`,
  takes: (estimate) => `Takes ${estimate}`,
  make: {
    video: 'Save the video…',
    still: 'Save the picture…',
    sticker: 'Save the sticker…',
    sound: 'Save the sound…',
    captions: 'Save the captions…',
  },
  cancel: 'Cancel',
  enqueue: 'Make one more',
  queued: (name) => `${name} waits in line.`,
  queue: {
    title: 'In line',
    states: {
      queued: 'Waiting',
      running: 'Being made',
      done: 'Done',
      failed: 'Failed',
      cancelled: 'Cancelled',
      interrupted: 'Interrupted',
    },
    show: (name) => `Show ${name}`,
    up: (name) => `Make ${name} earlier`,
    down: (name) => `Make ${name} later`,
    cancel: (name) => `Cancel ${name}`,
    remove: (name) => `Take ${name} off the list`,
    left: (time) => `${time} left`,
  },
  report: {
    open: 'Report',
    title: 'Report',
    close: 'Close',
    file: 'What was made',
    models: 'Models and their licences',
    noModels: 'No models were needed.',
    settings: 'Settings',
    remarks: 'Remarks',
    noRemarks: 'Nothing to remark.',
    times: 'Time of each step',
    copy: 'Copy as JSON',
    copied: 'Copied.',
    save: 'Save as JSON…',
    yes: 'Yes',
    no: 'No',
    names: {
      photo: 'Photo',
      voice: 'Voice',
      form: 'Form',
      size: 'Size',
      fps: 'Frames a second',
      background: 'Background',
      lipsync: 'Mouth',
      device: 'Ran on',
      preset: 'Voice preset',
      confidence: 'Confidence',
      quality: 'Quality',
      encoder: 'Encoder',
      music: 'Music',
      captions: 'Captions',
      speaker: 'Read by',
      seed: 'Seed',
      bytes: 'File size',
      took: 'Made in',
    },
    backgrounds: {
      none: 'As in the photo',
      blur: 'Blurred',
      color: 'Colour',
      gradient: 'Gradient',
      scene: 'Scene',
      picture: 'Picture',
    },
    none: 'None',
    count: (count) => (count === 1 ? 'One caption' : `${count} captions`),
  },
  results: {
    video: 'Your video is ready',
    still: 'Your picture is ready',
    sticker: 'Your sticker is ready',
    sound: 'Your sound is ready',
    captions: 'Your captions are ready',
  },
};

export const enMusic: MusicWords = {
  title: 'Music',
  dropHere: 'Drop music here',
  choose: 'Choose music…',
  replace: 'Replace…',
  remove: 'Remove',
  formats: 'MP3, M4A, WAV, FLAC, OGG, or a video with sound',
  note: 'It gets softer by itself while somebody speaks. The preview plays it as the video will.',
  listen: 'Listen to the music',
  pause: 'Pause the music',
  gain: 'Level',
  duck: 'Under speech',
  duckHint: 'How much softer the music is while somebody speaks',
  noDuck: 'not softer',
  start: 'Begins at',
  fadeIn: 'Fade in',
  fadeOut: 'Fade out',
  loop: 'Begin again where the music ends',
  cannotPlay: 'This file cannot be listened to here; in the video it will be heard.',
  decibels: (value) => `${value} dB`,
};

export const enExportNative: NativeWords['exports'] = {
  save: 'Where should the file go?',
  stills: 'Picture',
  stickers: 'Sticker',
  sounds: 'Sound',
  saveReport: 'Where should the report go?',
  reports: 'JSON report',
  done: 'Ready',
  failed: 'It did not work out',
};
