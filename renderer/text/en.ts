import type { NativeWords } from '../../shared/contract/app.ts';
import type { StageName } from '../../shared/contract/renderConstants.ts';
import type {
  BackgroundKind,
  CropChoice,
  LipsyncChoice,
  MotionName,
  Shape,
} from '../stores/projectDocument.ts';
import { enTimeline, type TimelineWords } from './enTimeline.ts';
import { enInspect, enTouchUp, type InspectWords, type TouchUpWords } from './enCutout.ts';
import { enBatch, enBatchNative, type BatchWords } from './enBatch.ts';
import { enCompare, type CompareWords } from './enCompare.ts';
import { enExportNative, enExports, enMusic, type ExportWords, type MusicWords } from './enExports.ts';
import { enExpression, type ExpressionWords } from './enExpression.ts';
import { enModels, type ModelWords } from './enModels.ts';
import { enCloud, type CloudWords } from './enCloud.ts';
import { enPalette, type PaletteWords } from './enPalette.ts';
import { enPanels, type PanelWords } from './enPanels.ts';
import { enPicture, type PictureWords } from './enPicture.ts';
import { enProjects, type ProjectWords } from './enProjects.ts';
import { enTour, type TourWords } from './enTour.ts';
import { enVoiceText, type VoiceTextWords } from './enVoiceText.ts';
import { enPlayer, type PlayerWords } from './enPlayer.ts';
import { enSettings, type SettingsWords } from './enSettings.ts';

/** An error as people read it. `fileName` is null when no single file is to blame. */
export interface ErrorWords {
  /** `original` is the engine's own sentence, for figures and names in it. */
  readonly message: (fileName: string | null, original: string) => string;
  readonly hint: string;
}

/** A remark of the engine as people read it: `text` gets what the groups of `pattern` caught. */
export interface WarningWords {
  readonly pattern: RegExp;
  readonly text: (caught: readonly string[]) => string;
}

