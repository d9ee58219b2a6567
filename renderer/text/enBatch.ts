import type { BatchRole } from '../../shared/batch/columns.ts';
import { problemSentence, type RowProblem } from '../../shared/batch/problems.ts';
import type { NativeWords } from '../../shared/contract/app.ts';
import type { BatchRowState, BatchState } from '../../shared/contract/batchConstants.ts';

/** What the rows of a review are narrowed down to. */
export const REVIEW_FILTERS = ['all', 'done', 'trouble', 'remarks', 'redo'] as const;
export type ReviewFilter = (typeof REVIEW_FILTERS)[number];

/** Words of the screen that makes one video per row of a list. */
export interface BatchWords {
  readonly open: string;
  /** Of the button in the head of the window. */
  readonly progress: (done: string, total: string) => string;
  readonly title: string;
  readonly close: string;
  readonly views: { readonly label: string; readonly prepare: string; readonly review: string };
  readonly list: {
    readonly title: string;
    readonly drop: string;
    readonly choose: string;
    readonly formats: string;
    readonly another: string;
    readonly again: string;
    readonly sample: string;
    readonly sampleHint: string;
    readonly facts: (rows: string, columns: string, encoding: string) => string;
    /** @param written the number as it is written in the language */
    readonly countRows: (number: number, written: string) => string;
    readonly countColumns: (number: number) => string;
  };
  readonly empty: { readonly title: string; readonly text: string; readonly steps: readonly string[] };
  readonly columns: {
    readonly title: string;
    readonly hint: string;
    readonly role: (heading: string) => string;
    readonly unnamed: (number: number) => string;
    readonly roles: Readonly<Record<BatchRole, string>>;
    readonly field: string;
    readonly noName: string;
  };
  readonly words: {
    readonly title: string;
    readonly text: string;
    readonly placeholder: string;
    readonly hint: string;
    readonly insert: string;
    readonly insertField: (field: string) => string;
    readonly anySpeaker: string;
    readonly captions: string;
    readonly noTemplate: string;
  };
  readonly output: {
    readonly title: string;
    readonly folder: string;
    readonly chooseFolder: string;
    readonly naming: string;
    readonly namingHint: string;
    readonly atOnce: string;
    readonly atOnceAuto: string;
    readonly atOnceHint: string;
  };
  readonly rows: {
    readonly label: string;
    readonly row: string;
    readonly state: string;
    readonly ready: string;
    readonly checking: string;
    readonly problems: (count: number) => string;
    readonly onlyProblems: string;
  };
  readonly preview: {
    readonly title: (row: string, name: string) => string;
    readonly none: string;
    readonly said: string;
    readonly projectVoice: string;
    readonly ownVoice: (file: string) => string;
    readonly titles: string;
    readonly file: string;
    readonly problems: string;
    readonly looking: string;
    readonly noPicture: string;
  };
  readonly start: {
    readonly button: (count: number) => string;
    readonly summary: (ready: string, problems: string) => string;
    readonly allReady: (ready: string) => string;
    readonly checking: (done: string, total: string) => string;
    readonly noPhoto: string;
    readonly busy: string;
  };
  readonly review: {
    readonly none: string;
    readonly states: Readonly<Record<BatchState, string>>;
    readonly counts: (done: string, total: string) => string;
    readonly trouble: (count: string) => string;
    readonly eta: (time: string) => string;
    readonly noEta: string;
    readonly overall: string;
    readonly pause: string;
    readonly continue: string;
    readonly cancel: string;
    readonly again: (count: number) => string;
    readonly sheet: string;
    readonly table: string;
    readonly filter: string;
    readonly filters: Readonly<Record<ReviewFilter, string>>;
    readonly nothing: string;
    readonly rowStates: Readonly<Record<BatchRowState, string>>;
    readonly wasThere: string;
    readonly duration: string;
    readonly reused: string;
    readonly confidence: string;
    readonly confidenceOf: (percent: string) => string;
    readonly notComputed: string;
    readonly parts: (known: string, total: string) => string;
    readonly warnings: (count: number) => string;
    readonly progress: (name: string) => string;
    readonly cancelRow: (name: string) => string;
    readonly retryRow: (name: string) => string;
    readonly reveal: (name: string) => string;
    readonly show: (name: string) => string;
    readonly video: (name: string) => string;
    readonly mark: string;
    readonly marks: { readonly fine: string; readonly redo: string };
    readonly choose: string;
    readonly text: string;
    readonly remarks: string;
    readonly headings: readonly string[];
  };
  readonly problem: (problem: RowProblem) => string;
  readonly problemAt: (row: string, column: string | null) => string;
  /** Headings and rows of the sample list. */
  readonly sample: () => readonly (readonly string[])[];
}

const count = (number: number, one: string, many: string): string =>
  number === 1 ? one : `${number} ${many}`;

