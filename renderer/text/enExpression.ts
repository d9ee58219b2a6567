import type { ConfidenceBand, ConfidenceTermName } from '../../shared/prosody/confidence.ts';
import type { ProsodyLanguage } from '../../shared/prosody/edits.ts';
import type { VoiceSetting } from '../stores/expression.ts';

/** Words of the panel in which the voice gets its expression. */
export interface ExpressionWords {
  readonly title: string;
  readonly empty: string;
  readonly emptyHint: string;
  readonly compare: string;
  readonly compareHint: string;
  readonly language: string;
  readonly languages: Readonly<Record<ProsodyLanguage | 'auto', string>>;
  readonly languageHint: string;
  readonly presets: string;
  readonly recorded: string;
  readonly recordedHint: string;
  readonly own: string;
  /** Of a preset of one's own, which has no description. */
  readonly ownHint: string;
  readonly gone: string;
  readonly amount: string;
  readonly amountHint: string;
  /** In place of the amount, where nothing is changed. */
  readonly untouched: string;
  readonly tuning: string;
  readonly settings: Readonly<Record<VoiceSetting, string>>;
  readonly settingHints: Readonly<Record<VoiceSetting, string>>;
  readonly units: {
    readonly semitones: (value: string) => string;
    readonly decibels: (value: string) => string;
    readonly loudness: (value: string) => string;
  };
  readonly asIs: string;
  readonly reset: (setting: string) => string;
  readonly resetAll: string;
  readonly save: {
    readonly open: string;
    readonly name: string;
    readonly keep: string;
    readonly cancel: string;
    readonly rename: (preset: string) => string;
    readonly remove: (preset: string) => string;
    readonly more: (preset: string) => string;
    readonly renameShort: string;
    readonly removeShort: string;
    readonly removeQuestion: (preset: string) => string;
    readonly removeText: string;
    readonly exportAll: string;
    readonly importFile: string;
  };
  readonly outcome: {
    readonly title: string;
    readonly working: string;
    readonly notComputed: string;
    readonly listen: string;
    readonly stop: string;
    readonly cannotPlay: string;
    readonly confidence: string;
    readonly bands: Readonly<Record<ConfidenceBand, string>>;
    readonly bandHints: Readonly<Record<ConfidenceBand, string>>;
    readonly score: (score: string) => string;
    readonly gentler: (share: string, score: string) => string;
    readonly useGentler: (share: string) => string;
    readonly noGentler: string;
    readonly terms: string;
    readonly termNames: Readonly<Record<ConfidenceTermName, string>>;
    readonly limits: string;
    readonly numbers: string;
    readonly measure: string;
    readonly recorded: string;
    readonly now: string;
    readonly duration: string;
    readonly median: string;
    readonly range: string;
    readonly tempo: string;
    readonly loudness: string;
    readonly hertz: (value: string) => string;
    readonly syllables: (value: string) => string;
    readonly lufs: (value: string) => string;
  };
}

export const enExpression: ExpressionWords = {
  title: 'Expression',
  empty: 'Add a voice first.',
  emptyHint: 'Then you choose here how it speaks: cheerful, calm, festive, or just as it was recorded.',
  compare: 'Side by side…',
  compareHint: 'See and hear up to four of them on the same face',
  language: 'Language spoken',
  languages: { auto: 'Any', en: 'English', ja: 'Japanese', fa: 'Persian' },
  languageHint:
    'In Japanese and Persian the melody tells words apart: with the language known, presets leave it intact',
  presets: 'Way of speaking',
  recorded: 'As recorded',
  recordedHint: 'Your recording, untouched.',
  own: 'Your own',
  ownHint: 'Saved by you.',
  gone: 'The preset that this project used is no longer there. Choose another one.',
  amount: 'Amount',
  amountHint: 'How much of the preset: 100 % is as it was designed',
  untouched: 'Choose a way of speaking above.',
  tuning: 'Fine tuning',
  settings: {
    pitchSemitones: 'Pitch',
    range: 'Melody',
    tempo: 'Tempo',
    energyDb: 'Energy',
    pauses: 'Pauses',
    endLiftSemitones: 'End lift',
    brightnessDb: 'Brightness',
    loudnessLu: 'Loudness',
  },
  settingHints: {
    pitchSemitones: 'How high the voice speaks',
    range: 'How far the melody rises and falls about the middle of the voice',
    tempo: 'How fast it is spoken',
    energyDb: 'Level of the sound while it is spoken',
    pauses: 'How long the silences between phrases are',
    endLiftSemitones: 'Raises or lowers the ends of phrases',
    brightnessDb: 'How much the high overtones shine',
    loudnessLu: 'How loud the whole message is',
  },
  units: {
    semitones: (value) => `${value} st`,
    decibels: (value) => `${value} dB`,
    loudness: (value) => `${value} LU`,
  },
  asIs: 'as it is',
  reset: (setting) => `Reset ${setting}`,
  resetAll: 'Reset all',
  save: {
    open: 'Save as your own…',
    name: 'Name of the preset',
    keep: 'Save',
    cancel: 'Cancel',
    rename: (preset) => `New name for ${preset}`,
    remove: (preset) => `Delete ${preset}`,
    more: (preset) => `Rename or delete ${preset}`,
    renameShort: 'Rename…',
    removeShort: 'Delete…',
    removeQuestion: (preset) => `Delete “${preset}”?`,
    removeText: 'Projects that use it ask for another one. This project keeps sounding as it does.',
    exportAll: 'Export yours…',
    importFile: 'Import…',
  },
  outcome: {
    title: 'How it turned out',
    working: 'Listening to the result…',
    notComputed: 'not computed',
    listen: 'Listen to the result',
    stop: 'Stop',
    cannotPlay: 'The sound could not be played.',
    confidence: 'Confidence',
    bands: {
      good: 'Sounds natural',
      fine: 'Sounds fine',
      damaged: 'Audibly processed',
      broken: 'Not usable',
    },
    bandHints: {
      good: 'The result is what was asked for, and nothing is amiss.',
      fine: 'Small traces may be heard.',
      damaged: 'Gentler settings will sound better.',
      broken: 'Use gentler settings, or the voice as it was recorded.',
    },
    score: (score) => `${score} of 1`,
    gentler: (share, score) => `With ${share} of the strength the confidence is ${score}.`,
    useGentler: (share) => `Use ${share}`,
    noGentler: 'No gentler version is better: the recording itself is the safer choice.',
    terms: 'What was measured',
    termNames: {
      pitch: 'Pitch',
      voicing: 'Voiced sounds',
      duration: 'Length',
      clipping: 'Clipping',
      spectrum: 'Colour of the voice',
      request: 'Size of the change',
    },
    limits: 'Held back',
    numbers: 'Measured values',
    measure: 'Measure',
    recorded: 'Recorded',
    now: 'Now',
    duration: 'Length',
    median: 'Pitch',
    range: 'Melody',
    tempo: 'Tempo',
    loudness: 'Loudness',
    hertz: (value) => `${value} Hz`,
    syllables: (value) => `${value} syll./s`,
    lufs: (value) => `${value} LUFS`,
  },
};
