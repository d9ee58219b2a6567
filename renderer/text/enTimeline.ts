import type { LaneName } from '../features/timeline/laneLayout.ts';
import type { TimelineTool } from '../stores/timeline.ts';

/** What the melody of a phrase does at its end. */
export type PhraseEnd = 'rises' | 'falls' | 'level';

export interface PhraseStory {
  readonly number: number;
  readonly from: string;
  readonly to: string;
  /** Changes in words: "pitch plus 2 semitones". */
  readonly changes: readonly string[];
  /** null where nothing is voiced. */
  readonly end: PhraseEnd | null;
  readonly drawn: boolean;
}

/** The words of the timeline. */
export interface TimelineWords {
  readonly label: string;
  readonly height: string;
  readonly show: string;
  readonly hide: string;
  readonly lanes: Readonly<Record<LaneName, string>>;
  readonly toolsLabel: string;
  readonly tools: Readonly<Record<TimelineTool, string>>;
  readonly toolHints: Readonly<Record<TimelineTool, string>>;
  readonly snap: string;
  readonly snapHint: string;
  readonly spectrogram: string;
  readonly spectrogramHint: string;
  readonly energy: string;
  readonly energyHint: string;
  readonly zoom: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fit: string;
  readonly zoomToSelection: string;
  readonly undo: string;
  readonly redo: string;
  readonly emptyTitle: string;
  readonly emptyText: string;
  readonly measuring: string;
  readonly noPhrases: string;
  /** What to do next, by tool, while nothing is selected. */
  readonly hints: Readonly<Record<TimelineTool, string>>;
  readonly phrases: string;
  readonly phrase: (number: number) => string;
  readonly phraseCount: (count: number) => string;
  readonly pause: (number: number) => string;
  /** Before the first and after the last word. */
  readonly silence: string;
  readonly voiceHelp: string;
  readonly blockHelp: string;
  readonly clipHelp: string;
  readonly split: string;
  readonly splitHint: string;
  readonly clip: (number: number) => string;
  readonly clipCount: (count: number) => string;
  readonly copyClips: string;
  readonly pasteClips: string;
  readonly duplicate: string;
  /** Removes and closes the gap. */
  readonly removeClose: string;
  /** While the engine puts clips together. */
  readonly arranging: string;
  readonly fields: {
    readonly pitchSemitones: string;
    readonly range: string;
    readonly tempo: string;
    readonly energyDb: string;
    readonly endLiftSemitones: string;
    readonly pauseLength: string;
  };
  readonly semitones: (value: string) => string;
  readonly decibels: (value: string) => string;
  readonly factor: (value: string) => string;
  readonly seconds: (value: string) => string;
  readonly copy: string;
  readonly paste: string;
  readonly reset: string;
  readonly loop: string;
  readonly editWords: string;
  readonly remove: string;
  readonly musicLoops: string;
  readonly told: {
    readonly phrase: (story: PhraseStory) => string;
    readonly pitch: (value: string, up: boolean) => string;
    readonly range: (value: string) => string;
    readonly tempo: (value: string) => string;
    readonly energy: (value: string, up: boolean) => string;
    readonly endLift: (value: string, up: boolean) => string;
    readonly pause: (number: number, from: string, to: string, length: string, edited: boolean) => string;
    readonly block: (words: string, from: string, to: string) => string;
    readonly music: (name: string, start: string) => string;
  };
  /** For the list of keys. */
  readonly keys: {
    readonly step: string;
    readonly pitch: string;
    readonly fine: string;
    readonly time: string;
    readonly all: string;
    readonly copy: string;
    readonly paste: string;
    readonly reset: string;
    readonly split: string;
    readonly removeClose: string;
    readonly duplicate: string;
    readonly loop: string;
    readonly tools: string;
    readonly fit: string;
    readonly zoomToSelection: string;
    readonly words: string;
    readonly zoom: string;
  };
}

const plural = new Intl.PluralRules('en');
const ENDS: Readonly<Record<PhraseEnd, string>> = {
  rises: 'rises at the end',
  falls: 'falls at the end',
  level: 'stays level at the end',
};
const sign = (up: boolean): string => (up ? 'plus' : 'minus');

