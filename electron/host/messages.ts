import type { ErrorReport } from '../../shared/errors.ts';
import type { DidCredits, DidProgress } from '../../shared/contract/cloud.ts';
import type {
  DidJobView,
  DidReport,
  DidRequest,
  RemovalReport,
  TransferDescription,
} from '../engine/backends/did/index.ts';
import type { TalkComparison, TalkComparisonRequest } from '../engine/talk/compareTalk.ts';
import type { Talk } from '../../shared/contract/provenance.ts';
import type { DoctorReport } from '../engine/cli/doctor/examine.ts';
import type { EstimateWish, RenderEstimate } from '../../shared/contract/estimate.ts';
import type { DeviceReport } from '../../shared/contract/deviceReport.ts';
import type { InferenceSettings } from '../../shared/contract/inference.ts';
import type {
  MattePreview,
  MattePreviewRequest,
  PhotoInspection,
  VoiceAnalysis,
} from '../../shared/contract/media.ts';
import type { ModelProgress, ModelView } from '../../shared/contract/models.ts';
import type {
  ProsodyView,
  SoundOutline,
  Spectrogram,
  SpectrogramRequest,
} from '../../shared/contract/prosodyView.ts';
import type { ReadAloudRequest, SpeakerList, SpokenVoice } from '../../shared/contract/spoken.ts';
import type { DrawnTitle, SceneToDraw, TitleToDraw } from '../../shared/contract/pictures.ts';
import type { PreviewStart, SessionWish } from '../engine/preview/session.ts';
import type { PreviewNews } from '../../shared/contract/preview.ts';
import type { TrialProgram } from '../engine/runtime/inference/trialProcess.ts';
import type { RenderProgress, RenderReport, RenderRequest } from '../../shared/contract/render.ts';
import type { ModelChoices } from '../../shared/contract/settings.ts';
import type { ProjectDocument, ProjectMedia } from '../../shared/project/schema.ts';
import type { ProsodyEdit } from '../../shared/prosody/edits.ts';
import type { ProsodyPreset } from '../../shared/prosody/presets.ts';
import type { ProsodySettings } from '../../shared/prosody/settings.ts';
import type { ColumnMapping } from '../../shared/batch/columns.ts';
import type { ListRow } from '../../shared/batch/rows.ts';
import type { RowResult } from '../engine/batch/account.ts';
import type {
  BatchDefaults,
  BatchFolders,
  BatchPlan,
  PlannedVideo,
  RefusedRow,
} from '../engine/batch/planBatch.ts';
import type { GuestList } from '../engine/batch/readList.ts';
import type { ConversionOrder, ConvertedFile } from '../engine/convertVoice.ts';
import type { CompareReport, CompareRequest } from '../engine/compare/types.ts';
import type { MadeTake } from '../engine/voiceTakes.ts';

export type { TrialProgram };

/** What the engine's process or thread is told once, at its start. All folders absolute. */
export interface EngineStart {
  readonly folders: { readonly home: string; readonly cache: string; readonly models: string };
  /** How a process is started in which a device is tried. */
  readonly trialProgram: TrialProgram;
}

/** A picture encoded for display; the bytes move, they are not copied. */
export interface EncodedPicture {
  readonly bytes: Uint8Array;
  readonly mimeType: 'image/webp';
}

/** What inspecting a photo yields, before the pictures have addresses. */
export interface InspectedPhoto extends Omit<PhotoInspection, 'previewUrl' | 'cutoutUrl'> {
  readonly preview: EncodedPicture;
  readonly cutout: EncodedPicture | null;
}

/** What looking at the cut-out yields, before the picture has an address. */
export interface PreviewedMatte extends Omit<MattePreview, 'cutoutUrl'> {
  readonly cutout: EncodedPicture;
}

/** A drawn title before it has an address; its place in pixels of the frame. */
export interface DrawnTitlePicture extends Omit<DrawnTitle, 'url'> {
  readonly picture: EncodedPicture;
}

/** A photo, and the models that look at it. */
export interface PhotoTask {
  readonly path: string;
  readonly models: Pick<ModelChoices, 'person' | 'matte'>;
}

/** A model to be brought in; `accepted`: its licence notice was shown and accepted. */
export interface InstallTask {
  readonly id: string;
  readonly accepted: boolean;
}

/** What is done with the user's own presets; each answers with all of them. */
export type PresetTask =
  | { readonly action: 'list' }
  | { readonly action: 'save'; readonly name: string; readonly settings: ProsodySettings }
  | { readonly action: 'rename'; readonly id: string; readonly name: string }
  | { readonly action: 'remove'; readonly id: string }
  | { readonly action: 'import'; readonly text: string; readonly fileName: string };