export const enBatch: BatchWords = {
  open: 'Videos for a list…',
  progress: (done, total) => `List: ${done} of ${total}`,
  title: 'Videos for a list of people',
  close: 'Close',
  views: { label: 'What is shown', prepare: 'Prepare', review: 'Make and review' },
  list: {
    title: 'List',
    drop: 'Drop a list here',
    choose: 'Choose a list…',
    formats: 'CSV from any spreadsheet: UTF-8, or as Excel saves it',
    another: 'Another list…',
    again: 'Read again',
    sample: 'Save a sample list…',
    sampleHint: 'Open it in a spreadsheet and fill it in.',
    facts: (rows, columns, encoding) => `${rows} · ${columns} · ${encoding}`,
    countRows: (number, written) => (number === 1 ? 'One row' : `${written} rows`),
    countColumns: (number) => (number === 1 ? 'one column' : `${number} columns`),
  },
  empty: {
    title: 'One video for everyone on the list',
    text: 'The open project is the template: its picture, look, titles, music and voice. The list says what differs.',
    steps: [
      'Choose a list with a column of names.',
      'Write what is said, with {name} where the name goes.',
      'See every row beforehand, then make all of them.',
    ],
  },
  columns: {
    title: 'Columns',
    hint: 'Every column can be used in texts and titles as a {field}.',
    role: (heading) => `Column “${heading}” is`,
    unnamed: (number) => `Column ${number}`,
    roles: {
      name: 'Name',
      text: 'Text to say',
      photo: 'Photo file',
      voice: 'Voice file',
      preset: 'Voice preset',
      background: 'Background',
      language: 'Language',
      speaker: 'Speaker',
    },
    field: 'Only a field',
    noName: 'Say which column has the names.',
  },
  words: {
    title: 'What is said',
    text: 'Text for rows without their own',
    placeholder: 'Happy birthday, {name}!',
    hint: 'Left empty, the voice of the project is heard in every video.',
    insert: 'Insert',
    insertField: (field) => `Insert ${field}`,
    anySpeaker: 'First of the language',
    captions: 'Show captions of what is read aloud',
    noTemplate: 'The open project has no photo yet: every row needs its own.',
  },
  output: {
    title: 'Where the videos go',
    folder: 'Folder',
    chooseFolder: 'Choose…',
    naming: 'File names',
    namingHint: 'With fields of the list; {row} is the row of the spreadsheet.',
    atOnce: 'At once',
    atOnceAuto: 'As fits this computer',
    atOnceHint: 'Never more than the memory holds.',
  },
  rows: {
    label: 'Rows of the list',
    row: 'Row',
    state: 'State',
    ready: 'Ready',
    checking: 'Being checked',
    problems: (number) => count(number, 'One problem', 'problems'),
    onlyProblems: 'Only rows with problems',
  },
  preview: {
    title: (row, name) => (name === '' ? `Row ${row}` : `Row ${row}: ${name}`),
    none: 'Choose a row to see its video beforehand.',
    said: 'Says',
    projectVoice: 'The voice of the project',
    ownVoice: (file) => `The recording ${file}`,
    titles: 'Titles',
    file: 'File',
    problems: 'Problems',
    looking: 'Looking at the photo…',
    noPicture: 'No picture',
  },
  start: {
    button: (number) => (number === 1 ? 'Make one video' : `Make ${number} videos`),
    summary: (ready, problems) => `${ready} can be made, ${problems} cannot.`,
    allReady: (ready) => `All ${ready} can be made.`,
    checking: (done, total) => `Checking files: ${done} of ${total}`,
    noPhoto: 'Add a photo to the project, or a column of photos to the list.',
    busy: 'The batch before is still being made.',
  },
  review: {
    none: 'Nothing has been made yet.',
    states: {
      running: 'Being made',
      paused: 'Paused: what has begun is finished, nothing new begins.',
      interrupted: 'The program ended before all were made. What is done stays done.',
      ended: 'Finished',
    },
    counts: (done, total) => `${done} of ${total} videos`,
    trouble: (number) => `${number} not made`,
    eta: (time) => `about ${time} left`,
    noEta: 'Time left is known after the first video.',
    overall: 'All videos',
    pause: 'Pause',
    continue: 'Continue',
    cancel: 'Cancel all',
    again: (number) => (number === 1 ? 'Make again' : `Make ${number} again`),
    sheet: 'Review sheet in its folder',
    table: 'Save as a table…',
    filter: 'Show',
    filters: { all: 'All', done: 'Made', trouble: 'Not made', remarks: 'With remarks', redo: 'To redo' },
    nothing: 'No row is like that.',
    rowStates: {
      waiting: 'Waiting',
      running: 'Being made',
      done: 'Made',
      failed: 'Not made',
      refused: 'Cannot be made',
      cancelled: 'Cancelled',
    },
    wasThere: 'Was there already',
    duration: 'Length',
    reused: 'Reused',
    confidence: 'Confidence',
    confidenceOf: (percent) => `Confidence ${percent}`,
    notComputed: 'Confidence not computed',
    parts: (known, total) => `${known} of ${total} parts reused`,
    warnings: (number) => count(number, 'One remark', 'remarks'),
    progress: (name) => `Progress of ${name}`,
    cancelRow: (name) => `Cancel ${name}`,
    retryRow: (name) => `Make ${name} again`,
    reveal: (name) => `Show ${name} in its folder`,
    show: (name) => `Review ${name}`,
    video: (name) => `Video of ${name}`,
    mark: 'Verdict',
    marks: { fine: 'Fine', redo: 'Redo' },
    choose: 'Choose a row to review its video.',
    text: 'Says',
    remarks: 'Remarks',
    headings: ['Row', 'Name', 'File', 'State', 'Seconds', 'Confidence', 'Parts reused', 'Verdict', 'Remarks'],
  },
  problem: (problem) => problemSentence(problem),
  problemAt: (row, column) => (column === null ? `Row ${row}` : `Row ${row}, ${column}`),
  sample: () => [
    ['name', 'text', 'photo', 'voice', 'background'],
    ['Anna', 'Happy birthday, Anna! What a wonderful year it was.', '', '', ''],
    ['Ben', '', '', '', 'color:#f4e9d8'],
    ['Chloe', '', '', '', 'scene:cherryBlossoms'],
  ],
};

export const enBatchNative: NativeWords['batch'] = {
  chooseList: 'Choose a list',
  chooseFolder: 'In which folder should the videos be put?',
  saveReview: 'Where should the review go?',
  saveSample: 'Where should the sample list go?',
  sampleName: 'Guest list',
  done: 'The videos of the list are ready',
  partly: 'The list is through; not every video could be made',
};
