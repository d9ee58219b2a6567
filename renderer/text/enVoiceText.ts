import type { Speaker } from '../../shared/contract/spoken.ts';
import type { NoiseFloor } from '../stores/recording.ts';

/** Words of recording, cutting and joining the voice. */
export interface RecorderWords {
  readonly title: string;
  readonly close: string;
  readonly device: string;
  readonly unnamedDevice: (number: number) => string;
  readonly opening: string;
  readonly tryAgain: string;
  readonly level: string;
  readonly levelValue: (peak: string, mean: string) => string;
  readonly silent: string;
  readonly peak: string;
  readonly mean: string;
  readonly dbfs: (value: string) => string;
  readonly clipped: string;
  readonly clippedHint: string;
  readonly checkNoise: string;
  readonly checkingNoise: string;
  readonly noise: Readonly<Record<NoiseFloor['verdict'], (level: string) => string>>;
  readonly noiseSilent: string;
  readonly record: string;
  readonly recordAgain: string;
  readonly stop: string;
  readonly cancelCount: string;
  readonly counting: (left: number) => string;
  readonly recording: string;
  readonly finishing: string;
  readonly ready: string;
  readonly tip: string;
  readonly takes: string;
  readonly noTakes: string;
  readonly take: (number: number) => string;
  readonly recovered: string;
  readonly takeFacts: (duration: string, peak: string) => string;
  readonly tooLoud: string;
  readonly tooQuiet: string;
  readonly use: string;
  readonly usePart: (duration: string) => string;
  readonly append: string;
  readonly remove: (number: number) => string;
  readonly inUse: string;
  readonly importInstead: string;
}

export interface TrimWords {
  readonly title: string;
  readonly open: string;
  readonly close: string;
  readonly lead: string;
  readonly start: string;
  readonly end: string;
  readonly play: string;
  readonly pause: string;
  readonly kept: (duration: string) => string;
  readonly keys: string;
  readonly apply: string;
  readonly cancel: string;
  readonly working: string;
}

export interface SpokenWords {
  readonly title: string;
  readonly text: string;
  readonly placeholder: string;
  readonly suggestions: string;
  readonly nameMissing: string;
  readonly language: string;
  readonly speaker: string;
  readonly style: string;
  readonly speed: string;
  readonly speedValue: (factor: string) => string;
  readonly read: string;
  readonly readAgain: string;
  readonly reading: string;
  readonly cancel: string;
  readonly upToDate: string;
  readonly spokenAnew: (anew: number, all: number) => string;
  readonly loading: string;
  readonly again: string;
  readonly synthetic: string;
  readonly natural: string;
  readonly credit: (words: string) => string;
  readonly portrait: (name: string) => string;
  readonly noSpeakers: string;
  readonly noSpeakersHint: string;
  readonly noLanguageVoice: string;
  /** Of a text that has letters of another language. */
  readonly otherLanguage: (language: string) => string;
  readonly readIn: (language: string) => string;
  readonly voicevoxHow: string;
  readonly modelsHow: string;
  readonly openModels: string;
  /** Where voices come from. */
  readonly sources: Readonly<Record<Speaker['source'], string>>;
  readonly licence: (words: string) => string;
  readonly unavailable: string;
  readonly characters: (count: string) => string;
  readonly readings: string;
}

export interface ReadingsWords {
  readonly title: string;
  readonly close: string;
  readonly lead: string;
  readonly word: string;
  readonly reading: string;
  readonly language: string;
  readonly add: string;
  readonly remove: (word: string) => string;
  readonly none: string;
  readonly importFile: string;
  readonly exportFile: string;
  readonly imported: (count: number) => string;
  readonly badLines: (lines: string) => string;
}

