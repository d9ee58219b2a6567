import type { LicenceWords } from './enLicences.ts';
import type { NativeWords } from '../../shared/contract/app.ts';
import type { StageName } from '../../shared/contract/renderConstants.ts';
import type {
  BackgroundKind,
  CropChoice,
  LipsyncChoice,
  MotionName,
  Shape,
} from '../stores/projectDocument.ts';
import type { TimelineWords } from './enTimeline.ts';
import type { InspectWords, TouchUpWords } from './enCutout.ts';
import type { BatchWords } from './enBatch.ts';
import type { CompareWords } from './enCompare.ts';
import type { ExportWords, MusicWords } from './enExports.ts';
import type { ExpressionWords } from './enExpression.ts';
import type { ModelWords } from './enModels.ts';
import type { CloudWords } from './enCloud.ts';
import type { PaletteWords } from './enPalette.ts';
import type { PeopleWords } from './enPeople.ts';
import type { PanelWords } from './enPanels.ts';
import type { PictureWords } from './enPicture.ts';
import type { ProjectWords } from './enProjects.ts';
import type { DiagnosticsWords } from './enDiagnostics.ts';
import type { TourWords } from './enTour.ts';
import type { VoiceTextWords } from './enVoiceText.ts';
import type { PlayerWords } from './enPlayer.ts';
import type { SettingsWords } from './enSettings.ts';
import type { UpdateWords } from './enUpdates.ts';

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
  readonly diagnostics: DiagnosticsWords;
  readonly cloud: CloudWords;
  readonly licences: LicenceWords;
  readonly people: PeopleWords;
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
  readonly updates: UpdateWords;
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