export const enTimeline: TimelineWords = {
  label: 'Timeline',
  height: 'Height of the timeline',
  show: 'Show the timeline',
  hide: 'Hide the timeline',
  lanes: {
    minimap: 'Overview',
    ruler: 'Time',
    clips: 'Clips',
    voice: 'Voice',
    pitch: 'Pitch',
    energy: 'Energy',
    captions: 'Captions',
    titles: 'Titles',
    music: 'Music',
  },
  toolsLabel: 'Tool',
  tools: { select: 'Select', pencil: 'Draw', points: 'Points', eraser: 'Erase' },
  toolHints: {
    select: 'Select and drag phrases (V)',
    pencil: 'Draw the pitch freely (D)',
    points: 'Set and move points of the pitch (P)',
    eraser: 'Rub out what was drawn (E)',
  },
  snap: 'Snap',
  snapHint: 'Edges catch at phrases, syllables and the playhead; hold Alt to pass them',
  spectrogram: 'Sound picture',
  spectrogramHint: 'Shows the overtones behind the pitch',
  energy: 'Energy',
  energyHint: 'Shows the lane of the energy',
  zoom: 'Zoom',
  zoomIn: 'Closer',
  zoomOut: 'Farther',
  fit: 'Whole voice',
  zoomToSelection: 'Zoom to the selection',
  undo: 'Undo',
  redo: 'Redo',
  emptyTitle: 'Here the voice takes shape',
  emptyText:
    'Add a voice, and its melody appears: drag phrases higher or lower, stretch pauses, draw the pitch by hand.',
  measuring: 'Following the melody of the voice…',
  noPhrases: 'No speech was found in this voice, so there is no melody to shape.',
  hints: {
    select:
      'Drag a phrase up or down to change its pitch, its edge to change its tempo, the grip of a pause to change its length.',
    pencil: 'Draw over the curve: the voice will follow your hand. Shift keeps to whole semitones.',
    points: 'Click on a phrase to set a point, drag points, press Delete to remove the chosen one.',
    eraser: 'Drag over what was drawn to get the voice’s own melody back.',
  },
  phrases: 'Phrases and pauses',
  phrase: (number) => `Phrase ${number}`,
  phraseCount: (count) => (plural.select(count) === 'one' ? '1 phrase' : `${count} phrases`),
  pause: (number) => `Pause ${number}`,
  silence: 'Silence',
  voiceHelp:
    'Left and right arrows go from phrase to phrase, up and down change the pitch, Alt with left and right the tempo or the pause, Delete resets.',
  clipHelp:
    'S cuts at the playhead, Alt with left and right moves, Delete removes, Shift and Delete closes the gap as well, Ctrl and D repeats.',
  split: 'Split',
  splitHint: 'Cuts the voice at the playhead (S)',
  clip: (number) => `Clip ${number}`,
  clipCount: (count) => (plural.select(count) === 'one' ? '1 clip' : `${count} clips`),
  copyClips: 'Copy',
  pasteClips: 'Paste at the playhead',
  duplicate: 'Repeat',
  removeClose: 'Remove and close the gap',
  arranging: 'Putting the clips together…',
  blockHelp: 'Alt with the arrow keys moves, Enter edits the words, Delete removes.',
  fields: {
    pitchSemitones: 'Pitch',
    range: 'Melody',
    tempo: 'Tempo',
    energyDb: 'Energy',
    endLiftSemitones: 'End',
    pauseLength: 'Length',
  },
  semitones: (value) => `${value} st`,
  decibels: (value) => `${value} dB`,
  factor: (value) => `${value}×`,
  seconds: (value) => `${value} s`,
  copy: 'Copy',
  paste: 'Paste',
  reset: 'Reset',
  loop: 'Loop',
  editWords: 'Edit words',
  remove: 'Remove',
  musicLoops: 'repeats',
  told: {
    phrase: ({ number, from, to, changes, end, drawn }) =>
      [
        `Phrase ${number}`,
        `${from} to ${to} seconds`,
        ...changes,
        ...(drawn ? ['pitch drawn by hand'] : []),
        ...(end ? [ENDS[end]] : []),
      ].join(', '),
    pitch: (value, up) => `pitch ${sign(up)} ${value} semitones`,
    range: (value) => `melody times ${value}`,
    tempo: (value) => `tempo times ${value}`,
    energy: (value, up) => `energy ${sign(up)} ${value} decibels`,
    endLift: (value, up) => `end ${sign(up)} ${value} semitones`,
    pause: (number, from, to, length, edited) =>
      `Pause ${number}, ${from} to ${to} seconds, ${length} seconds long${edited ? ', changed' : ''}`,
    block: (words, from, to) => `${words}, ${from} to ${to} seconds`,
    music: (name, start) => `${name}, from ${start} seconds on`,
  },
  keys: {
    step: 'Previous or next phrase',
    pitch: 'Pitch by a semitone',
    fine: 'Pitch by a tenth of a semitone',
    time: 'Tempo, pauses, place of captions and clips',
    all: 'Select all phrases or clips',
    copy: 'Copy clips, or what was done to a phrase',
    paste: 'Paste clips, or do it to the selected phrases',
    reset: 'Reset phrases, remove a clip, caption or point',
    split: 'Split the voice at the playhead',
    removeClose: 'Remove clips and close the gap',
    duplicate: 'Repeat clips behind themselves',
    loop: 'Loop what is selected',
    tools: 'Select, draw, points, erase',
    fit: 'Whole voice',
    zoomToSelection: 'Zoom to the selection',
    words: 'Edit the words of a caption',
    zoom: 'Zoom the timeline',
  },
};