export interface CaptionWords {
  readonly title: string;
  readonly burnIn: string;
  readonly burnInHint: string;
  readonly none: string;
  readonly noneHint: string;
  readonly importFile: string;
  readonly exportSrt: string;
  readonly exportVtt: string;
  readonly add: string;
  readonly newText: string;
  readonly count: (count: number) => string;
  readonly caption: (number: number) => string;
  readonly text: (number: number) => string;
  readonly start: (number: number) => string;
  readonly end: (number: number) => string;
  readonly split: (number: number) => string;
  readonly merge: (number: number) => string;
  readonly remove: (number: number) => string;
  readonly goTo: (number: number) => string;
  readonly clear: string;
  readonly imported: (count: number, fileName: string) => string;
  readonly badLines: (lines: string) => string;
  readonly needVoice: string;
}

export interface VoiceTextWords {
  readonly ways: {
    readonly record: string;
    readonly type: string;
    readonly dropNote: string;
    readonly replaceWith: string;
    readonly importShort: string;
    readonly recordShort: string;
    readonly typeShort: string;
  };
  readonly recorder: RecorderWords;
  readonly trim: TrimWords;
  readonly spoken: SpokenWords;
  readonly readings: ReadingsWords;
  readonly captions: CaptionWords;
}

const plural = new Intl.PluralRules('en');
const some = (count: number, one: string, many: string): string =>
  plural.select(count) === 'one' ? one : `${count} ${many}`;