/** Every word the interface shows. A language that lacks one does not compile. */
export interface Words {
  readonly appName: string;
  readonly tagline: string;
  readonly skipToStage: string;
  readonly projects: ProjectWords;
  readonly panels: PanelWords;
  readonly picture: PictureWords;
  readonly player: PlayerWords;
  readonly palette: PaletteWords;
  readonly tour: TourWords;
  readonly cloud: CloudWords;
  readonly theme: {
    readonly label: string;
    readonly system: string;
    readonly light: string;
    readonly dark: string;
  };
  readonly language: { readonly label: string; readonly en: string; readonly ja: string };
  readonly photo: {
    readonly title: string;
    readonly dropHere: string;
    readonly choose: string;
    readonly replace: string;
    readonly formats: string;
    readonly looking: string;
    readonly size: (widthPx: string, heightPx: string) => string;
    readonly faces: (count: number) => string;
    readonly chooseFace: string;
    readonly face: (number: number) => string;
    readonly noFace: string;
    readonly noFaceHint: string;
    readonly alt: (fileName: string) => string;
  };
  readonly voice: {
    readonly title: string;
    readonly choose: string;
    readonly listening: string;
    readonly play: string;
    readonly pause: string;
    readonly position: string;
    readonly speech: (duration: string) => string;
    readonly noSpeech: string;
    readonly noSpeechHint: string;
    readonly cannotPlay: string;
  };
  readonly look: {
    readonly title: string;
    readonly shape: string;
    readonly shapes: Readonly<Record<Shape, string>>;
    readonly background: string;
    readonly backgrounds: Readonly<Record<BackgroundKind, string>>;
    readonly color: string;
    readonly colors: readonly string[];
    readonly ownColor: string;
    readonly choosePicture: string;
    readonly changePicture: string;
    readonly more: string;
    readonly crop: string;
    readonly crops: Readonly<Record<CropChoice, string>>;
    readonly cropHints: Readonly<Record<CropChoice, string>>;
    readonly lipsync: string;
    readonly lipsyncs: Readonly<Record<LipsyncChoice, string>>;
    readonly lipsyncModel: string;
    readonly lipsyncMissing: string;
    readonly lipsyncGet: string;
    readonly motion: Readonly<Record<MotionName, string>>;
    readonly motionHints: Readonly<Record<MotionName, string>>;
    readonly natural: string;
    readonly off: string;
  };
  readonly make: {
    readonly button: string;
    readonly working: string;
    readonly needBoth: string;
    readonly needPhoto: string;
    readonly needVoice: string;
    readonly needFace: string;
    readonly needPicture: string;
    readonly stillLooking: string;
    readonly ready: (duration: string, size: string) => string;
  };
  readonly stage: {
    readonly label: string;
    readonly preview: string;
    readonly result: string;
    readonly trySample: string;
    readonly private: string;
    readonly waitingPhoto: string;
    readonly previewAlt: string;
    readonly previewNote: string;
    readonly previewNoteReady: string;
  };
  readonly render: {
    readonly making: string;
    readonly queued: string;
    readonly preparing: string;
    readonly overall: string;
    readonly cancel: string;
    readonly cancelling: string;
    readonly steps: string;
    readonly stages: Readonly<Record<StageName, string>>;
    readonly stepDone: string;
    readonly stepNow: string;
    readonly stepNext: string;
    readonly framesPerSec: string;
    readonly fps: (value: string) => string;
    readonly timeLeft: string;
    readonly notYet: string;
    readonly frames: string;
    readonly framesOf: (done: string, total: string) => string;
  };
  readonly result: {
    readonly doneTitle: string;
    readonly savedIn: (name: string, folder: string) => string;
    readonly video: (name: string) => string;
    readonly reveal: string;
    readonly saveCopy: string;
    readonly again: string;
    readonly retry: string;
    readonly back: string;
    readonly facts: string;
    readonly duration: string;
    readonly size: string;
    readonly frames: string;
    readonly took: string;
    readonly speed: string;
    readonly method: string;
    readonly device: string;
    readonly models: string;
    readonly methods: Readonly<Record<string, string>>;
    readonly remarks: string;
    readonly gone: string;
    readonly failedTitle: string;
    readonly cancelledTitle: string;
    readonly cancelledText: string;
    readonly interruptedTitle: string;
    readonly interruptedText: string;
    readonly technical: string;
  };
  readonly models: ModelWords;
  readonly settings: SettingsWords;
  readonly inspect: InspectWords;
  readonly touchUp: TouchUpWords;
  readonly timeline: TimelineWords;
  readonly expression: ExpressionWords;
  readonly compare: CompareWords;
  readonly voiceText: VoiceTextWords;
  readonly exporting: ExportWords;
  readonly batch: BatchWords;
  readonly music: MusicWords;
  readonly notice: {
    readonly dismiss: string;
    readonly copied: (fileName: string) => string;
  };
  readonly shortcuts: { readonly title: string; readonly close: string };
  readonly native: NativeWords;
  /** By error code. Where a code is missing, the error's own English sentence is shown. */
  readonly errors: Readonly<Record<string, ErrorWords>>;
  /** Remarks of the engine that read better in other words, or in another language. The rest stays as it is. */
  readonly warnings: readonly WarningWords[];
  /** Why a device is not used. */
  readonly reasons: readonly WarningWords[];
}

const plural = new Intl.PluralRules('en');