/** A voice as an edit would make it; null: as it was recorded. */
export interface TakeTask {
  readonly path: string;
  readonly edit: ProsodyEdit | null;
}

/** A stretch of a voice to be looked at closely. */
export interface SpectrogramTask extends Omit<SpectrogramRequest, 'voice'> {
  readonly path: string;
}

/** A medium of a project and where its bytes are; no path: not found, because it is gone or because it was changed. */
export interface LocatedMedia {
  readonly media: ProjectMedia;
  readonly path: string | null;
  readonly why: 'gone' | 'changed' | null;
}

/** A project file that was read; what lay inside has been taken out. */
export interface OpenedContainer {
  readonly document: ProjectDocument;
  readonly media: readonly LocatedMedia[];
}

/** A document to be saved, and the absolute path of the bytes of everything that lies inside, by media id. */
export interface SaveTask {
  readonly path: string;
  readonly document: ProjectDocument;
  readonly sources: ReadonlyMap<string, string>;
}

/** A text as a voice file, before the file has a token. */
export interface SpokenAloud extends Omit<SpokenVoice, 'media'> {
  readonly path: string;
}

/** A stretch of a sound file at its place in the voice. Times in seconds. */
export interface ClipTask {
  readonly path: string;
  readonly inSec: number;
  readonly outSec: number;
  readonly startSec: number;
  readonly gainDb: number;
}

/** Who asks D-ID, and where; the key stays in memory. */
export interface DidTask {
  /** null: only what opens no connection. */
  readonly key: string | null;
  /** null: D-ID's own. */
  readonly address: string | null;
}

export type { BatchPlan, GuestList, PlannedVideo, RefusedRow, RowResult };

/** A list and what is wished for its rows. */
export interface BatchTask {
  readonly headings: readonly string[];
  readonly rows: readonly ListRow[];
  readonly mapping: ColumnMapping;
  readonly defaults: BatchDefaults;
  readonly folders: BatchFolders;
}

/** A batch as it lies on the disk. */
export interface StoredBatch {
  readonly id: string;
  /** Absolute path of the folder of the videos. */
  readonly out: string;
  readonly atOnce: number;
  readonly plan: BatchPlan;
}

/** A batch with what is known of its rows from earlier. */
export interface OpenedBatch extends StoredBatch {
  readonly rows: readonly {
    readonly line: number;
    readonly key: string;
    readonly result: RowResult | null;
  }[];
}

export type BatchTaskName =
  'readBatchList' | 'checkBatch' | 'openBatch' | 'reopenBatch' | 'makeRow' | 'keepBatch';

export type SpeechTaskName =
  'listSpeakers' | 'speakerPortrait' | 'readAloud' | 'arrangeVoice' | 'colourVoice';

/** A task with its answer, what it tells on the way and what it can be told meanwhile; `never` where there is none. */
interface Task<Input, Output, Progress = never, Wish = never> {
  readonly input: Input;
  readonly output: Output;
  readonly progress: Progress;
  readonly wish: Wish;
}

