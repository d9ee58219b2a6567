/** Words of the view in which voices are compared. */
export interface CompareWords {
  readonly tab: string;
  readonly title: string;
  readonly lead: string;
  readonly needMore: (missing: number) => string;
  readonly noVoice: string;
  readonly choose: string;
  readonly chosen: (count: string, most: string) => string;
  readonly full: string;
  readonly recorded: string;
  readonly ownEdit: string;
  readonly ownEditHint: string;
  readonly start: string;
  readonly change: string;
  readonly tile: (number: string, name: string) => string;
  /** A voice while names are hidden. */
  readonly letter: (letter: string) => string;
  readonly play: string;
  readonly pause: string;
  readonly position: string;
  readonly loops: string;
  readonly swap: string;
  readonly swapHint: string;
  readonly solo: (name: string) => string;
  readonly mute: (name: string) => string;
  readonly unmute: (name: string) => string;
  readonly use: string;
  readonly useOf: (name: string) => string;
  readonly inUse: string;
  readonly working: string;
  readonly contours: string;
  readonly contoursAlt: (parts: string) => string;
  readonly contourOf: (name: string, median: string, range: string) => string;
  readonly contoursHidden: string;
  readonly matched: (lufs: string) => string;
  readonly matchedHint: string;
  readonly blind: string;
  readonly blindHint: string;
  readonly blindLead: string;
  readonly best: string;
  readonly bestOf: (name: string) => string;
  readonly wasChosen: string;
  readonly again: string;
  readonly endBlind: string;
  readonly write: string;
  readonly writeHint: string;
  readonly writing: string;
  readonly left: (duration: string) => string;
  readonly soundProblem: string;
  readonly pictureProblem: string;
  readonly writtenTo: (folder: string) => string;
  readonly cancel: string;
  readonly cancelled: string;
  readonly show: string;
  readonly folderName: string;
  readonly keyNames: {
    readonly solo: string;
    readonly mute: string;
    readonly swap: string;
    readonly use: string;
  };
}

const plural = new Intl.PluralRules('en');

export const enCompare: CompareWords = {
  tab: 'Side by side',
  title: 'Which one sounds best?',
  lead: 'Choose two to four ways of speaking. You see and hear them on the same face, word by word, equally loud.',
  needMore: (missing) => (plural.select(missing) === 'one' ? 'Choose one more.' : `Choose ${missing} more.`),
  noVoice: 'Add a voice to compare how it can speak.',
  choose: 'Ways of speaking',
  chosen: (count, most) => `${count} of ${most} chosen`,
  full: 'Four are chosen: take one out to choose another.',
  recorded: 'As recorded',
  ownEdit: 'Your edit',
  ownEditHint: 'The voice as this project has it now',
  start: 'Compare',
  change: 'Change the choice',
  tile: (number, name) => `${number}: ${name}`,
  letter: (letter) => `Voice ${letter}`,
  play: 'Play',
  pause: 'Pause',
  position: 'Position in the voice',
  loops: 'Repeat',
  swap: 'A/B',
  swapHint: 'Back to the voice heard before, at the same word (X)',
  solo: (name) => `Hear ${name} alone`,
  mute: (name) => `Mute ${name}`,
  unmute: (name) => `Unmute ${name}`,
  use: 'Use this one',
  useOf: (name) => `Use ${name}`,
  inUse: 'In use',
  working: 'Making this voice…',
  contours: 'Pitch',
  contoursAlt: (parts) => `Pitch curves over time. ${parts}`,
  contourOf: (name, median, range) => `${name}: median ${median}, melody ${range}.`,
  contoursHidden: 'Names, numbers and curves are shown when you have chosen.',
  matched: (lufs) => `Matched at ${lufs}`,
  matchedHint: 'All voices are brought to the loudness of the quietest, so that the louder one does not win',
  blind: 'Blind',
  blindHint: 'Hides names and shuffles the order, so that your ears decide',
  blindLead: 'Which one do you like best? Take your time.',
  best: 'I like this best',
  bestOf: (name) => `I like ${name} best`,
  wasChosen: 'Your choice',
  again: 'Shuffle again',
  endBlind: 'Show names',
  write: 'Save videos…',
  writeHint: 'Writes a video of each, and one with all of them side by side',
  writing: 'Writing the comparison',
  left: (duration) => `${duration} left`,
  soundProblem: 'The sound cannot be played here.',
  pictureProblem: 'The pictures cannot be drawn just now; the voices go on.',
  writtenTo: (folder) => `Saved in ${folder}`,
  cancel: 'Cancel',
  cancelled: 'Cancelled: nothing was written.',
  show: 'Show in folder',
  folderName: 'Side by side',
  keyNames: {
    solo: 'hear one',
    mute: 'mute or add',
    swap: 'A/B',
    use: 'use the one that is heard',
  },
};