export const enVoiceText: VoiceTextWords = {
  ways: {
    record: 'Record…',
    type: 'Type a text…',
    dropNote: 'or drop a sound file or a video here',
    replaceWith: 'Replace with',
    importShort: 'File…',
    recordShort: 'Record…',
    typeShort: 'Text…',
  },
  recorder: {
    title: 'Record a voice',
    close: 'Close the recorder',
    device: 'Microphone',
    unnamedDevice: (number) => `Microphone ${number}`,
    opening: 'Opening the microphone…',
    tryAgain: 'Try again',
    level: 'Level',
    levelValue: (peak, mean) => `Peak ${peak}, average ${mean}`,
    silent: 'nothing heard',
    peak: 'Peak',
    mean: 'Average',
    dbfs: (value) => `${value} dBFS`,
    clipped: 'Too loud',
    clippedHint: 'The sound was cut off. Move back from the microphone or lower its level, then press here.',
    checkNoise: 'Check the room',
    checkingNoise: 'Stay quiet for a moment…',
    noise: {
      quiet: (level) => `The room is quiet (${level}).`,
      fair: (level) => `The room is fairly quiet (${level}).`,
      noisy: (level) => `The room is noisy (${level}). Close windows, switch off fans, or come closer.`,
    },
    noiseSilent:
      'Nothing at all was heard. If the level does not move when you speak, choose another microphone.',
    record: 'Record',
    recordAgain: 'Record another take',
    stop: 'Stop',
    cancelCount: 'Cancel',
    counting: (left) => `Recording starts in ${left}`,
    recording: 'Recording',
    finishing: 'Keeping the take…',
    ready: 'Ready',
    tip: 'Speak a hand’s breadth from the microphone, as if the person were in the room.',
    takes: 'Takes',
    noTakes: 'Your takes appear here. Every one is kept until you delete it.',
    take: (number) => `Take ${number}`,
    recovered: 'found again',
    takeFacts: (duration, peak) => `${duration}, peak ${peak}`,
    tooLoud: 'Cut off by the level. Record it again, a little further away.',
    tooQuiet: 'Very quiet. Come closer, or raise the level of the microphone.',
    use: 'Use this take',
    usePart: (duration) => `Use these ${duration}`,
    append: 'Add to the end of the voice',
    remove: (number) => `Delete take ${number}`,
    inUse: 'The project uses this take.',
    importInstead: 'Import a file instead…',
  },
  trim: {
    title: 'Trim the voice',
    open: 'Trim…',
    close: 'Close without trimming',
    lead: 'Only what lies between the handles is used. The file itself stays as it is.',
    start: 'Beginning',
    end: 'End',
    play: 'Play what is kept',
    pause: 'Pause',
    kept: (duration) => `Keeps ${duration}`,
    keys: 'Arrow keys move a handle by a hundredth of a second, with Shift by a tenth.',
    apply: 'Trim',
    cancel: 'Cancel',
    working: 'Cutting…',
  },
  spoken: {
    title: 'Text to voice',
    text: 'What should be said',
    placeholder: 'Happy birthday, dear Anna! …',
    suggestions: 'Words to begin with…',
    nameMissing: 'Write the name where it says {name}.',
    language: 'Language',
    speaker: 'Voice',
    style: 'Style',
    speed: 'Speed',
    speedValue: (factor) => `${factor}×`,
    read: 'Read aloud',
    readAgain: 'Read the new text',
    reading: 'Reading…',
    cancel: 'Cancel',
    upToDate: 'The voice says this text.',
    spokenAnew: (anew, all) =>
      anew === all
        ? `${some(all, 'One sentence was', 'sentences were')} read.`
        : `${some(anew, 'One sentence was', 'sentences were')} read anew, ${all - anew} kept.`,
    loading: 'Looking for voices…',
    again: 'Look again',
    synthetic: 'Sounds like a robot: clear, but plainly a machine.',
    natural: 'Sounds like a person.',
    credit: (words) => `Show with the video: ${words}`,
    portrait: (name) => `Portrait of ${name}`,
    noSpeakers: 'There is no voice on this computer that can read aloud.',
    noSpeakersHint: 'Install espeak-ng (free, over a hundred languages), or record the text yourself.',
    noLanguageVoice: 'No voice of this language was found.',
    otherLanguage: (language) => `This text looks like ${language}.`,
    readIn: (language) => `Read it in ${language}`,
    voicevoxHow:
      'For natural Japanese voices: get VOICEVOX (free), start it, then press “Look again”. It runs on this computer.',
    modelsHow:
      'For voices that sound like a person: install Kokoro or Piper voices in Models. They run on this computer.',
    openModels: 'Open Models…',
    sources: {
      kokoro: 'Kokoro',
      piper: 'Piper',
      voicevox: 'VOICEVOX',
      espeak: 'espeak-ng',
      system: 'Voices of the system',
    },
    licence: (words) => `Licence: ${words}`,
    unavailable: 'More voices',
    characters: (count) => `${count} characters`,
    readings: 'How words are read…',
  },
  readings: {
    title: 'How words are read',
    close: 'Close',
    lead: 'Names and words that a voice says wrong: write them as they sound. Captions keep the word itself.',
    word: 'Word',
    reading: 'Read as',
    language: 'Language',
    add: 'Add',
    remove: (word) => `Remove ${word}`,
    none: 'No words yet.',
    importFile: 'Import a table…',
    exportFile: 'Export…',
    imported: (count) =>
      count === 0 ? 'Nothing new in the table.' : `${some(count, 'One word', 'words')} taken.`,
    badLines: (lines) => `No readings in line ${lines}.`,
  },
  captions: {
    title: 'Captions',
    burnIn: 'Show in the video',
    burnInHint: 'Off: they can still be saved as a file of their own.',
    none: 'No captions yet.',
    noneHint:
      'A text that is read aloud brings its captions along. For a recording, import a subtitle file or add them one by one.',
    importFile: 'Import a file…',
    exportSrt: 'Save as SRT…',
    exportVtt: 'Save as VTT…',
    add: 'Add a caption',
    newText: 'New caption',
    count: (count) => some(count, 'One caption', 'captions'),
    caption: (number) => `Caption ${number}`,
    text: (number) => `Words of caption ${number}`,
    start: (number) => `Beginning of caption ${number}`,
    end: (number) => `End of caption ${number}`,
    split: (number) => `Split caption ${number}`,
    merge: (number) => `Join caption ${number} with the next one`,
    remove: (number) => `Delete caption ${number}`,
    goTo: (number) => `Go to caption ${number}`,
    clear: 'Delete all',
    imported: (count, fileName) => `${some(count, 'One caption', 'captions')} from ${fileName}.`,
    badLines: (lines) => `Nothing could be read in line ${lines}.`,
    needVoice: 'Captions belong to a voice: choose one first.',
  },
};