/** Everything the engine can be asked to do, with what it answers. */
export interface EngineTasks {
  /** Open until it is cancelled. */
  readonly preview: Task<PreviewStart, null, PreviewNews, SessionWish>;
  readonly render: Task<RenderRequest, RenderReport, RenderProgress>;
  readonly estimateRender: Task<EstimateWish, RenderEstimate>;
  readonly inspectPhoto: Task<PhotoTask, InspectedPhoto>;
  readonly previewMatte: Task<PhotoTask & Omit<MattePreviewRequest, 'photo'>, PreviewedMatte>;
  readonly drawScene: Task<SceneToDraw, EncodedPicture>;
  readonly drawTitle: Task<TitleToDraw, DrawnTitlePicture>;
  readonly analyzeVoice: Task<{ readonly path: string }, VoiceAnalysis>;
  readonly takeVoice: Task<TakeTask, MadeTake>;
  readonly ownPresets: Task<PresetTask, readonly ProsodyPreset[]>;
  readonly compareVideos: Task<CompareRequest, CompareReport, RenderProgress>;
  readonly compareTalk: Task<TalkComparisonRequest, TalkComparison, RenderProgress>;
  readonly viewProsody: Task<{ readonly path: string }, ProsodyView>;
  readonly drawSpectrogram: Task<SpectrogramTask, Spectrogram>;
  readonly outlineSound: Task<{ readonly path: string }, SoundOutline>;
  readonly openProject: Task<{ readonly path: string }, OpenedContainer>;
  readonly saveProject: Task<SaveTask, ProjectDocument>;
  readonly describeMedia: Task<
    { readonly path: string; readonly kind: 'photo' | 'voice' | 'music' },
    ProjectMedia
  >;
  /** Answers the first of the files that holds the bytes of the medium. */
  readonly findMedia: Task<
    { readonly media: ProjectMedia; readonly files: readonly string[] },
    string | null
  >;
  readonly listModels: Task<null, readonly ModelView[]>;
  readonly installModel: Task<InstallTask, ModelView, ModelProgress>;
  readonly importModel: Task<InstallTask & { readonly path: string }, ModelView, ModelProgress>;
  readonly verifyModel: Task<{ readonly id: string }, ModelView, ModelProgress>;
  readonly removeModel: Task<{ readonly id: string }, ModelView>;
  /** Everything that the doctor looks at; no device is tried anew. */
  readonly examine: Task<null, DoctorReport>;
  readonly getDevices: Task<null, DeviceReport>;
  readonly probeDevices: Task<null, DeviceReport>;
  readonly listSpeakers: Task<null, SpeakerList>;
  readonly speakerPortrait: Task<
    { readonly speakerId: string },
    { readonly bytes: Uint8Array; readonly mimeType: 'image/png' | 'image/jpeg' | 'image/webp' } | null
  >;
  readonly didDescribe: Task<DidTask & { readonly request: DidRequest }, TransferDescription>;
  readonly didRender: Task<
    DidTask & {
      readonly jobId: string;
      /** The consent; null goes on with a job that was agreed to. */
      readonly transferSha256: string | null;
      readonly outPath: string;
      readonly deleteAfterwards: boolean;
      /** Where D-ID's call is heard, `host:port`; null: D-ID is asked. */
      readonly webhookListen: string | null;
    },
    DidReport,
    DidProgress
  >;
  readonly didRemove: Task<DidTask & { readonly jobId: string }, RemovalReport>;
  readonly didForget: Task<DidTask & { readonly jobId: string }, null>;
  readonly didJobs: Task<DidTask, readonly DidJobView[]>;
  readonly didCredits: Task<DidTask, DidCredits>;
  readonly didTalk: Task<DidTask & { readonly jobId: string }, Talk>;
  readonly readAloud: Task<ReadAloudRequest, SpokenAloud, { readonly fraction: number }>;
  readonly readBatchList: Task<{ readonly path: string }, GuestList>;
  readonly checkBatch: Task<BatchTask, BatchPlan, { readonly done: number; readonly total: number }>;
  readonly openBatch: Task<StoredBatch, OpenedBatch>;
  readonly reopenBatch: Task<null, OpenedBatch | null>;
  /** A row that fails is an answer; only cancel is thrown. */
  readonly makeRow: Task<{ readonly video: PlannedVideo; readonly key: string }, RowResult, RenderProgress>;
  readonly keepBatch: Task<
    {
      readonly out: string;
      readonly results: readonly RowResult[];
      readonly refused: readonly RefusedRow[];
    },
    null
  >;
  readonly colourVoice: Task<ConversionOrder, ConvertedFile, { readonly fraction: number }>;
  readonly arrangeVoice: Task<
    readonly ClipTask[],
    { readonly path: string; readonly durationSec: number; readonly cache: 'hit' | 'miss' }
  >;
}
export type EngineTaskName = keyof EngineTasks;
export type TaskInput<Name extends EngineTaskName> = EngineTasks[Name]['input'];
export type TaskOutput<Name extends EngineTaskName> = EngineTasks[Name]['output'];
export type TaskProgress<Name extends EngineTaskName> = EngineTasks[Name]['progress'];
export type TaskWish<Name extends EngineTaskName> = EngineTasks[Name]['wish'];

/** A task as it travels: its name and its own input belong together. */
export type EngineTask = {
  [Name in EngineTaskName]: { readonly name: Name; readonly input: TaskInput<Name> };
}[EngineTaskName];

/** To the engine. */
export type ToEngine =
  | {
      readonly type: 'start';
      readonly id: number;
      readonly task: EngineTask;
      readonly inference: InferenceSettings;
    }
  | { readonly type: 'tell'; readonly id: number; readonly wish: TaskWish<EngineTaskName> }
  | { readonly type: 'cancel'; readonly id: number };

/** From the engine. Every started id ends with exactly one `done` or `failed`. */
export type FromEngine =
  | { readonly type: 'progress'; readonly id: number; readonly progress: TaskProgress<EngineTaskName> }
  | { readonly type: 'log'; readonly id: number; readonly level: 'info' | 'warn'; readonly line: string }
  | { readonly type: 'done'; readonly id: number; readonly output: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: ErrorReport };