export const en: Words = {
  appName: 'Kotohogi Studio',
  tagline: 'Good wishes, spoken.',
  skipToStage: 'Skip to the picture',
  projects: enProjects,
  panels: enPanels,
  picture: enPicture,
  player: enPlayer,
  palette: enPalette,
  tour: enTour,
  cloud: enCloud,
  theme: { label: 'Appearance', system: 'Like the system', light: 'Light', dark: 'Dark' },
  language: { label: 'Language', en: 'English', ja: '日本語' },
  photo: {
    title: 'Photo',
    dropHere: 'Drop a photo here',
    choose: 'Choose a photo…',
    replace: 'Replace…',
    formats: 'JPEG, PNG, WebP, AVIF, TIFF or GIF, or a video of up to 60 seconds',
    looking: 'Looking for the face…',
    size: (width, height) => `${width} × ${height} px`,
    faces: (count) => (plural.select(count) === 'one' ? 'One face found' : `${count} faces found`),
    chooseFace: 'Who is speaking?',
    face: (number) => `Face ${number}`,
    noFace: 'There is no face in this photo.',
    noFaceHint: 'Use a photo in which one person looks towards the camera.',
    alt: (fileName) => `Photo ${fileName}`,
  },
  voice: {
    title: 'Voice',
    choose: 'Choose a voice…',
    listening: 'Listening…',
    play: 'Play the voice',
    pause: 'Pause',
    position: 'Position in the voice',
    speech: (duration) => `${duration} of speech`,
    noSpeech: 'No speech was heard in this recording.',
    noSpeechHint: 'The mouth would stay closed. Choose a recording with a voice in it.',
    cannotPlay: 'This file cannot be played here, but it can be used for the video.',
  },
  look: {
    title: 'Look',
    shape: 'Shape',
    shapes: { '1:1': 'Square', '9:16': 'Story', '16:9': 'Wide', '4:5': 'Portrait' },
    background: 'Background',
    backgrounds: {
      none: 'As it is',
      blur: 'Blur',
      color: 'Colour',
      gradient: 'Gradient',
      scene: 'Festive',
      picture: 'Picture',
    },
    color: 'Background colour',
    colors: ['Rice paper', 'Vermilion', 'Gold', 'Cherry', 'Young leaf', 'Pale indigo', 'Ink'],
    ownColor: 'Another colour',
    choosePicture: 'Choose a picture…',
    changePicture: 'Change…',
    more: 'Mouth and movement',
    crop: 'Framing',
    crops: { auto: 'On the person', widest: 'As wide as possible' },
    cropHints: {
      auto: 'Comes closer where the person is small in the photo',
      widest: 'Keeps the whole width or height of the photo',
    },
    lipsync: 'How the mouth speaks',
    lipsyncs: { auto: 'Automatic', builtin: 'Built-in', wav2lip: 'Drawn' },
    lipsyncModel: 'Model that draws the mouth',
    lipsyncMissing: 'No model that draws mouths is installed yet.',
    lipsyncGet: 'Show models…',
    motion: {
      mouthStrength: 'Mouth opening',
      mouthSharpness: 'Mouth sharpness',
      blink: 'Blinking',
      idleMotion: 'Head and breath',
    },
    motionHints: {
      mouthStrength: 'How far the mouth opens',
      mouthSharpness: 'A drawn mouth has few pixels; sharpening fits it to the photo',
      blink: 'How often the eyes blink',
      idleMotion: 'How much the head sways and the chest breathes',
    },
    natural: 'natural',
    off: 'off',
  },
  make: {
    button: 'Make the video',
    working: 'Making the video…',
    needBoth: 'Add a photo and a voice to begin.',
    needPhoto: 'Add a photo, and you are ready.',
    needVoice: 'Add a voice, and you are ready.',
    needFace: 'The photo needs a face.',
    needPicture: 'Choose a background picture.',
    stillLooking: 'One moment: the files are being looked at.',
    ready: (duration, size) => `Ready: ${duration} at ${size}`,
  },
  stage: {
    label: 'Picture',
    preview: 'Preview',
    result: 'Video',
    trySample: 'Try the sample',
    private: 'Everything happens on this computer. Nothing is sent anywhere.',
    waitingPhoto: 'The voice is ready. Who will speak it?',
    previewAlt: 'The photo in the chosen shape, with the chosen background',
    previewNote: 'This is how the video will look.',
    previewNoteReady: 'This is how the video will look. Press “Make the video” to hear it speak.',
  },
  render: {
    making: 'Making your video',
    queued: 'Waiting for its turn',
    preparing: 'Starting…',
    overall: 'Whole video',
    cancel: 'Cancel',
    cancelling: 'Stopping…',
    steps: 'Steps',
    stages: {
      media: 'Open the photo and the voice',
      person: 'Find the person',
      face: 'Find the face',
      matte: 'Cut the person out',
      voice: 'Listen to the voice',
      lipsync: 'Shape the mouth',
      compose: 'Set the scene',
      encode: 'Draw and write the frames',
    },
    stepDone: 'done',
    stepNow: 'now',
    stepNext: 'to come',
    framesPerSec: 'Speed',
    fps: (value) => `${value} frames/s`,
    timeLeft: 'Time left',
    notYet: 'not known yet',
    frames: 'Frames',
    framesOf: (done, total) => `${done} of ${total}`,
  },
  result: {
    doneTitle: 'Your video is ready',
    savedIn: (name, folder) => `${name} in ${folder}`,
    video: (name) => `Video ${name}`,
    reveal: 'Show in folder',
    saveCopy: 'Save a copy…',
    again: 'Make another',
    retry: 'Try again',
    back: 'Back to the picture',
    facts: 'About this video',
    duration: 'Length',
    size: 'Size',
    frames: 'Frames',
    took: 'Made in',
    speed: 'Speed',
    method: 'Lip-sync',
    device: 'Networks on',
    models: 'Models and licences',
    methods: { builtin: 'Built-in', wav2lip: 'Wav2Lip' },
    remarks: 'Good to know',
    gone: 'The video is no longer where it was saved.',
    failedTitle: 'The video could not be made',
    cancelledTitle: 'Cancelled',
    cancelledText: 'Nothing was written. You can start it again at any time.',
    interruptedTitle: 'Interrupted',
    interruptedText: 'The program ended before this video was finished.',
    technical: 'Details for support',
  },
  models: enModels,
  settings: enSettings,
  inspect: enInspect,
  touchUp: enTouchUp,
  timeline: enTimeline,
  expression: enExpression,
  compare: enCompare,
  exporting: enExports,
  batch: enBatch,
  music: enMusic,
  voiceText: enVoiceText,
  notice: { dismiss: 'Close this message', copied: (fileName) => `Saved as ${fileName}.` },
  shortcuts: { title: 'Keyboard', close: 'Close' },
  native: {
    menu: {
      file: 'File',
      newProject: 'New project',
      openProject: 'Open a project…',
      openRecent: 'Open recent',
      forgetRecents: 'Clear this list',
      saveProject: 'Save',
      saveProjectAs: 'Save as…',
      openPhoto: 'Open a photo…',
      openVoice: 'Open a voice…',
      openSample: 'Open the sample',
      render: 'Make the video…',
      cancelRender: 'Cancel the video',
      models: 'Models…',
      settings: 'Settings…',
      quit: 'Quit',
      edit: 'Edit',
      undo: 'Undo',
      redo: 'Redo',
      cut: 'Cut',
      copy: 'Copy',
      paste: 'Paste',
      selectAll: 'Select all',
      view: 'View',
      zoomIn: 'Larger',
      zoomOut: 'Smaller',
      resetZoom: 'Actual size',
      fullScreen: 'Full screen',
      window: 'Window',
      minimize: 'Minimise',
      close: 'Close',
      help: 'Help',
      cloud: 'D-ID (cloud)…',
      tour: 'Take the tour',
      batch: 'Videos for a list…',
      palette: 'Find a command…',
      shortcuts: 'Keyboard',
      about: 'About Kotohogi Studio',
      hide: 'Hide Kotohogi Studio',
      hideOthers: 'Hide others',
      showAll: 'Show all',
    },
    dialogs: {
      choosePhoto: 'Choose a photo',
      chooseVoice: 'Choose a voice',
      choosePicture: 'Choose a background picture',
      chooseModel: 'Choose a model file',
      modelFiles: 'ONNX models',
      saveVideo: 'Where should the video go?',
      saveCopy: 'Save a copy of the video',
      photos: 'Pictures',
      sounds: 'Voices',
      video: 'MP4 video',
      presetFiles: 'Voice presets',
      choosePresets: 'Choose a file of voice presets',
      savePresets: 'Save your own voice presets',
      comparisonFolder: 'In which folder should the comparison be put?',
      chooseCaptions: 'Choose a subtitle file',
      saveCaptions: 'Save the captions',
      captionFiles: 'Subtitles',
      chooseReadings: 'Choose a table of readings',
      saveReadings: 'Save the readings',
      tables: 'Tables (CSV)',
      allFiles: 'All files',
      openProject: 'Open a project',
      saveProject: 'Where should the project go?',
      projectFiles: 'Projects of Kotohogi Studio',
      findFile: 'Where is this file now?',
      quitTitle: 'A video is still being made.',
      quitDetail: 'If you quit now, it is stopped and nothing of it is kept.',
      quitStop: 'Stop and quit',
      quitStay: 'Keep going',
      linkTitle: 'Open this project?',
      linkDetail: 'A link that was followed outside Kotohogi Studio asks for:\n\n{file}',
      linkOpen: 'Open it',
      linkLeave: 'Leave it',
    },
    exports: enExportNative,
    batch: enBatchNative,
  },
  errors: {},
  warnings: [
    {
      // People count from one.
      pattern: /^The photo shows (\d+) faces; face (\d+) speaks \(0 is the largest\)\.$/,
      text: ([count, index]) =>
        `The photo shows ${count ?? ''} faces; number ${Number(index) + 1} speaks, counted from the largest.`,
    },
  ],
  reasons: [],
};
